"""The history of a listing."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from mcs.directory.enums import ChangeSource
from mcs.directory.models.listing import Listing
from mcs.members.models import Member


class ListingChange(models.Model):
    """What changed in a listing: when, by whom, from where, and both values of each field."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=10, choices=ChangeSource.choices)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # The change that this one took back.
    undoes = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="undone_by")
    # {field: [before, after]}
    values: models.JSONField[dict[str, list[Any]], dict[str, list[Any]]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.source} {self.at:%Y-%m-%d}"
