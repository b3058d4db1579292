"""A merchant's offers, written at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.db import transaction

from mcs.directory.models import Listing
from mcs.orders.models import Offer


class OfferValues(TypedDict):
    """One offer as typed."""

    name: str
    price: int | None
    lead_hours: int
    minimum: int
    text: str


@transaction.atomic
def set_offers(*, listing: Listing, offers: Sequence[OfferValues]) -> None:
    """Makes these, in this order, the listing's offers. One that keeps its name stays the same offer, so that a
    neighbour who had picked it a minute ago still has."""
    Listing.objects.select_for_update().get(pk=listing.pk)  # two windows open at once: the later one holds, whole
    Offer.objects.filter(listing=listing).exclude(name__in=[offer["name"] for offer in offers]).delete()
    for position, offer in enumerate(offers):
        values = {key: value for key, value in offer.items() if key != "name"} | {"position": position}
        Offer.objects.update_or_create(listing=listing, name=offer["name"], defaults=values)
    count_offers(listing)


def count_offers(*listings: Listing) -> None:
    """Pushes down how many offers each has: the page of one that has none asks no query about them."""
    for listing in listings:
        listing.offer_count = Offer.objects.filter(listing=listing).count()
        Listing.objects.filter(pk=listing.pk).update(offer_count=listing.offer_count)
