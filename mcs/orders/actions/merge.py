"""What is ordered from two listings that become one."""

from __future__ import annotations

from mcs.directory.merging import Moved, move_rows, take_back_rows
from mcs.directory.models import Listing
from mcs.orders.actions.offers import count_offers
from mcs.orders.models import Offer


def move_to_kept(keep: Listing, drop: Listing) -> Moved:
    """Moves the offers whose name the kept listing does not have."""
    known = set(Offer.objects.filter(listing=keep).values_list("name", flat=True))
    moved = {"offers": move_rows(Offer.objects.filter(listing=drop).exclude(name__in=known), keep)}
    count_offers(keep, drop)
    return moved


def take_back(keep: Listing, drop: Listing, moved: Moved) -> None:
    """Gives the other listing back what was its own, but a name it has again since."""
    known = set(Offer.objects.filter(listing=drop).values_list("name", flat=True))
    back = Offer.objects.filter(pk__in=moved.get("offers", [])).exclude(name__in=known)
    take_back_rows(Offer, list(back.values_list("pk", flat=True)), keep, drop)
    count_offers(keep, drop)
