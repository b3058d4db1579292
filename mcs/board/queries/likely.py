"""Who is likely to know the answer to a request, and which requests a member is likely to know about."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, UUIDField, Value
from django.utils import timezone

from mcs.board.enums import PostKind
from mcs.board.models import Comment, Follow, Post, Recommendation
from mcs.board.queries.trades import standing_follows
from mcs.directory.models import Listing
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member

# How much each thing says that somebody knows about a trade; these add up.
FOLLOWS_IT, RUNS_ONE, ANSWERED, RECOMMENDED, SAME_DISTRICT = 4, 4, 2, 2, 1
MOST_READ = 500  # past answers and recommendations, the latest
LIKELY_SHOWN = 3
MOST_ASKED, RECALLED = 100, 200  # requests looked at for it, and her answers
STILL_ASKED = timedelta(days=30)  # a request older than this is not put before anybody


class Asked(NamedTuple):
    """A request that waits, and the keys of its trades."""

    post: Post
    trades: set[int]


def who_may_know(post: Post, *, limit: int) -> list[Member]:
    """Members to whom the request is put, the likeliest first; none when its trade isn't known.

    Those who follow the trade or run such a business, who answered or recommended in it; of these, neighbours of the
    same district come first. Never its author, nor who follows or muted it. Six queries.
    """
    trades = list(post.categories.order_by("pk").values_list("pk", flat=True))
    if not trades:
        return []
    points: Counter[UUID] = Counter()
    for member in standing_follows().filter(category__in=trades).order_by().values_list("member", flat=True).distinct():
        points[member] += FOLLOWS_IT
    managers = Listing.objects.published().filter(category__in=trades, manager__isnull=False)
    for member in managers.order_by("manager").values_list("manager", flat=True).distinct():
        points[member] += RUNS_ONE
    answers = Comment.objects.published().filter(post__categories__in=trades).order_by("-created_at", "-pk")
    for member in set(answers.values_list("author", flat=True)[:MOST_READ]):
        points[member] += ANSWERED
    voices = Recommendation.objects.published().filter(listing__category__in=trades).order_by("-created_at", "-pk")
    for member in set(voices.values_list("member", flat=True)[:MOST_READ]):
        points[member] += RECOMMENDED
    knows = Follow.objects.filter(post=post).order_by("member").values_list("member", flat=True)
    known = set(knows) | {post.author_id}
    members = Member.objects.filter(pk__in=[key for key in points if key not in known], is_active=True)

    def rank(member: Member) -> tuple[int, int]:
        near = post.district_id is not None and member.district_id == post.district_id
        return points[member.pk] + SAME_DISTRICT * near, member.pk.int

    return sorted(members.order_by("pk"), key=rank, reverse=True)[:limit]


def trades_known(member: Member) -> set[int]:
    """The trades a member follows, runs a business of, or has answered about lately: one query."""
    follows = standing_follows().filter(member=member).order_by().values_list("category", flat=True)
    runs = Listing.objects.published().filter(manager=member).order_by().values_list("category", flat=True)
    lately = Comment.objects.published().filter(author=member).order_by("-created_at", "-pk").values("pk")[:RECALLED]
    answers = Comment.objects.filter(pk__in=lately, post__categories__isnull=False).order_by()
    return set(follows.union(runs, answers.values_list("post__categories", flat=True)))


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
        return FOLLOWS_IT * bool(one.trades & followed) + ANSWERED * bool(one.trades & known) + SAME_DISTRICT * is_near

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
