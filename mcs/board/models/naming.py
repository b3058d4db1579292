"""What names a business that the directory may not know."""

from __future__ import annotations

from django.db import models

from mcs.directory.models import Suggestion


class Naming(models.Model):
    """A post or an answer; `named` is a business that the directory doesn't know, which becomes a suggestion."""

    named = models.CharField(max_length=120, blank=True)
    suggestion = models.ForeignKey(Suggestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
