"""A listing's facts as plain JSON, and true again from it: what undoing, suggestions and merging are made of."""

from __future__ import annotations

from typing import Any

from mcs.directory.actions.facts import update_facts
from mcs.directory.enums import ChangeSource
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.plain import restore_values
from mcs.members.models import Member


def apply_plain(
    *,
    listing: Listing,
    plain: dict[str, Any],
    source: ChangeSource,
    member: Member | None,
    undoes: ListingChange | None = None,
    is_checked: bool = False,
) -> ListingChange:
    """Makes plain facts true and records it, even when they were true already.

    Unless `is_checked`, nobody said that the facts hold: the day they were last checked stays.
    """
    checked_on = Listing.objects.values_list("checked_on", flat=True).get(pk=listing.pk)
    values = restore_values(plain)
    change = update_facts(listing=listing, values=values, source=source, member=member) if values else None
    change = change or ListingChange(listing=listing, source=source, member=member)
    change.undoes = undoes
    change.save()
    if not is_checked:
        Listing.objects.filter(pk=listing.pk).update(checked_on=checked_on)
    return change
