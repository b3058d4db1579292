"""A post with its answers, what a member has marked there, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone

from mcs.board.cards import post_card_path
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Follow, Post, PostRevision, Thanks
from mcs.lib.absolute import absolute
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


class Answer(NamedTuple):
    """An answer as one reader sees it: special where its author or the asker may do more than others."""

    comment: Comment
    is_thanked: bool
    is_special: bool


class Thread(NamedTuple):
    """The rows of a page of a thread."""

    comments: list[Comment]
    photos: list[Photo]


def thread_of(post: Post, after: str, member: Member | None) -> Thread:
    """The photos and the answers that follow the one whose key is `after`, one more than are shown; the member's own
    that others don't see among them. Two queries."""
    return Thread(list(_after(post, key(after), member)[: THREAD_SIZE + 1]), photos_of(post))


def has_hidden(post: Post, member: Member) -> bool:
    """Whether some of the member's own answers there are not for others: one query."""
    return post.comments.filter(author=member).exclude(status=ContentStatus.PUBLISHED).exists()


def post_page(post: Post, after: str, member: Member | None, thread: Thread | None = None) -> dict[str, Any]:
    """A post with its photos and the answers that follow the one whose key is `after` (the first ones without).

    Two queries, unless the thread is at hand, and two more for what a member has marked.
    """
    start = key(after)
    comments, photos = thread or thread_of(post, after, member)
    marks = marks_of(member, post) if member else Marks()
    is_own = member is not None and member.pk == post.author_id
    may_reply = member is not None and post.listing is not None and post.listing.manager_id == member.pk

    def seen(comment: Comment) -> Answer:
        is_hers = member is not None and comment.author_id == member.pk
        return Answer(comment, comment.pk in marks.thanked, is_own or is_hers)

    return {
        "post": post,
        "canonical": absolute(post.get_absolute_url()),
        "card": absolute(post_card_path(post, photos)) if post.is_published else "",
        "photos": photos,
        "answers": [seen(comment) for comment in comments[:THREAD_SIZE]],
        "next_after": comments[THREAD_SIZE - 1].pk if len(comments) > THREAD_SIZE else None,
        "last_key": comments[-1].pk if comments else start,
        "is_first": not start,
        "marks": marks,
        "is_own": is_own,
        "may_reply": may_reply,
        "is_special": is_own or may_reply or not post.is_published,
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
