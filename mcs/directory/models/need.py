"""What people looked for and nobody here offers."""

from __future__ import annotations

from django.db import models


class UnmetNeed(models.Model):
    """Words that nobody answers: how often, never by whom. The day is all that is kept of when."""

    words = models.CharField(max_length=120, unique=True)  # stems in order, so that "plombiers" and "plombier" are one
    said = models.CharField(max_length=120)  # as it was first typed
    count = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        ordering = ["-count", "-last_on", "pk"]
        indexes = [models.Index(fields=["-count", "-last_on"], name="unmet_need_most")]

    def __str__(self) -> str:
        return self.said
