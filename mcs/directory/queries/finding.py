"""How a search goes from words and filters to listings in order; `find` is the door to it.

`find(text, **asked)` takes the words as typed and what was chosen besides, and answers a `Found`: a queryset of the
listings, or their keys in order where they were ranked one by one, with what the words were understood as.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Unpack

from django.db.models import Q
from django.utils import timezone

from mcs.directory.models import Category, Listing, ListingQuerySet
from mcs.directory.queries.cards import cards_of
from mcs.directory.queries.conditions import Condition, Reading
from mcs.directory.queries.filters import Asked, Filters
from mcs.directory.queries.ground import Ground
from mcs.directory.queries.guessing import guess
from mcs.directory.queries.moments import When
from mcs.directory.queries.ranking import Row, Sort, Wish, fetch_published, fetch_rows, ordered, ranked, read_name
from mcs.directory.queries.spelling import as_heard, as_phrase, as_trade, correct
from mcs.directory.queries.vocabulary import Chunk, as_words, rivals, surest_first
from mcs.lib.french import inflection, stem
from mcs.lib.geo import Point
from mcs.lib.search import Hit, Query, Word

MOST_OF_RIVAL = 20  # listings of the other trade that may be meant
MOST_FOUND = 200  # listings ranked for words; a page says that there are more
MOST_COUNTED = 3_000  # listings counted for filters alone; a page says that there are more
MOST_SIFTED = 600  # listings looked at one by one for what no column says: open then, near a quarter
# Conditions told in words, the first to be given up when nothing holds them all.
_GIVEN_UP = ("when", "recommended", "wheelchair", "collects", "quarter", "visits", "delivers", "district")


@dataclass(frozen=True)
class Found:
    """Listings as the database orders them or, when ranked one by one, those of `pks` in that order."""

    listings: ListingQuerySet
    pks: list[int] | None = None
    category: Category | None = None  # the one filtered by, else the one the words were understood as
    did_you_mean: str = ""  # the query well spelt; when not empty, it is what was searched
    close: ListingQuerySet = field(default_factory=Listing.objects.none)  # not far from it, when nothing is found
    reading: Reading | None = None  # what the words were read as
    conditions: tuple[Condition, ...] = ()  # of these, what is held to
    given_up: tuple[Condition, ...] = ()  # and what is not, since nothing would be found
    is_good: bool = True  # some listing of the trade meant is among them, or is called so, or no trade was meant
    is_called: bool = False  # the first of them is called exactly so
    is_named: bool = False  # the first of them has all the words in its name
    met: int = 0  # how many the words meet, of the trade meant, before the hour and the place are looked at
    is_kin: bool = False  # nobody has the trade meant: these are of trades near to it
    ground: Ground | None = None

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were ranked or counted."""
        return self.total() >= (MOST_COUNTED if self.pks is None else MOST_FOUND)

    def total(self) -> int:
        """How many there are, as far as they are counted."""
        return self._counted if self.pks is None else len(self.pks)

    @cached_property
    def _counted(self) -> int:
        return self.listings.order_by()[:MOST_COUNTED].count()

    def slice(self, start: int, stop: int) -> Sequence[Listing]:
        if self.pks is None:
            return list(self.listings.for_cards()[start:stop])
        return cards_of(self.pks[start:stop])


def find(text: str, **asked: Unpack[Asked]) -> Found:
    """The listings that answer; words that say nothing (emoji, punctuation) and an unknown category find nothing."""
    ground = Ground()
    slug, quarter = asked.get("category", ""), asked.get("quarter", "")
    chosen = next((row for row in ground.lexicon.categories.values() if row.slug == slug), None) if slug else None
    if slug and not chosen:
        return Found(Listing.objects.none(), [], ground=ground)
    filters = Filters(
        now=asked.get("at") or timezone.now(),
        is_live=not asked.get("at"),
        category=chosen,
        district=asked.get("district"),
        quarter=ground.quarters.get(quarter) if quarter else None,
        zone=asked.get("zone"),
        when=When() if asked.get("open_now") else asked.get("when"),
        **{name: bool(asked.get(name)) for name in ("delivers", "visits", "collects", "wheelchair", "recommended")},
    )
    sort = asked.get("sort", "")
    order = Sort(sort) if sort in set(Sort) else Sort.RELEVANCE
    search = _Search(ground, filters, order, asked.get("near"))
    return search.by_words(text) if text.strip() else search.all()


def well_spelt(text: str, doubtful: Sequence[str]) -> str:
    """The text with its doubtful words (folded) as the lexicon and the listings write them; "" when all is well."""
    ground = Ground()
    return correct(text, doubtful, ground.lexicon, ground.index, ground.quarters)


@dataclass(frozen=True)
class _Answer:
    hits: list[Hit]
    chunks: list[Chunk]


