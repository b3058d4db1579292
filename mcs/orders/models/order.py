"""One short request to a merchant, and what he answered."""

from __future__ import annotations

from typing import TypedDict

from django.db import models
from django.urls import reverse
from django.utils import timezone

from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.orders.enums import OrderKind, OrderStatus


class Picked(TypedDict):
    """An offer as it stood when it was picked: the merchant may change his offers, not what was asked of him."""

    name: str
    price: int | None
    number: int


class Order(models.Model):
    """Asked by a member of a listing. Whom, where and what for are emptied some time after it is over."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="orders")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="orders")
    submission = models.UUIDField()  # the form's own key: sent twice, it is one order
    kind = models.CharField(max_length=10, choices=OrderKind.choices)
    status = models.CharField(max_length=10, choices=OrderStatus.choices, default=OrderStatus.SENT)
    version = models.PositiveSmallIntegerField(default=0)  # raised by each move: two answers at once are one

    text = models.TextField(max_length=1000, blank=True)
    picked: models.JSONField[list[Picked], list[Picked]] = models.JSONField(default=list, blank=True)
    wanted_on = models.DateField(null=True, blank=True)
    wanted_at = models.TimeField(null=True, blank=True)
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    address = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)  # "2e étage, code 12A4"
    recipient = models.CharField(max_length=60, blank=True)  # a surprise for somebody else
    card_text = models.TextField(max_length=300, blank=True)
    people = models.PositiveSmallIntegerField(null=True, blank=True)

    price = models.PositiveIntegerField(null=True, blank=True)  # cents, as the merchant answered
    slot = models.CharField(max_length=120, blank=True)  # "jeudi entre 9 h et 10 h"
    answer = models.TextField(max_length=300, blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["member", "submission"], name="order_once_a_submission")]
        indexes = [
            models.Index(fields=["listing", "status", "wanted_on"], name="order_to_do"),
            models.Index(fields=["emptied_at", "moved_at"], name="order_to_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.kind} {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("orders:own_order", args=[self.pk])
