"""Finding posts by their words, and what already answers a question that is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, When

from mcs.board.enums import PostKind
from mcs.board.models import Post, PostQuerySet, Recommendation
from mcs.board.queries.cards import for_cards
from mcs.directory.models import Listing
from mcs.directory.queries.finding import well_spelt
from mcs.directory.queries.lexicon import load_lexicon, query_words
from mcs.directory.queries.search import search_listings
from mcs.lib.french import STOP_WORDS, stem, unfinished, words
from mcs.lib.search import Query, Word, open_index

INDEX = "post"
MOST_FOUND = 200
LONGEST_QUESTION = 400  # characters read of what is being typed
SHORTEST_QUESTION = 2  # words that say something
SHOWN = 3  # listings, and posts
# What every request says.
_SAID_BY_ALL = "bonjour bonsoir merci avance quelqu connaitre chercher recherche conseil besoin"
_USUAL = frozenset(map(stem, _SAID_BY_ALL.split()))


def kind_mark(kind: str) -> str:
    """What stands in the index for being of a kind."""
    return f"§k{kind}"


def category_mark(pk: int) -> str:
    """What stands in the index for being about a trade."""
    return f"§c{pk}"


def trades_meant(text: str) -> list[int]:
    """The keys of the trades a question speaks of, in its order; none when it names none. At most one query."""
    lexicon = load_lexicon(with_needs=True)
    chunks = lexicon.read(query_words(text))
    meant = dict.fromkeys(chunk.categories[0] for chunk in chunks if chunk.categories and not chunk.is_weak)
    return list(meant)


def find_posts(text: str, posts: PostQuerySet) -> PostQuerySet:
    """Those of the posts that have all the words, the last one perhaps half typed; newest first."""
    typed = _telling(text[:200])
    if not typed:
        return posts.none()
    *whole, last = typed
    asked = [*(Word((stem(word),)) for word in whole), Word((stem(last), *unfinished(last)), prefix=last)]
    hits = open_index(INDEX).search(Query(asked, limit=MOST_FOUND))
    return posts.filter(pk__among=[hit.id for hit in hits])


def did_you_mean(text: str, posts: PostQuerySet) -> str:
    """What was typed as the directory spells it, when some of the posts have those words; "" otherwise."""
    meant = well_spelt(text[:200], _telling(text[:200]))
    return meant if meant and find_posts(meant, posts).exists() else ""


@dataclass(frozen=True)
class Already:
    """What may answer a question before it is asked."""

    listings: list[tuple[Listing, str]]  # with what it was recommended for, or ""
    posts: list[Post]  # requests that neighbours have answered, as cards

    def __bool__(self) -> bool:
        return bool(self.listings or self.posts)


def already_answered(text: str) -> Already:
    """Listings and answered requests for a question half written; nothing for one that says too little.

    At most ten queries, most of them by indexes.
    """
    text = text[:LONGEST_QUESTION]
    if len(_telling(text)) < SHORTEST_QUESTION and not trades_meant(text):
        return Already([], [])
    return Already(_listings(text), _answered_requests(text))


def _listings(text: str) -> list[tuple[Listing, str]]:
    found = list(search_listings(" ".join(_telling(text)[:8]), size=SHOWN).listings)
    said = Recommendation.objects.published().filter(listing__in=found).exclude(need="").order_by("created_at", "pk")
    asked, needs = _meaning(text), dict[int, str]()
    for pk, need in said.values_list("listing", "need"):
        # The newest of those that share most with the question; what it was recommended for otherwise is no reason.
        if (shared := len(asked & _meaning(need))) and shared >= len(asked & _meaning(needs.get(pk, ""))):
            needs[pk] = need
    return [(listing, needs.get(listing.pk, "")) for listing in found]


def _meaning(text: str) -> frozenset[str]:
    return frozenset(map(stem, _telling(text)))


def _answered_requests(text: str) -> list[Post]:
    """Requests about the same thing that have answers: of the same trade first, then those with more of the words."""
    asked = [Word((stem(word),)) for word in _telling(text)[:10]]
    trades = trades_meant(text)[:1]
    filters = [kind_mark(PostKind.REQUEST), *map(category_mark, trades)]
    index = open_index(INDEX)
    hits = index.search(Query(asked, filters=filters, loose=True, limit=MOST_FOUND)) if asked else []
    order: list[Any] = [When(pk=hit.id, then=place) for place, hit in enumerate(hits[:20])]
    if not order:
        return []
    found = Post.objects.published().filter(pk__among=[hit.id for hit in hits[:20]], comment_count__gt=0)
    return list(for_cards(found).order_by(Case(*order), "pk")[:SHOWN])


def _telling(text: str) -> list[str]:
    """The folded words that say what it is about, each once."""
    said = dict.fromkeys(word for word in words(text) if word not in STOP_WORDS and len(word) > 1)
    return [word for word in said if stem(word) not in _USUAL]
