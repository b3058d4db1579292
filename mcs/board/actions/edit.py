"""Changing what one wrote; what it said before is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mcs.board.actions.index import index_posts
from mcs.board.actions.remove import recount_comments
from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, CommentRevision, Post, PostRevision
from mcs.board.queries.finding import trades_meant
from mcs.board.queries.trust import reason_to_hold_change
from mcs.lib.text import split_title
from mcs.photos.actions import publish_photos, withdraw_photos


class EditedMeanwhileError(Exception):
    """Somebody, or another tab, changed the text after it was opened for editing."""


@transaction.atomic
def edit_post(
    *, post: Post, text: str, seen: datetime | None, rating: int | None = None, experienced_on: date | None = None
) -> Post:
    """Gives the post a new text, a review its rating and day too, and keeps what it said. `seen` is its `edited_at`
    when it was opened.

    Raises EditedMeanwhileError when it was edited since, Post.DoesNotExist when it is gone.
    """
    current = Post.objects.select_for_update().get(pk=post.pk)
    if current.edited_at != seen:
        raise EditedMeanwhileError
    title, body = split_title(text)
    said = {"title": title, "body": body, "rating": rating, "experienced_on": experienced_on}
    before = {name: getattr(current, name) for name in said}
    if said == before:
        return current
    PostRevision.objects.create(post=current, written_at=current.edited_at or current.created_at, **before)
    _hold_change(current, text, f"{current.title}\n{current.body}")
    for name, value in said.items():
        setattr(current, name, value)
    current.edited_at = timezone.now()
    current.save(update_fields=[*said, "edited_at", "status", "hold_reason"])
    photos = [shown.photo for shown in current.post_photos.select_related("photo")]
    if current.kind == PostKind.REQUEST:
        current.categories.set(trades_meant(text))
    index_posts([current.pk])
    if photos and not current.is_published:
        withdraw_photos(photos=photos)
    elif photos:
        publish_photos(photos=photos, caption=current.title, link=current.get_absolute_url())
    return current


@transaction.atomic
def edit_comment(*, comment: Comment, text: str, seen: datetime | None) -> Comment:
    """Gives the answer a new text and keeps the old one; raises as `edit_post` does."""
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if current.edited_at != seen:
        raise EditedMeanwhileError
    if text == current.text:
        return current
    written_at = current.edited_at or current.created_at
    CommentRevision.objects.create(comment=current, text=current.text, written_at=written_at)
    _hold_change(current, text, current.text)
    current.text, current.edited_at = text, timezone.now()
    current.save(update_fields=["text", "edited_at", "status", "hold_reason"])
    recount_comments(current.post)
    return current


def _hold_change(thing: Post | Comment, text: str, before: str) -> None:
    """A new account doesn't slip a link into what stands already."""
    reason = reason_to_hold_change(thing.author, text, before)
    if reason and thing.is_published:
        thing.status, thing.hold_reason = ContentStatus.HELD, reason
