"""Orders one under the other: a member's own, and a merchant's."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.orders.enums import OrderStatus
from mcs.orders.models import Order

MOST = 100
OVER = [OrderStatus.DONE, OrderStatus.REFUSED, OrderStatus.CANCELLED]
OVER_SHOWN_FOR = timedelta(days=30)


def own_orders(member: Member) -> list[Order]:
    """The member's, newest first; one query."""
    return list(Order.objects.filter(member=member).select_related("listing__category")[:MOST])


def merchant_orders(listing: Listing) -> tuple[list[Order], list[Order]]:
    """Those to see to, the nearest day first, and those that are over since a month at most; two queries."""
    orders = Order.objects.filter(listing=listing).select_related("listing", "member")
    to_do = orders.exclude(status__in=OVER).order_by(F("wanted_on").asc(nulls_first=True), "created_at", "pk")
    over = orders.filter(status__in=OVER, moved_at__gte=timezone.now() - OVER_SHOWN_FOR)
    return list(to_do[:MOST]), list(over[:MOST])


def waiting_count(member: Member) -> dict[int, int]:
    """How many orders wait for an answer at each listing the member runs; one query."""
    waiting: dict[int, int] = {}
    found = Order.objects.filter(listing__manager=member, status=OrderStatus.SENT).order_by("pk")
    for pk in found.values_list("listing", flat=True):
        waiting[pk] = waiting.get(pk, 0) + 1
    return waiting
