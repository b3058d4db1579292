"""Finding listings as people ask for them: words, filters and an order in; a page, what was understood and hints out.

A query's words are read as trades (`lexicon`) and looked up in the index (`finding`); when nothing meets them all,
mistyped words are corrected (`spelling`) and most of the words are enough; `ranking` says the public order of results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from mcs.directory.models import Category, Listing
from mcs.directory.queries.cards import cards_of
from mcs.directory.queries.filters import Asked
from mcs.directory.queries.finding import Found, find
from mcs.directory.queries.ground import INDEX
from mcs.directory.queries.lexicon import load_lexicon, query_words
from mcs.directory.queries.marks import BEGINNING, beginning_mark, category_mark
from mcs.directory.queries.ranking import fetch_published
from mcs.lib.french import fold, stem, unfinished
from mcs.lib.search import Query, Word, open_index

PAGE_SIZE = 24
MOST_NEAREST = 3
MOST_SUGGESTED = 40  # names looked at to offer a few


@dataclass(frozen=True)
class SearchResult:
    """One page of what was found."""

    listings: Sequence[Listing]
    total: int
    has_next: bool
    category: Category | None  # the one filtered by, else the one the words were understood as
    did_you_mean: str  # the query well spelt; when not empty, it is what was searched
    nearest: Sequence[Listing]  # when nothing was found: a few listings that are not far from it
    found: Found  # what the words were read as, and what of it is held to

    @property
    def is_unmet(self) -> bool:
        """Whether nobody has what was asked for, be it that others are near to it."""
        return not self.total or self.found.is_kin


def search_listings(text: str = "", *, page: int = 1, size: int = PAGE_SIZE, **asked: Unpack[Asked]) -> SearchResult:
    """One page of the published listings found, in four queries where all the words are met."""
    found = find(text, **asked)
    total, start = found.total(), (max(page, 1) - 1) * size
    return SearchResult(
        listings=found.slice(start, start + size) if start < total else [],
        total=total,
        has_next=start + size < total,
        category=found.category,
        did_you_mean=found.did_you_mean,
        nearest=[] if total else list(found.close.for_cards()[:MOST_NEAREST]),
        found=found,
    )


def named_so(text: str) -> list[int]:
    """Keys of at most MOST_SUGGESTED listings with all the words in their name, the last perhaps half typed."""
    *whole, last = query_words(text) or [""]
    index, asked = open_index(INDEX), [Word((stem(word),)) for word in whole]
    begins = [beginning_mark(last)] if len(last) == BEGINNING else []
    if begins and not whole:
        return index.marked([Word(marks=tuple(begins))], limit=MOST_SUGGESTED)
    if len(last) > BEGINNING or not whole:  # one letter begins too many names
        asked.append(Word((stem(last), *unfinished(last)), prefix=last if len(last) > BEGINNING else ""))
    return [hit.id for hit in index.search(Query(asked, begins, in_name=True, limit=MOST_SUGGESTED))]


def likeliness(name: str, score: float, start: str) -> tuple[bool, bool, float, str]:
    """The order of names offered: those that begin as typed (folded) first, then the more recommended."""
    folded = fold(name)
    return not folded.startswith(start), start not in folded, -score, folded


def suggest_listings(text: str, limit: int = 8) -> list[Listing]:
    """Published listings with all the words in their name, the last perhaps half typed, then those of such a trade.

    For picking a listing by its name: what begins as typed comes first, then the more recommended. Four queries, two
    more to look for trades.
    """
    ids, start, folded = named_so(text), fold(text), query_words(text)
    if folded and len(ids) < limit:
        trades = load_lexicon(with_needs=True).beginning(folded)
        if marks := tuple(category_mark(category.pk) for category in trades[:3]):
            ids += open_index(INDEX).marked([Word(marks=marks)], limit=limit)
    if not ids:
        return []
    rows = fetch_published(ids)
    rows.sort(key=lambda row: likeliness(row.name, row.recommendation_score, start))
    return cards_of([row.pk for row in rows[:limit]])


def suggest(text: str, limit: int = 4) -> tuple[list[Category], list[Listing]]:
    """The trades and the listings that what is being typed may mean; at most seven queries."""
    return load_lexicon(with_needs=True).beginning(query_words(text))[:limit], suggest_listings(text, limit)
