"""The feed: what is asked of it, and posts as cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone

from mcs.board.enums import ContentStatus, PostKind, Show
from mcs.board.models import Follow, Post, PostQuerySet
from mcs.board.queries.cards import for_cards
from mcs.board.queries.figures import board_figures
from mcs.board.queries.finding import find_posts
from mcs.board.queries.trades import LIKELY_SHOWN, in_trades_of, likely_to_know, standing_follows
from mcs.directory.queries.needs import neighbours_needs
from mcs.lib.cursor import paginate
from mcs.lib.numbers import whole
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
        posts = posts.filter(kind=self.kind) if self.kind else posts
        return find_posts(self.words, posts) if self.words else posts

    def here(self) -> PostQuerySet:
        """The published posts of the district asked for."""
        posts = Post.objects.published()
        return posts.filter(district__number=self.district) if self.district else posts


def feed_page(wanted: FeedFilter, cursor: str, member: Member | None, *, shows_likely: bool = True) -> dict[str, Any]:
    """One page of the feed with its filters and figures: three queries, and four more every few minutes.

    For a member three more: her visit, the trades she knows, the requests in them. Words to look for are one more.
    """
    page = paginate(for_cards(wanted.posts(member)), cursor, FEED_SIZE)
    before_at, has_trades = marks_of(member) if member else (None, False)
    since = None if cursor else before_at
    for post in page.items:
        post.is_new = bool(member and since and post.created_at > since and post.author_id != member.pk)
    return {
        "wanted": wanted,
        "page": page,
        "is_first": not cursor,
        "newest": page.items[0].created_at if page.items else timezone.now(),
        "unanswered_count": unanswered_count(wanted),
        "districts": list(District.objects.all()),
        "figures": board_figures(),
        "needs": neighbours_needs(),
        "has_trades": has_trades or (member is not None and wanted.show == Show.TRADE),
        "likely": likely_posts(member) if member and shows_likely and wanted.is_empty and not cursor else [],
    }


def unanswered_count(wanted: FeedFilter) -> int:
    """How many requests wait in the district asked for, at most COUNT_AGE old: one query when it is made anew."""
    return cache.get_or_set(f"board.unanswered:{wanted.district}", wanted.here().unanswered().count, COUNT_AGE) or 0


def likely_posts(member: Member) -> list[Post]:
    """The few unanswered requests put before the member, with their district: two queries."""
    return list(likely_to_know(member).select_related("district", "author")[:LIKELY_SHOWN])


def marks_of(member: Member) -> tuple[datetime | None, bool]:
    """The moment of the member's visit before this one (None on the first), and whether she follows a trade.

    One query.
    """
    follows = Exists(standing_follows().filter(member=OuterRef("pk")))
    row = Member.objects.filter(pk=member.pk).annotate(follows_trades=follows)
    return row.values_list("feed_visit__before_at", "follows_trades").get()


def newer_count(wanted: FeedFilter, since: datetime, member: Member | None) -> int:
    """How many posts came after a moment, at most MOST_ANNOUNCED: one query by the feed's index."""
    newer = wanted.posts(member).filter(created_at__gt=since).order_by("-created_at", "-pk")
    return len(newer.values_list("pk", flat=True)[:MOST_ANNOUNCED])


def latest_posts(*, limit: int) -> list[Post]:
    """The newest posts as cards, for the home page: two queries."""
    return list(for_cards(Post.objects.published())[:limit])
