"""What a merchant proposes to order: a few lines, not a catalogue."""

from __future__ import annotations

from django.db import models

from mcs.directory.models import Listing


class Offer(models.Model):
    """One thing a neighbour may ask for by name, with what to know before asking."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="offers")
    name = models.CharField(max_length=80)
    price = models.PositiveIntegerField(null=True, blank=True)  # cents; None: on request
    lead_hours = models.PositiveSmallIntegerField(default=0)  # to be asked for so long before; 0: no need
    minimum = models.PositiveSmallIntegerField(default=1)  # how many at least
    text = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "name"], name="offer_name_once_a_listing"),
            models.CheckConstraint(condition=models.Q(minimum__gte=1), name="offer_minimum_at_least_one"),
        ]

    def __str__(self) -> str:
        return self.name
