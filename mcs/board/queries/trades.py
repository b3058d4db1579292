"""Requests in a trade: who hears of them, and who answers them in the name of a business."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post, PostQuerySet, TradeFollow
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.members.models import Member


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


def _about(categories: Any) -> Exists:
    """Whether a post speaks of one of the trades, a list or a subquery; no join, so no post comes twice."""
    return Exists(Post.categories.through.objects.filter(post=OuterRef("pk"), category__in=categories))
