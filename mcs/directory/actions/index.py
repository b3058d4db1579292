"""Keeping the index of listings true; every action that changes a listing ends with `index_listings`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from django.db import transaction
from django.db.models import prefetch_related_objects

from mcs.directory.models import Category, Listing
from mcs.directory.queries import marks
from mcs.directory.queries.filters import NEAR
from mcs.directory.queries.ground import INDEX
from mcs.directory.queries.vocabulary import DELIVERY_WORDS, VISIT_WORDS
from mcs.lib.french import fold, stem, words
from mcs.lib.geo import distance
from mcs.lib.search import Document, open_index
from mcs.places.models import District
from mcs.places.queries.addresses import split_kind
from mcs.places.queries.streets import StreetIndex, street_index

BATCH = 500
_HOUSE_NUMBER = re.compile(r"^(?:\d+[a-z]? (?:(?:bis|ter|quater) )?)+")


@transaction.atomic
def index_listings(pks: Iterable[int]) -> int:
    """Puts the published listings of those keys in the index and takes the others out; returns how many were put.

    Three queries, three more where some deliver or come to people, and four statements at most for every 500 keys,
    whatever the index holds.
    """
    index, put, keys = open_index(INDEX), 0, iter(pks)
    while batch := list(islice(keys, BATCH)):
        listings = list(
            Listing.objects.published()
            .select_related("category", "district")
            .prefetch_related("other_categories")
            .filter(pk__in=batch)
        )
        prefetch_related_objects([listing for listing in listings if listing.delivers], "delivery_districts")
        prefetch_related_objects([listing for listing in listings if listing.comes_to_you], "served_districts")
        writer = _Writer(street_index())
        if gone := set(batch) - {listing.pk for listing in listings}:
            index.remove(gone)
        index.put([writer.document(listing) for listing in listings])
        put += len(listings)
    return put


@transaction.atomic
def reindex_all() -> int:
    """Makes the index again from nothing; returns how many listings it holds."""
    open_index(INDEX).clear()
    return index_listings(Listing.objects.published().order_by("pk").values_list("pk", flat=True))


def rank_listings(scores: Mapping[int, float]) -> None:
    """Tells the index the recommendation scores of listings, by their key; one statement for those it ranks already."""
    index = open_index(INDEX)
    index_listings(index.rerank(scores))


def fill_empty_index() -> int:
    """After an update that made the index anew, puts all listings in it again; returns how many, 0 mostly."""
    return reindex_all() if open_index(INDEX).is_empty() else 0


@dataclass(frozen=True)
class _Writer:
    """Makes documents of listings by what is known of the ground."""

    streets: StreetIndex

    @cached_property
    def districts(self) -> list[District]:
        return list(District.objects.all())

    def document(self, listing: Listing) -> Document:
        categories = [listing.category, *listing.other_categories.all()]
        quarters = _quarters(listing, self.streets)
        place = [listing.address, listing.postcode, listing.city, *quarters]
        if listing.district:
            place += [listing.district.name, listing.district.short_name]
        services = [*DELIVERY_WORDS] * listing.delivers + [*VISIT_WORDS] * listing.comes_to_you
        trades = [name for category in categories for name in (category.name_fr, category.name_en)]
        return Document(
            listing.pk,
            name=_forms(listing.name),
            keywords=_forms(*trades, *services),
            place=_forms(*place),
            text=_forms(listing.description, listing.delivery_note),
            marks=[*self._marks(listing, categories), *self._near(listing, quarters)],
            rank=listing.recommendation_score,
        )

    def _marks(self, listing: Listing, categories: list[Category]) -> list[str]:
        found = [marks.category_mark(category.pk) for category in categories]
        found += {marks.beginning_mark(word) for word in words(listing.name) if len(word) >= marks.BEGINNING}
        if listing.district:
            found.append(marks.district_mark(listing.district.number))
        if listing.delivers:
            where = list(listing.delivery_districts.all()) or self.districts
            found += [marks.DELIVERS, *(marks.goes_mark(row.number, delivers=True) for row in where)]
        if listing.comes_to_you:
            where = list(listing.served_districts.all()) or self.districts
            found += [marks.VISITS, *(marks.goes_mark(row.number, delivers=False) for row in where)]
        return found + [marks.COLLECTS] * listing.click_and_collect + [marks.WHEELCHAIR] * bool(listing.wheelchair)

    def _near(self, listing: Listing, quarters: list[str]) -> list[str]:
        """The quarters it stands near to, or that its street says."""
        point = listing.point
        known = self.streets.quarters.values()
        near = [quarter.name for quarter in known if point and distance(point, quarter.point) <= NEAR]
        return [marks.quarter_mark(name) for name in {*near, *quarters} if name]


def _forms(*texts: str) -> list[str]:
    """The words both as they are, so that a half-typed one finds them, and as their stems."""
    folded = [word for text in texts for word in words(text)]
    return list(dict.fromkeys(form for word in folded for form in (stem(word), word)))


def _quarters(listing: Listing, streets: StreetIndex) -> list[str]:
    """The quarters its street runs through, which its address doesn't say: "à Mazargues"."""
    kind, name = split_kind(_HOUSE_NUMBER.sub("", fold(listing.address)))
    known = streets.streets.get(kind, {}).get(name, ())
    return [street.quarter for street in known if street.district_id == listing.district_id]
