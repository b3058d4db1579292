"""How a merchant takes orders."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mcs.directory.models import Listing
from mcs.orders.models import Counter


@transaction.atomic
def set_counter(*, listing: Listing, values: dict[str, Any]) -> Counter:
    """Keeps the rules, and says on the listing whether it takes orders: cards show it without a query."""
    counter, _created = Counter.objects.update_or_create(listing=listing, defaults=values)
    push_counters(listing)
    return counter


def push_counters(*listings: Listing) -> None:
    """Pushes down whether each takes orders."""
    for listing in listings:
        listing.takes_orders = Counter.objects.filter(listing=listing, is_open=True).exists()
        Listing.objects.filter(pk=listing.pk).update(takes_orders=listing.takes_orders)
