"""What orders forget: about everybody after a time, and about a member who erases herself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from mcs.members.models import Member
from mcs.orders.actions.tell import tell_moved_by_member
from mcs.orders.enums import OrderStatus
from mcs.orders.models import Order
from mcs.orders.rules.states import FINAL, OPEN

KEPT_FOR = timedelta(days=30)  # after it is over
LEFT_FOR = timedelta(days=120)  # after its last move, when nobody ever said that it is over
EMPTY = {"text": "", "name": "", "phone": "", "address": "", "note": "", "recipient": "", "card_text": "", "answer": ""}


def empty_orders(*, now: datetime | None = None) -> int:
    """Empties whom, where and what for of orders that are over; returns how many."""
    now = now or timezone.now()
    over = Q(status__in=FINAL, moved_at__lt=now - KEPT_FOR) | Q(moved_at__lt=now - LEFT_FOR)
    wanted_later = Q(status__in=OPEN, wanted_on__gte=timezone.localdate(now))
    return Order.objects.filter(over, emptied_at=None).exclude(wanted_later).update(emptied_at=now, **EMPTY)


def erase_orders(*, member: Member) -> None:
    """Her orders go; the merchant is told of those he was seeing to."""
    for order in Order.objects.filter(member=member, status__in=OPEN).select_related("listing__manager", "member"):
        order.status = OrderStatus.CANCELLED
        order.name = order.name or member.display_name
        tell_moved_by_member(order)
    Order.objects.filter(member=member).delete()
