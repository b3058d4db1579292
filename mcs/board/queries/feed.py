"""The feed: what is asked of it, and posts as cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet, UUIDField
from django.http import QueryDict
from django.utils import timezone

from mcs.board.enums import ContentStatus, PostKind, Show
from mcs.board.models import Follow, Post, PostQuerySet
from mcs.board.queries.cards import for_cards
from mcs.board.queries.figures import board_figures
from mcs.board.queries.finding import did_you_mean, find_posts
from mcs.board.queries.likely import asked_lately, likely_to_know
from mcs.board.queries.trades import in_trades_of, standing_follows
from mcs.directory.queries.needs import neighbours_needs
from mcs.lib.cursor import paginate
from mcs.lib.numbers import whole
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member
from mcs.places.models import District

FEED_SIZE = 20
MOST_ANNOUNCED = 50
COUNT_AGE = 30  # seconds
FOLLOWED = 1_000  # posts: the newest of those a member follows


@dataclass(frozen=True)
class FeedFilter:
    """What of the feed is asked for; whatever a link says that isn't known is left out."""

    kind: str = ""
    district: int | None = None
    show: Show = Show.ALL
    words: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> FeedFilter:
        """From genre, arrondissement, voir and q."""
        kind, district, show = query.get("genre", ""), query.get("arrondissement", ""), query.get("voir", "")
        return cls(
            kind=kind if kind in PostKind.values else "",
            district=whole(district, digits=3),
            show=Show(show) if show in Show.values else Show.ALL,
            words=" ".join(query.get("q", "").replace("\x00", "").split())[:200],
        )

    @property
    def is_empty(self) -> bool:
        return self == FeedFilter()

    @property
    def is_personal(self) -> bool:
        return self.show in (Show.FOLLOWED, Show.MINE, Show.TRADE)

    def posts(self, member: Member | None) -> PostQuerySet:
        """The posts asked for, in no order yet. What is one's own or followed is empty for a visitor."""
        posts = self._chosen(member)
        return find_posts(self.words, posts) if self.words else posts

    def did_you_mean(self, member: Member | None) -> str:
        """The words well spelt, where posts have those; "" otherwise."""
        return did_you_mean(self.words, self._chosen(member)) if self.words else ""

    def _chosen(self, member: Member | None) -> PostQuerySet:
        posts = self.here()
        if self.show == Show.MINE:
            posts = Post.objects.filter(author=member).exclude(status=ContentStatus.REMOVED) if member else posts.none()
        elif self.show == Show.FOLLOWED:
            # With an end, so that PostgreSQL begins with these few, rather than ask of every post whether it is one.
            followed = Follow.objects.filter(member=member, is_muted=False).order_by("-post").values("post")[:FOLLOWED]
            posts = posts.filter(pk__in=followed) if member else posts.none()
        elif self.show == Show.TRADE:
            posts = in_trades_of(member, posts) if member else posts.none()
        elif self.show == Show.UNANSWERED:
            posts = posts.unanswered()
        elif self.show == Show.SOLVED:
            posts = posts.solved()
        return posts.filter(kind=self.kind) if self.kind else posts

    def here(self) -> PostQuerySet:
        """The published posts of the district asked for."""
        posts = Post.objects.published()
        return posts.filter(district__number=self.district) if self.district else posts


class Card(NamedTuple):
    """A post in the feed as one reader sees it."""

    post: Post
    is_new: bool
    is_own: bool

    @classmethod
    def seen_by(cls, member: Member | None, post: Post, since: datetime | None) -> Card:
        is_own = member is not None and post.author_id == member.pk
        return cls(post, bool(since and post.created_at > since and not is_own), is_own)


def feed_page(
    wanted: FeedFilter,
    cursor: str,
    member: Member | None,
    *,
    shows_likely: bool = True,
    posts: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """One page of the feed with its filters and figures: three queries, and four more every few minutes; none for
    `posts`, where they are at hand.

    For a member three more: her visit, the trades she knows, the requests in them. Words to look for are one more.
    """
    posts = posts or feed_posts(wanted, cursor, member, for_member=member is not None and shows_likely)
    page = posts["page"]
    before_at, has_trades = marks_of(member) if member else (None, False)
    since = None if cursor else before_at
    shows_likely = shows_likely and wanted.is_empty and not cursor
    likely = likely_to_know(member, posts["asked"]) if member and shows_likely else []
    cards = [Card.seen_by(member, post, since) for post in page.items]
    return posts | {
        "wanted": wanted,
        "cards": cards,
        "cards_key": tuple((card.post.pk, card.is_new) for card in cards),
        "has_own": any(card.is_own for card in cards),
        "is_first": not cursor,
        "newest": page.items[0].created_at if page.items else timezone.now(),
        "figures": board_figures(),
        "needs": neighbours_needs(),
        "has_trades": has_trades or (member is not None and wanted.show == Show.TRADE),
        "likely": likely,
        "likely_keys": tuple(post.pk for post in likely),
    }


def unanswered_count(wanted: FeedFilter) -> int:
    """How many requests wait in the district asked for, at most COUNT_AGE old: one query when it is made anew."""
    return cache.get_or_set(f"board.unanswered:{wanted.district}", wanted.here().unanswered().count, COUNT_AGE) or 0


def feed_posts(wanted: FeedFilter, cursor: str, member: Member | None, *, for_member: bool) -> dict[str, Any]:
    """The rows of a page of the feed: the same for everybody unless what is wanted is personal. Three queries, one more
    every COUNT_AGE, and two on a member's first page for the requests she may know the answer to. Words that
    find nothing are looked up once more as the directory spells them."""
    page = paginate(for_cards(wanted.posts(member)), cursor, FEED_SIZE)
    return {
        "page": page,
        "did_you_mean": "" if page.items or cursor else wanted.did_you_mean(member),
        "unanswered_count": unanswered_count(wanted),
        "districts": list(District.objects.all()),
        "asked": asked_lately() if for_member and wanted.is_empty and not cursor else [],
    }


def marks_of(member: Member) -> tuple[datetime | None, bool]:
    """The moment of the member's visit before this one (None on the first), and whether she follows a trade.

    One query.
    """
    [(before_at, has_trades)] = _marks.rows(member=member.pk)
    return before_at, has_trades


@Prepared
def _marks() -> QuerySet[Any, tuple[datetime | None, bool]]:
    follows = Exists(standing_follows().filter(member=OuterRef("pk")))
    row = Member.objects.filter(pk=Given("member", UUIDField())).annotate(follows_trades=follows).order_by()
    return row.values_list("feed_visit__before_at", "follows_trades")


def newer_count(wanted: FeedFilter, since: datetime, member: Member | None) -> int:
    """How many posts came after a moment, at most MOST_ANNOUNCED: one query by the feed's index."""
    newer = wanted.posts(member).filter(created_at__gt=since).order_by("-created_at", "-pk")
    return len(newer.values_list("pk", flat=True)[:MOST_ANNOUNCED])


def latest_posts(*, limit: int) -> list[Post]:
    """The newest posts as cards, for the home page: two queries."""
    return list(for_cards(Post.objects.published())[:limit])
