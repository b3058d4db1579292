"""Who hears of a request because of a trade, and who may know its answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, UUIDField, Value
from django.utils import timezone

from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post, PostQuerySet, TradeFollow
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member

LIKELY_SHOWN = 3
MOST_ASKED, RECALLED = 100, 200  # requests looked at for it, and her answers
STILL_ASKED = timedelta(days=30)  # a request older than this is not put before anybody
_TRADE, _PAST, _NEAR = 4, 2, 1  # what tells most that somebody knows: each outweighs those that follow together


class Asked(NamedTuple):
    """A request that waits, and the keys of its trades."""

    post: Post
    trades: set[int]


def standing_follows() -> QuerySet[TradeFollow]:
    """Those that still hold: a business counts only while it is published and its follower runs it."""
    runs = Q(listing__status=ListingStatus.PUBLISHED, listing__manager=F("member"))
    return TradeFollow.objects.filter(Q(listing__isnull=True) | runs)


def trade_followers(post: Post) -> QuerySet[Member]:
    """Who asked to hear of requests in the post's trades, each once, its author apart; one query when it is read.

    Nobody is told of what is held, removed, closed, or no request: then it is empty.
    """
    if not (post.is_published and post.is_open):
        return Member.objects.none()
    follows = standing_follows().filter(category__in=post.categories.order_by().values("pk"))
    members = Member.objects.filter(pk__in=follows.order_by().values("member"), is_active=True)
    return members.exclude(pk=post.author_id).order_by("pk")


def in_trades_of(member: Member, posts: PostQuerySet) -> PostQuerySet:
    """The open requests among them that speak of a trade the member follows, her own apart."""
    asked = posts.filter(kind=PostKind.REQUEST, closed_at__isnull=True).exclude(author=member)
    return asked.filter(_about(standing_follows().filter(member=member).order_by().values("category")))


def run_listings(member: Member) -> list[Listing]:
    """The published businesses the member runs, each with `hears`: whether she is told of requests in its trade.

    One query.
    """
    mine = TradeFollow.objects.filter(member=member, listing=OuterRef("pk"))
    listings = Listing.objects.published().filter(manager=member).select_related("category")
    return list(listings.annotate(hears=Exists(mine)).order_by("name", "pk"))


def may_answer_for(member: Member, post: Post) -> list[Listing]:
    """The businesses in whose name the member may answer: hers, published, of a trade the request speaks of.

    None once she answered in the name of one, whichever it was; none for a request that is closed. At most one query.
    """
    if not (post.is_published and post.is_open) or post.author_id == member.pk:
        return []
    given = Comment.objects.filter(post=post).exclude(status=ContentStatus.REMOVED)
    trades = post.categories.order_by().values("pk")
    hers = Listing.objects.published().filter(manager=member)
    hers = hers.filter(Q(category__in=trades) | Q(other_categories__in=trades)).distinct()
    hers = hers.exclude(Exists(given.filter(author=member, merchant__isnull=False)))
    return list(hers.exclude(Exists(given.filter(merchant=OuterRef("pk")))).order_by("name", "pk"))


def asked_lately() -> list[Asked]:
    """The newest unanswered requests, with district and author: the same for everybody. Two queries."""
    asked = Post.objects.published().unanswered().filter(created_at__gte=timezone.now() - STILL_ASKED)
    # Their keys first, from the index alone: PostgreSQL would join every one that waits to its author, then take a few.
    newest = asked.order_by("-created_at", "-pk").values("pk")[:MOST_ASKED]
    posts = Post.objects.filter(pk__in=newest).select_related("district", "author").prefetch_related("categories")
    return [Asked(post, {trade.pk for trade in post.categories.all()}) for post in posts.order_by("-created_at", "-pk")]


def likely_to_know(member: Member, asked: list[Asked]) -> list[Post]:
    """Of those requests the few that the member may have an answer to, the likeliest first, then the newest.

    What tells it, in this order: the request is in a trade she follows; in one whose requests she has answered before;
    in her own district. Hers are left out. One query, none where nothing is asked; it looks at her latest RECALLED
    answers, however many there are.
    """
    if not asked:
        return []
    followed, known = _trades_of(member)
    own, here = member.pk, member.district_id

    def likelihood(one: Asked) -> int:
        is_near = here is not None and one.post.district_id == here
        return _TRADE * bool(one.trades & followed) + _PAST * bool(one.trades & known) + _NEAR * is_near

    hers = [(likelihood(one), one.post) for one in asked if one.post.author_id != own]
    likely = sorted((one for one in hers if one[0]), key=lambda one: -one[0])
    return [post for _points, post in likely[:LIKELY_SHOWN]]


def _trades_of(member: Member) -> tuple[set[int], set[int]]:
    """The trades the member follows, and those whose requests she answered lately: one query."""
    rows = _trades.rows(member=member.pk)
    return {pk for pk, follows in rows if follows}, {pk for pk, follows in rows if not follows}


@Prepared
def _trades() -> QuerySet[Any, tuple[int, int]]:
    member = Given("member", UUIDField())
    followed = standing_follows().filter(member=member).order_by().values_list("category", Value(1))
    hers = Comment.objects.published().filter(author=member).order_by("-created_at", "-pk").values("pk")[:RECALLED]
    answered = Comment.objects.filter(pk__in=hers, post__kind=PostKind.REQUEST).exclude(post__author=member)
    about = Post.categories.through.objects.filter(post__comments__in=answered).order_by()
    return followed.union(about.values_list("category", Value(0)))


def _about(categories: Any) -> Exists:
    """Whether a post speaks of one of the trades, a list or a subquery; no join, so no post comes twice."""
    return Exists(Post.categories.through.objects.filter(post=OuterRef("pk"), category__in=categories))
