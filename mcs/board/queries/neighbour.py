"""A member's page, as neighbours see it."""

from __future__ import annotations

from typing import Any

from mcs.board.models import Comment, Post, Recommendation
from mcs.directory.enums import ListingStatus
from mcs.lib.cursor import paginate
from mcs.members.models import Member
from mcs.messaging.reasons import is_reachable

NEIGHBOUR_SIZE = 20


def neighbour_page(neighbour: Member, cursor: str, *, is_own: bool) -> dict[str, Any]:
    """The member and, unless hidden, what they recommend: one query, and at most three for whether neighbours may
    write to them. To oneself the list is always shown."""
    shown = neighbour.shows_recommendations or is_own
    found = Recommendation.objects.published() if shown else Recommendation.objects.none()
    found = found.filter(member=neighbour, listing__status=ListingStatus.PUBLISHED)
    found = found.select_related("listing__category", "listing__district", "comment__post")
    return {
        "neighbour": neighbour,
        "page": paginate(found, cursor, NEIGHBOUR_SIZE),
        "is_own": is_own,
        "shown": shown,
        "is_reachable": not is_own and is_reachable(neighbour),
    }


def has_published(member: Member) -> bool:
    """Whether a post or an answer of that member stands on the board, so that neighbours may write to them about it."""
    return Post.objects.published().filter(author=member).exists() or (
        Comment.objects.published().filter(author=member).exists()
    )
