"""What is ordered from two listings that become one."""

from __future__ import annotations

from mcs.directory.merging import Moved, move_rows, take_back_rows
from mcs.directory.models import Listing
from mcs.orders.actions.counter import push_counters
from mcs.orders.actions.offers import count_offers
from mcs.orders.models import Counter, Offer, Order


def move_to_kept(keep: Listing, drop: Listing) -> Moved:
    """Moves the orders, and the offers whose name the kept listing does not have. How orders are taken comes along
    when the kept listing never took any."""
    known = set(Offer.objects.filter(listing=keep).values_list("name", flat=True))
    moved = {
        "offers": move_rows(Offer.objects.filter(listing=drop).exclude(name__in=known), keep),
        "orders": move_rows(Order.objects.filter(listing=drop), keep),
        "counter": [],
    }
    if not Counter.objects.filter(listing=keep).exists():
        moved["counter"] = move_rows(Counter.objects.filter(listing=drop), keep)
    push_counters(keep, drop)
    count_offers(keep, drop)
    return moved


def take_back(keep: Listing, drop: Listing, moved: Moved) -> None:
    """Gives the other listing back what was its own, but a name it has again since."""
    known = set(Offer.objects.filter(listing=drop).values_list("name", flat=True))
    back = Offer.objects.filter(pk__in=moved.get("offers", [])).exclude(name__in=known)
    take_back_rows(Offer, list(back.values_list("pk", flat=True)), keep, drop)
    take_back_rows(Order, moved.get("orders", []), keep, drop)
    take_back_rows(Counter, moved.get("counter", []), keep, drop)
    push_counters(keep, drop)
    count_offers(keep, drop)
