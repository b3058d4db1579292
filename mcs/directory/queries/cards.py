"""The cards of listings whose keys are known."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from mcs.directory.models import Listing
from mcs.lib.among import Keys
from mcs.lib.prepared import Given, Prepared


def cards_of(keys: Sequence[int]) -> list[Listing]:
    """The published listings of these keys, with what a card shows, in the order of the keys; one query."""
    found = {listing.pk: listing for listing in _cards.objects(keys=keys)}
    return [found[key] for key in keys if key in found]


@Prepared
def _cards() -> QuerySet[Listing]:
    return Listing.objects.published().for_cards().filter(pk__among=Given("keys", Keys())).order_by()
