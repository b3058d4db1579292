"""Who is likely to know the answer to a request, and which requests a member is likely to know about."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from mcs.board.models import Comment, Follow, Post, Recommendation
from mcs.board.queries.trades import RECALLED, standing_follows
from mcs.directory.models import Listing
from mcs.members.models import Member

# How much each thing says that somebody knows about a trade.
FOLLOWS_IT, RUNS_ONE, ANSWERED, RECOMMENDED, SAME_DISTRICT = 4, 4, 2, 2, 1
MOST_READ = 500  # past answers and recommendations, the latest


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
