"""Changing what one wrote; what it said before is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mcs.board.actions.index import index_posts
from mcs.board.enums import PostKind
from mcs.board.models import Comment, CommentRevision, Post, PostRevision
from mcs.board.queries.finding import trades_meant
from mcs.lib.text import split_title
from mcs.photos.actions import publish_photos


class EditedMeanwhileError(Exception):
    """Somebody, or another tab, changed the text after it was opened for editing."""


@transaction.atomic
def edit_post(*, post: Post, text: str, seen: datetime | None) -> Post:
    """Gives the post a new text and keeps the old one. `seen` is its `edited_at` when it was opened.

    Raises EditedMeanwhileError when it was edited since, Post.DoesNotExist when it is gone.
    """
    current = Post.objects.select_for_update().get(pk=post.pk)
    if current.edited_at != seen:
        raise EditedMeanwhileError
    title, body = split_title(text)
    if (title, body) == (current.title, current.body):
        return current
    written_at = current.edited_at or current.created_at
    PostRevision.objects.create(post=current, title=current.title, body=current.body, written_at=written_at)
    current.title, current.body, current.edited_at = title, body, timezone.now()
    current.save(update_fields=["title", "body", "edited_at"])
    photos = [shown.photo for shown in current.post_photos.select_related("photo")]
    if current.kind == PostKind.REQUEST:
        current.categories.set(trades_meant(text))
    index_posts([current.pk])
    if photos:
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
    current.text, current.edited_at = text, timezone.now()
    current.save(update_fields=["text", "edited_at"])
    index_posts([current.post_id])
    return current
