"""How a merchant takes orders: which kinds, until when, and whether just now."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone

from mcs.directory.models import Listing


class Counter(models.Model):
    """The listing's "comptoir": `Listing.takes_orders` is pushed down from it."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, related_name="counter")
    is_open = models.BooleanField(default=False)
    kinds: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    closes_hours = models.PositiveSmallIntegerField(default=0)  # orders for a moment close so long before
    days_off: models.JSONField[list[int], list[int]] = models.JSONField(default=list)  # weekdays not served, 0: Monday
    paused_until = models.DateField(null=True, blank=True)  # the last day of the pause, which then ends by itself
    pause_note = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.listing_id}"

    def is_paused(self, today: date | None = None) -> bool:
        return self.paused_until is not None and self.paused_until >= (today or timezone.localdate())
