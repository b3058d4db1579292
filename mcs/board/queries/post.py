"""A post with its answers, what a member has marked there, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from mcs.board.cards import post_card_path
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Follow, Post, PostRevision, Thanks
from mcs.directory.queries.structured import absolute
from mcs.lib.numbers import key
from mcs.members.models import Member
from mcs.photos.models import Photo

THREAD_SIZE = 50
UNDO_SHOWN = timedelta(days=1)  # how long one's own removed answer stays in its place with "put back"


@dataclass(frozen=True)
class Marks:
    """What a member has pressed on a post's page."""

    follows: bool = False
    thanks_post: bool = False
    thanked: frozenset[int] = frozenset()  # keys of answers


def post_page(post: Post, after: str, member: Member | None) -> dict[str, Any]:
    """A post with its photos and the answers that follow the one whose key is `after` (the first ones without).

    Two queries, and two more for what a member has marked.
    """
    start = key(after)
    comments = list(_after(post, start, member)[: THREAD_SIZE + 1])
    marks = marks_of(member, post) if member else Marks()
    photos = photos_of(post)
    for comment in comments:
        comment.is_thanked = comment.pk in marks.thanked
    return {
        "post": post,
        "canonical": absolute(post.get_absolute_url()),
        "card": absolute(post_card_path(post, photos)) if post.is_published else "",
        "photos": photos,
        "comments": comments[:THREAD_SIZE],
        "next_after": comments[THREAD_SIZE - 1].pk if len(comments) > THREAD_SIZE else None,
        "last_key": comments[-1].pk if comments else start,
        "is_first": not start,
        "marks": marks,
        "is_own": member is not None and member.pk == post.author_id,
        "may_reply": member is not None and post.listing is not None and post.listing.manager_id == member.pk,
    }


def photos_of(post: Post) -> list[Photo]:
    """Its photos in their order: one query."""
    return [shown.photo for shown in post.post_photos.select_related("photo")]


def marks_of(member: Member, post: Post) -> Marks:
    """Two queries."""
    given = Thanks.objects.filter(Q(post=post) | Q(comment__post=post), member=member).order_by("pk")
    keys = list(given.values_list("comment", flat=True))
    follow = Follow.objects.filter(member=member, post=post).first()
    return Marks(
        follows=follow is not None and not follow.is_muted,
        thanks_post=None in keys,
        thanked=frozenset(key for key in keys if key is not None),
    )


def history_of(thing: Post | Comment) -> list[dict[str, Any]]:
    """What it said before, newest first, as {title, text, written_at}: one query."""
    return [
        {
            "title": getattr(revision, "title", ""),
            "text": revision.body if isinstance(revision, PostRevision) else revision.text,
            "written_at": revision.written_at,
        }
        for revision in thing.revisions.all()
    ]


def _after(post: Post, start: int, member: Member | None) -> Any:
    """Published answers, and the member's own that are held or were removed a moment ago."""
    seen = Q(status=ContentStatus.PUBLISHED)
    if member:
        seen |= Q(author=member, status=ContentStatus.HELD)
        seen |= Q(author=member, status=ContentStatus.REMOVED, removed_at__gte=timezone.now() - UNDO_SHOWN)
    comments = post.comments.filter(seen).select_related(
        "author__district", "listing__category", "listing__district", "suggestion"
    )
    anchor = Comment.objects.filter(post=post, pk=start).values_list("created_at", "pk").first() if start else None
    if anchor:
        moment, pk = anchor
        comments = comments.filter(Q(created_at__gt=moment) | Q(pk__gt=pk), created_at__gte=moment)
    return comments.order_by("created_at", "pk")


def answer_url(comment: Comment) -> str:
    """The address that shows the answer, on whichever page of the thread it stands."""
    published = comment.post.comments.filter(status=ContentStatus.PUBLISHED)
    before = published.filter(
        Q(created_at__lt=comment.created_at) | Q(pk__lt=comment.pk), created_at__lte=comment.created_at
    ).order_by("-created_at", "-pk")
    previous = list(before.values_list("pk", flat=True)[:THREAD_SIZE])
    page = f"?apres={previous[0]}" if len(previous) == THREAD_SIZE else ""
    return f"{comment.post.get_absolute_url()}{page}#reponse-{comment.pk}"
