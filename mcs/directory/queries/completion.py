"""What is offered while somebody types in the search box: trades, needs and listings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from mcs.directory.models import Category, Listing
from mcs.directory.queries.lexicon import Lexicon, query_words, recent_lexicon
from mcs.directory.queries.search import likeliness, named_so
from mcs.lib.among import Keys
from mcs.lib.french import fold
from mcs.lib.prepared import Given, Prepared

MOST_TRADES, MOST_NEEDS, MOST_LISTINGS = 3, 3, 4


@dataclass(frozen=True)
class Offer:
    """One line under the search box."""

    kind: str  # trade, need or listing
    text: str
    detail: str
    icon: str
    link: str


def complete(text: str) -> list[Offer]:
    """At most ten offers for what is typed so far, in two or three queries; none for words that say nothing."""
    folded = query_words(text)
    if not folded:
        return []
    lexicon = recent_lexicon()
    trades = lexicon.beginning(folded)[:MOST_TRADES]
    return [
        *map(_trade, trades),
        *(_need(said, category) for said, category in _needs(fold(text), lexicon, trades)),
        *_listings(text),
    ]


def _needs(start: str, lexicon: Lexicon, trades: list[Category]) -> list[tuple[str, Category]]:
    """Needs of several words that begin as typed, the shortest first, one a trade that has somebody before others."""
    if (get_language() or "fr").startswith("en"):
        return []
    found = lexicon.needs_beginning(start)
    ranked = sorted(found, key=lambda item: (not item[1].listing_count, len(item[0]), item[0]))
    return ranked[:MOST_NEEDS]


def _trade(category: Category) -> Offer:
    link = f"{reverse('directory:listings')}?{urlencode({'categorie': category.slug})}"
    return Offer("trade", category.name, str(category.listing_count or ""), category.icon, link)


def _need(said: str, category: Category) -> Offer:
    link = f"{reverse('directory:listings')}?{urlencode({'q': said})}"
    return Offer("need", said, category.name, "search", link)


def _listings(text: str) -> list[Offer]:
    ids, start = named_so(text), fold(text)
    if not ids:
        return []
    rows = (_offered_in_english if (get_language() or "fr").startswith("en") else _offered).rows(keys=ids)
    rows.sort(key=lambda row: likeliness(row[0], row[1], start))
    return [
        Offer("listing", name, f"{category} · {number}e" if number else category, "store", _page(slug))
        for name, _, slug, category, number in rows[:MOST_LISTINGS]
    ]


def _offered_with(trade: str) -> QuerySet[Any, tuple[Any, ...]]:
    published = Listing.objects.published().filter(pk__among=Given("keys", Keys())).order_by("pk")
    return published.values_list("name", "recommendation_score", "slug", trade, "district__number")


_offered = Prepared(partial(_offered_with, "category__name_fr"))
_offered_in_english = Prepared(partial(_offered_with, "category__name_en"))


def _page(slug: str) -> str:
    return reverse("directory:listing", args=[slug])
