"""A post with its answers, what a member has marked there, and what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.utils import timezone

from mcs.board.cards import post_card_path
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Follow, Post, PostPhoto, PostRevision, Thanks
from mcs.directory.models import Listing
from mcs.lib.absolute import absolute
from mcs.lib.numbers import key
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member
from mcs.photos.models import Photo

THREAD_SIZE = 50
UNDO_SHOWN = timedelta(days=1)  # how long one's own removed answer stays in its place with "put back"


@dataclass(frozen=True)
class Marks:
    """What a member has pressed on a post's page."""

    follows: bool = False
    thanks_post: bool = False
    thanked: frozenset[int | None] = frozenset()  # keys of answers


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
    start = key(after)
    if start or member:
        comments = list(_after(post, start, member)[: THREAD_SIZE + 1])
    else:
        comments = _first_answers.objects(post=post.pk)
    for comment in comments:
        comment.post = post
    return Thread(comments, photos_of(post))


class Standing(NamedTuple):
    """What is true at this moment between a post and a member, whatever of its page was kept."""

    status: str
    author: UUID
    follows: bool
    runs_listing: bool  # some published business
    has_hidden: bool  # answers of hers there that others don't see

    def is_as_for_all(self, member: Member) -> bool:
        """Whether everybody may see the post, and the member no more of it than others."""
        return self.status == ContentStatus.PUBLISHED and self.author != member.pk


def standing_of(member: Member, pk: int) -> Standing | None:
    """None where there is no such post. One query."""
    rows = _standing.rows(member=member.pk, post=key(str(pk)))
    return Standing(*rows[0]) if rows else None


@Prepared
def _standing() -> QuerySet[Any, tuple[Any, ...]]:
    member, here = Given("member", UUIDField()), OuterRef("pk")
    hidden = Comment.objects.filter(post=here, author=member).exclude(status=ContentStatus.PUBLISHED)
    marked = {
        "follows": Exists(Follow.objects.filter(post=here, member=member, is_muted=False)),
        "runs_listing": Exists(Listing.objects.published().filter(manager=member)),
        "has_hidden": Exists(hidden),
    }
    posts = Post.objects.filter(pk=Given("post", BigIntegerField())).order_by()
    return posts.annotate(**marked).values_list("status", "author", *marked)


def post_page(
    post: Post, after: str, member: Member | None, standing: Standing | None, thread: Thread | None = None
) -> dict[str, Any]:
    """A post with its photos and the answers that follow the one whose key is `after` (the first ones without).

    Two queries, unless the thread is at hand, and one more for what a member has thanked for. Whether she follows the
    post is the standing's to say.
    """
    start = key(after)
    comments, photos = thread or thread_of(post, after, member)
    marks = marks_of(member, post, standing) if member else Marks()
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
    return [shown.photo for shown in _photos.objects(post=post.pk)]


@Prepared
def _photos() -> QuerySet[PostPhoto]:
    return PostPhoto.objects.filter(post=Given("post", BigIntegerField())).select_related("photo")


def marks_of(member: Member, post: Post, standing: Standing | None) -> Marks:
    """One query."""
    thanked = frozenset(key for (key,) in _thanks.rows(member=member.pk, post=post.pk))
    return Marks(standing is not None and standing.follows, None in thanked, thanked - {None})


@Prepared
def _thanks() -> QuerySet[Any, tuple[int | None]]:
    post = Given("post", BigIntegerField())
    given = Thanks.objects.filter(Q(post=post) | Q(comment__post=post), member=Given("member", UUIDField()))
    return given.order_by().values_list("comment")


def history_of(thing: Post | Comment) -> list[dict[str, Any]]:
    """What it said before, newest first, as {title, text, rating, experienced_on, written_at}: one query."""
    return [
        {
            "title": getattr(revision, "title", ""),
            "text": revision.body if isinstance(revision, PostRevision) else revision.text,
            "rating": getattr(revision, "rating", None),
            "experienced_on": getattr(revision, "experienced_on", None),
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
    comments = _with_what_they_show(post.comments.filter(seen))
    anchor = Comment.objects.filter(post=post, pk=start).values_list("created_at", "pk").first() if start else None
    if anchor:
        moment, pk = anchor
        comments = comments.filter(Q(created_at__gt=moment) | Q(pk__gt=pk), created_at__gte=moment)
    return comments.order_by("created_at", "pk")


@Prepared
def _first_answers() -> QuerySet[Comment]:
    """What a visitor reads first."""
    comments = Comment.objects.filter(post=Given("post", BigIntegerField()), status=ContentStatus.PUBLISHED)
    return _with_what_they_show(comments).order_by("created_at", "pk")[: THREAD_SIZE + 1]


def _with_what_they_show(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("author__district", "listing__category", "listing__district", "suggestion")


def answer_url(comment: Comment) -> str:
    """The address that shows the answer, on whichever page of the thread it stands."""
    published = comment.post.comments.filter(status=ContentStatus.PUBLISHED)
    before = published.filter(
        Q(created_at__lt=comment.created_at) | Q(pk__lt=comment.pk), created_at__lte=comment.created_at
    ).order_by("-created_at", "-pk")
    previous = list(before.values_list("pk", flat=True)[:THREAD_SIZE])
    page = f"?apres={previous[0]}" if len(previous) == THREAD_SIZE else ""
    return f"{comment.post.get_absolute_url()}{page}#reponse-{comment.pk}"