@dataclass(frozen=True)
class _Search:
    """One search; `filters` are those chosen, to which the words may add."""

    ground: Ground
    filters: Filters
    order: Sort
    near: Point | None

    def all(self) -> Found:
        """All that the filters leave."""
        listings, pks = self._browse(self.filters)
        only_category = Filters(self.filters.now, category=self.filters.category)
        close = ordered(only_category.listings(), self.order, self._near(only_category))
        return Found(listings, pks, self.filters.category, close=close, ground=self.ground)

    def by_words(self, text: str) -> Found:
        reading = self.ground.read(text)
        named = self._named(reading)
        found = named or self._attempt(reading, loose=False)
        slip = "" if found.is_named else self._slip(text, reading)
        meant = self._attempt(self.ground.read(slip), loose=False) if slip else found
        if slip and meant.met and meant.is_good:
            return replace(meant, did_you_mean=slip)
        if not (found.pks and found.is_good) and not found.met:
            mended = self._mended(slip or text) or slip
            again = self.ground.read(mended) if mended else reading
            better = meant if mended == slip else self._attempt(again, loose=False) if mended else found
            if not (better.pks and better.is_good):
                loose = self._attempt(again, loose=True)
                better = loose if loose.pks and (loose.is_good or not better.pks) else better
            better = self._guessed(again, better)
            if not (better.pks and better.is_good):  # nobody has the trade: those near to it, before words alone
                kin = self._attempt(again, loose=True, kin=True)
                better = kin if kin.is_good or not better.pks else better
            found = replace(better, did_you_mean=mended)
        return found

    def _guessed(self, reading: Reading, found: Found) -> Found:
        """Where nothing is found and no trade is named: what the words speak for."""
        chunks = self.ground.lexicon.read(reading.words)
        if found.pks or any(chunk.categories for chunk in chunks):
            return found
        meant = guess(reading.words, self.ground.lexicon)
        guessed = self._attempt(replace(reading, guess=meant), loose=True) if meant else found
        return guessed if guessed.pks else found

    def _named(self, reading: Reading) -> Found | None:
        """Where no trade is said but a condition is: listings called by all the words, as "Les Copains du Dimanche".

        Nothing but a condition, as "à domicile", is one unless it is somebody's whole name.
        """
        words = reading.all_words()
        if not reading.conditions or self._chunks(reading, reading.words, names_trade=True) or not words:
            return None
        query = Query([Word((stem(word),)) for word in words], self.filters.marks(), in_name=True, limit=MOST_FOUND)
        hits = self.ground.index.search(query)
        if not hits:
            return None
        chunks = [Chunk((word,)) for word in words]
        named = self._ranked(_Answer(hits, chunks), replace(reading, conditions=()), self.filters)
        return named if reading.words or named.is_called else None

    def _slip(self, text: str, reading: Reading) -> str:
        """The text with a trade where it names none but for a slip; "" where it names one (other
        than some restaurant: "resto japonnais"), or nothing like one."""
        lexicon = self.ground.lexicon
        if phrase := as_phrase(text, reading.words, lexicon) or as_heard(text, reading.words, lexicon):
            return phrase
        chunks = self.ground.lexicon.read(reading.words)
        plain = self.ground.lexicon.restaurant
        if any(chunk.categories and plain not in chunk.categories[:1] for chunk in chunks):
            return ""
        doubtful = [word for chunk in chunks if not chunk.categories for word in chunk.words]
        return as_trade(text, doubtful, self.ground.lexicon)

    def _mended(self, text: str) -> str:
        """The text with all its words as the lexicon and the listings write them; "" where that changes nothing."""
        read = self.ground.lexicon.read(self.ground.read(text).words)
        doubtful = [word for chunk in read if not chunk.categories for word in chunk.words]
        ground, is_said = self.ground, any(chunk.categories for chunk in read)
        return correct(text, doubtful, ground.lexicon, ground.index, ground.quarters, is_said=is_said)

    def _chunks(self, reading: Reading, words: Sequence[str], *, names_trade: bool = False) -> list[Chunk]:
        chunks = self.ground.lexicon.read(words)
        return [chunk for chunk in chunks if chunk.categories or not names_trade]

    def _attempt(self, reading: Reading, *, loose: bool, kin: bool = False) -> Found:
        """What holds all the conditions of the words, or all but one, or none of them."""
        first: Found | None = None
        for kept in _attempts(reading.conditions):
            filters = replace(self.filters, **_fields(kept, self.filters))
            found = self._look_up(replace(reading, conditions=kept), filters, loose=loose, kin=kin)
            given_up = tuple(condition for condition in reading.conditions if condition not in kept)
            found = replace(found, reading=reading, given_up=given_up)
            first = first if first and (first.pks or first.met >= found.met) else found
            if found.pks and found.is_good:
                return found
        if first and first.pks:
            return first
        return replace(first, given_up=()) if first else Found(Listing.objects.none(), [])

    def _look_up(self, reading: Reading, filters: Filters, *, loose: bool, kin: bool) -> Found:
        if not reading.words and not reading.conditions:  # nothing holds what the words ask: perhaps they are a name
            reading = replace(reading, words=reading.all_words())
        if not reading.words:
            if not reading.conditions:
                return Found(Listing.objects.published(), [], self.filters.category, ground=self.ground)
            listings, pks = self._browse(filters)
            pks = [row.pk for row in fetch_rows(listings[:MOST_SIFTED])] if pks is None else pks
            return Found(listings, pks, filters.category, conditions=reading.conditions, ground=self.ground)
        chunks = [reading.guess] if reading.guess else self.ground.lexicon.read(reading.words)
        understood = chunks
        if kin:
            chunks = [chunk.widened(self.ground.lexicon.kin) for chunk in chunks]
        query = Query(as_words(chunks, any_word=kin), filters.marks(), loose=loose, limit=MOST_FOUND)
        hits = self.ground.index.search(query)
        whole = [hit for hit in hits if hit.matched >= len(chunks)]
        for rival in rivals(chunks)[1:] if loose and not whole else ():
            asked = replace(query, words=as_words(chunks, any_word=kin, required=rival), limit=MOST_OF_RIVAL)
            hits = list({hit.id: hit for hit in [*self.ground.index.search(asked), *hits]}.values())
        found = self._ranked(_Answer(whole or hits, chunks), reading, filters)
        if loose and whole and not found.is_good and len(hits) > len(whole):
            found = self._ranked(_Answer(hits, chunks), reading, filters)  # all the words, but of another trade
        return replace(found, is_kin=kin and bool(found.pks) and any(chunk.categories for chunk in understood))

    def _ranked(self, answer: _Answer, reading: Reading, filters: Filters) -> Found:
        published = Listing.objects.published()
        said = frozenset(map(stem, reading.all_words()))
        rows: list[Row] = []
        if answer.hits:
            matched = {hit.id: hit.matched for hit in answer.hits}
            rows = self._rows(matched, filters)
            middle = filters.quarter.point if filters.quarter else None
            typed = frozenset(map(inflection, reading.all_words()))
            wish = Wish(answer.chunks, typed, middle, matched)
            rows = ranked(rows, sort=self.order, near=self._near(filters), wish=wish)
        kept = filters.keep(rows)
        trades = surest_first(answer.chunks)
        wished = trades[0].categories[: trades[0].likeliest or None] if trades else ()
        understood = filters.category or (self.ground.lexicon.categories[wished[0]] if wished else None)
        if rows:  # found, but closed at this moment
            close = published.filter(pk__among=[row.pk for row in rows])
        elif understood:
            alike = Q(category=understood) if filters.marks() else Q(category__group=understood.group)
            close = ordered(published.filter(alike), Sort.RELEVANCE, None)
        else:  # nothing says what was meant: a few addresses, the most recommended first
            close = ordered(filters.listings(), Sort.RELEVANCE, None)
        pks = [row.pk for row in kept]
        called = bool(kept) and read_name(kept[0].name).stems == said
        is_good = not wished or called or any(row.category_id in wished for row in kept)
        return Found(
            published,
            pks,
            understood,
            close=close,
            reading=reading,
            conditions=reading.conditions,
            is_good=is_good,
            is_called=called,
            is_named=bool(kept) and read_name(kept[0].name).stems >= said,
            met=sum(row.category_id in wished for row in rows) if wished else len(rows),
            ground=self.ground,
        )

    def _rows(self, keys: Iterable[int], filters: Filters) -> list[Row]:
        """Those of the listings that the filters leave."""
        whole, dated = filters.needs_whole_rows, self.order == Sort.NEWEST
        if not (whole or dated or filters.narrows):
            return fetch_published(keys)
        return fetch_rows(filters.listings().filter(pk__among=keys).order_by("pk"), whole=whole, dated=dated)

    def _browse(self, filters: Filters) -> tuple[ListingQuerySet, list[int] | None]:
        """The listings in order, and their keys where some were left out one by one."""
        near = self._near(filters)
        listings = ordered(filters.listings(), self.order, near)
        if not (filters.when or filters.quarter):
            return listings, None
        if filters.quarter:
            hits = self.ground.index.search(Query(filters=filters.marks(), limit=MOST_FOUND))
            listings = listings.filter(pk__among=[hit.id for hit in hits])
        rows = filters.keep(fetch_rows(filters.sifted(listings)[:MOST_SIFTED], whole=filters.needs_whole_rows))
        if filters.quarter and self.order == Sort.RELEVANCE:
            rows = ranked(rows, sort=Sort.NEAREST, near=near)
        return listings, [row.pk for row in rows]

    def _near(self, filters: Filters) -> Point | None:
        """From where distance is measured, where that is wanted."""
        if filters.quarter or self.order == Sort.NEAREST:
            return self.near or self.ground.middle(filters)
        return None


def _attempts(conditions: tuple[Condition, ...]) -> Iterator[tuple[Condition, ...]]:
    yield conditions
    if len(conditions) > 1:
        for name in _GIVEN_UP:
            if any(condition.name == name for condition in conditions):
                yield tuple(condition for condition in conditions if condition.name != name)
    if conditions:
        yield ()


def _fields(conditions: Sequence[Condition], filters: Filters) -> dict[str, Any]:
    """What the conditions change of the filters; what was chosen stays."""
    return {condition.name: condition.value for condition in conditions if not getattr(filters, condition.name, None)}
