"""Deliveries of a day: which days have some, and the round of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from mcs.directory.models import Listing
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.models import Order

AGREED = (OrderStatus.ACCEPTED, OrderStatus.READY)
MOST = 200  # doors on a sheet; nobody drives to more in a day


@dataclass(frozen=True)
class RoundDay:
    """A day with deliveries to make."""

    day: date
    count: int


def round_days(orders: Iterable[Order]) -> list[RoundDay]:
    """The days on which some of these are to be delivered, soonest first (no query)."""
    days = Counter(
        order.wanted_on
        for order in orders
        if order.wanted_on and order.kind == OrderKind.DELIVER and order.status in AGREED
    )
    return [RoundDay(day, days[day]) for day in sorted(days)]


def round_of(listing: Listing, day: date) -> list[Order]:
    """What both sides agreed to have delivered that day, in the order it is driven: by hour, then street by street,
    since two doors of a street stand one after the other (one query)."""
    found = Order.objects.filter(listing=listing, wanted_on=day, kind=OrderKind.DELIVER, status__in=AGREED)
    return sorted(found.order_by("pk")[:MOST], key=lambda order: (order.wanted_at or time.max, *_street(order.address)))


def _street(address: str) -> tuple[str, int, str]:
    """ "12 bis rue Borde" → ("bis rue borde", 12, …): the street before the number."""
    number, _, street = address.strip().partition(" ")
    digits = "".join(filter(str.isdecimal, number))[:6]
    return (street.lower(), int(digits), address) if digits else (address.lower(), 0, address)
