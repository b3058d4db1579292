"""Pairs of listings that may be one business: the desk's page of possible duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.utils.functional import Promise
from rapidfuzz import fuzz

from mcs.directory.enums import ChangeSource
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.duplicates import ALIKE, DEGREES_NEAR, Facts

SHOWN = 50
# More listings than this with one phone or site are a chain or a switchboard, not one business entered again.
MOST_ALIKE = 4
FIELDS = ("name", "latitude", "longitude", "phone", "other_phone", "website", "facebook", "email")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Twins:
    """Two listings, the one to keep first, and why they may be one business."""

    keep: Listing
    drop: Listing
    reason: str | Promise


def duplicates_page() -> dict[str, Any]:
    """The pairs that nobody told apart, at most SHOWN, and how many there are (three queries)."""
    listings = Listing.objects.published().only(*FIELDS).order_by("pk")
    facts = {listing.pk: Facts.of(listing) for listing in listings.iterator()}
    apart = _told_apart()
    pairs = {pair: facts[pair[0]].reason(facts[pair[1]]) for pair in _pairs(list(facts.values())) if pair not in apart}
    shown = sorted(pairs)[:SHOWN]
    loaded = Listing.objects.for_cards().in_bulk({pk for pair in shown for pk in pair})
    twins = [Twins(*ordered(loaded[pair[0]], loaded[pair[1]]), pairs[pair]) for pair in shown]
    return {"twins": twins, "count": len(pairs), "shown": SHOWN}


def ordered(one: Listing, other: Listing) -> tuple[Listing, Listing]:
    """The one to keep, then the other: managed first, then recommended, then the elder."""
    first, second = sorted(
        (one, other), key=lambda listing: (listing.manager_id is None, -listing.recommendation_count, listing.pk)
    )
    return first, second


def _told_apart() -> set[Pair]:
    """The pairs a volunteer said are two businesses."""
    said = ListingChange.objects.filter(source=ChangeSource.MERGE, values__has_key="apart", undone_by=None)
    return {
        (min(pk, values["apart"][1]), max(pk, values["apart"][1]))
        for pk, values in said.order_by("pk").values_list("listing_id", "values")
    }


def _pairs(facts: list[Facts]) -> Iterator[Pair]:
    """Each pair once, the lower key first."""
    groups: dict[Any, list[Facts]] = defaultdict(list)
    for one in facts:
        for key in _keys(one):
            groups[key].append(one)
    found: set[Pair] = set()
    for key, group in groups.items():
        if len(group) > MOST_ALIKE and key[0] != "cell":
            continue
        for one, other in combinations(group, 2):
            pair = (one.pk, other.pk)
            if pair not in found and _is_suspect(one, other):
                found.add(pair)
                yield pair


def _keys(one: Facts) -> Iterator[tuple[Any, ...]]:
    """What two listings have in common when they are worth comparing."""
    yield from (("phone", phone) for phone in one.phones)
    yield from ((kind, said) for kind, said in (("site", one.site), ("page", one.page), ("email", one.email)) if said)
    yield ("name", one.name)
    if one.point:
        row, column = int(one.point.latitude / DEGREES_NEAR), int(one.point.longitude / DEGREES_NEAR)
        for word in {word for word in one.name.split() if len(word) > 3}:
            for place in ((row, column), (row, column + 1), (row + 1, column), (row + 1, column + 1)):
                yield ("cell", word, *place)


def _is_suspect(one: Facts, other: Facts) -> bool:
    """A chain's shops share name, site and even telephone, at several places: only one place makes them twins."""
    if one.is_near(other):
        return bool(one.phones & other.phones) or fuzz.token_set_ratio(one.name, other.name) >= ALIKE
    if one.is_apart(other):
        return bool(one.phones & other.phones) and fuzz.token_sort_ratio(one.name, other.name) >= ALIKE
    return bool(one.reason(other))
