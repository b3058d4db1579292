"""The order of results: public, the same on every database, and without any paid part.

By relevance come first a listing whose name is what was typed (second where that is a trade's name, which others have),
then those whose main category is the trade that was meant, then the nearest to the quarter asked, then those with more
of the other words in their name, then the more recommended, then those open now, then by name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db.models import F, FloatField, QuerySet, Value
from django.db.models.functions import Cast

from mcs.directory.models import Listing, ListingQuerySet
from mcs.directory.queries.vocabulary import Chunk, rivals, surest_first
from mcs.lib.among import Keys
from mcs.lib.french import fold, inflection, significant, stem, words
from mcs.lib.geo import Point, distance
from mcs.lib.prepared import Given, Prepared

# Metres within which two listings are as near to the quarter asked, and steps after which distance says no more.
STEP, FARTHEST = 800.0, 20
VARIED = 3  # results among which each trade that is meant has one
OTHER = 3  # the level of a category that was not meant
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Sort(StrEnum):
    """Orders of results, by their word in the URL."""

    RELEVANCE = "pertinence"
    RECOMMENDED = "recommandes"
    NEWEST = "recents"
    NEAREST = "proches"  # from a given point; without one it is by relevance


class Row(NamedTuple):
    """What ranking looks at in a listing; the last four only where they are asked for."""

    pk: int
    name: str
    category_id: int
    recommendation_score: float
    latitude: float | None
    longitude: float | None
    is_open: bool | None
    schedule: str = ""
    open_changes_at: datetime | None = None
    delivery_km: float | None = None
    published_at: datetime | None = None


_ALWAYS = len(Row._fields) - len(Row._field_defaults)


@Prepared
def _published_rows() -> QuerySet[Any, tuple[Any, ...]]:
    published = Listing.objects.published().filter(pk__among=Given("keys", Keys()))
    return published.order_by("pk").values_list(*Row._fields[:_ALWAYS])


def fetch_published(keys: Iterable[int]) -> list[Row]:
    """The rows, not whole, of the published listings among those of these keys, by key. One query."""
    return [Row(*values) for values in _published_rows.rows(keys=keys)]


def fetch_rows(listings: ListingQuerySet, *, whole: bool = False, dated: bool = False) -> list[Row]:
    """One query; schedules and dates, which cost as much as all the rest, only of whole rows and of dated ones."""
    names = Row._fields if dated else Row._fields[:-1] if whole else Row._fields[:_ALWAYS]
    return [Row(*values) for values in listings.values_list(*names)]


def ordered(listings: ListingQuerySet, sort: Sort, near: Point | None) -> ListingQuerySet:
    """The listings in an order the database can give by itself, for when no words were typed."""
    if sort == Sort.NEWEST:
        return listings.order_by("-published_at", "-pk")
    if sort == Sort.NEAREST and near:
        # Flat-earth squares are enough to order a town; they only choose what `ranked` measures exactly.
        east = (F("longitude") - Value(near.longitude)) * Value(math.cos(math.radians(near.latitude)))
        north = F("latitude") - Value(near.latitude)
        squared: Any = Cast(north * north + east * east, FloatField())
        return listings.filter(latitude__isnull=False).order_by(squared, "pk")
    return listings.order_by("-recommendation_score", "-pk")  # as listing_score is indexed


@dataclass(frozen=True)
class Wish:
    """What was asked, as the order of results looks at it."""

    chunks: Sequence[Chunk]
    words: frozenset[str]  # the inflections of all that was typed
    quarter: Point | None = None
    matched: Mapping[int, int] = field(default_factory=dict)  # how many chunks each listing meets

    @cached_property
    def levels(self) -> dict[int, int]:
        """How surely each category is meant: 0, 1 for second meanings of the surest words, 2 for other trades named."""
        found: dict[int, int] = {}
        for turn, chunk in enumerate(surest_first(self.chunks)):
            for place, pk in enumerate(chunk.categories):
                found.setdefault(pk, 2 if turn else int(place >= chunk.likeliest))
        return found

    def is_trade(self, name: frozenset[str]) -> bool:
        """Whether that name says only the trade asked for: "bouchers" means butchers, not a grill called so."""
        trade = self.chunks[0] if len(self.chunks) == 1 else None
        return bool(trade and trade.categories and trade.doubt < 2 and name == self.asked)

    @cached_property
    def asked(self) -> frozenset[str]:
        return frozenset(stem(word) for chunk in self.chunks for word in chunk.words)

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(inflection(word) for chunk in self.chunks for word in chunk.words)

    @cached_property
    def others(self) -> frozenset[str]:
        """The words that name no trade."""
        return frozenset(stem(word) for chunk in self.chunks if not chunk.categories for word in chunk.words)


def ranked(rows: Iterable[Row], *, sort: Sort, near: Point | None = None, wish: Wish | None = None) -> list[Row]:
    """The rows in the order asked; by relevance only for a wish of some words."""
    if sort == Sort.NEAREST and near:
        return sorted(rows, key=lambda row: (_metres(row, near), row.pk))
    if sort == Sort.NEWEST:
        return sorted(rows, key=lambda row: (row.published_at or _LONG_AGO, row.pk), reverse=True)
    if sort == Sort.RECOMMENDED or wish is None:
        return sorted(rows, key=lambda row: (-row.recommendation_score, -row.pk))
    found = _varied(_trade_first(sorted(rows, key=lambda row: _relevance(row, wish)), wish), wish)
    return _with_rival(found, wish)


def _with_rival(rows: list[Row], wish: Wish) -> list[Row]:
    """The best of the other trade that may be the one asked for among the first."""
    for chunk in rivals(wish.chunks)[1:]:
        at = next((at for at, row in enumerate(rows) if row.category_id == chunk.categories[0]), 0)
        if at >= VARIED:
            rows = [*rows[: VARIED - 1], rows[at], *rows[VARIED - 1 : at], *rows[at + 1 :]]
    return rows


def _varied(rows: list[Row], wish: Wish) -> list[Row]:
    """Where words mean several trades, the best of each of them among the first: "radio" to listen to, or of a knee.

    So it is of the trades one turns to where nobody has the trade asked for.
    """
    surest = next(iter(surest_first(wish.chunks)), None)
    there = {row.category_id for row in rows}
    is_there = surest is not None and not there.isdisjoint(surest.categories[:1])
    if surest is None or (surest.doubt == 0 and is_there):
        return rows
    for place, pk in enumerate([pk for pk in surest.categories if pk in there][:VARIED]):
        to = place if not is_there or pk in surest.categories[: surest.likeliest] else VARIED - 1
        at = next((at for at, row in enumerate(rows) if row.category_id == pk), 0)
        if at >= VARIED and all(row.category_id != pk for row in rows[:VARIED]):
            rows = [*rows[:to], rows[at], *rows[to:at], *rows[at + 1 :]]
    return rows


def _trade_first(rows: list[Row], wish: Wish) -> list[Row]:
    """The first of a trade before those of others that are called like the trade."""
    if rows and wish.is_trade(read_name(rows[0].name).stems):
        at = next((place for place, row in enumerate(rows) if not wish.levels.get(row.category_id, OTHER)), 0)
        return [rows[at], *rows[:at], *rows[at + 1 :]]
    return rows


def _relevance(row: Row, wish: Wish) -> tuple[Any, ...]:
    name, forms, written = read_name(row.name)
    level = wish.levels.get(row.category_id, OTHER)
    return (
        forms not in (wish.forms, wish.words),
        level,
        -wish.matched.get(row.pk, 0),
        0 if wish.quarter is None else min(int(_metres(row, wish.quarter) / STEP), FARTHEST),
        len((wish.others if level < OTHER else wish.asked) - name),
        -row.recommendation_score,
        not row.is_open,
        written,
        row.pk,
    )


class Name(NamedTuple):
    """A listing's name: the stems and the inflections of its words that say something, and all of it folded."""

    stems: frozenset[str]
    forms: frozenset[str]
    folded: str


@lru_cache(maxsize=20_000)
def read_name(name: str) -> Name:
    """What ranking compares of a name."""
    telling = significant(words(name))
    return Name(frozenset(map(stem, telling)), frozenset(map(inflection, telling)), fold(name))


def _metres(row: Row, near: Point) -> float:
    if row.latitude is None or row.longitude is None:
        return FARTHEST * STEP
    return distance(near, Point(row.latitude, row.longitude))
