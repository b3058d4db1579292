"""Taking down what one wrote, and putting it back: nothing is lost before UNDO_FOR has passed."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import tell_listing
from mcs.board.actions.tell import post_key, take_answer_back
from mcs.board.enums import ContentStatus, HoldReason, PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.board.queries.submissions import earlier_review
from mcs.moderation.queries.reports import kept_for_appeal
from mcs.notices.actions.tell import forget
from mcs.photos.actions import publish_photos, withdraw_photos

UNDO_FOR = timedelta(days=30)


@transaction.atomic
def remove_post(*, post: Post) -> bool:
    """Takes the post off the board, its photos out of the album; False when it was gone already."""
    current = Post.objects.select_for_update().get(pk=post.pk)
    if current.status == ContentStatus.REMOVED:
        return False
    _set_status(current, ContentStatus.REMOVED)
    forget(key=post_key(current))
    withdraw_photos(photos=[shown.photo for shown in current.post_photos.select_related("photo")])
    return True


@transaction.atomic
def restore_post(*, post: Post) -> bool:
    """Puts a removed post back where it was; False when it stands already, when volunteers decided so, or when its
    author has reviewed the same business again since."""
    current = Post.objects.select_for_update().get(pk=post.pk)
    if current.status != ContentStatus.REMOVED or current.hold_reason == HoldReason.DECISION:
        return False
    if current.kind == PostKind.REVIEW and earlier_review(current.author, current.listing):
        return False
    _set_status(current, ContentStatus.HELD if current.hold_reason else ContentStatus.PUBLISHED)
    photos = [shown.photo for shown in current.post_photos.select_related("photo")]
    if photos and current.is_published:
        publish_photos(photos=photos, caption=current.title, link=current.get_absolute_url())
    return True


@transaction.atomic
def remove_comment(*, comment: Comment) -> bool:
    """Takes the answer down, and the recommendation it made; a request it solved is open again."""
    # The post first, always: two locks taken in one order never wait for each other.
    post = Post.objects.select_for_update().get(pk=comment.post_id)
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if current.status == ContentStatus.REMOVED:
        return False
    _set_status(current, ContentStatus.REMOVED)
    recount_comments(post)
    if post.solution_id == current.pk:
        post.solution, post.closed_at, post.close_reason = None, None, ""
        post.save(update_fields=["solution", "closed_at", "close_reason"])
    _set_recommendation(current, ContentStatus.REMOVED)
    take_answer_back(current)
    return True


@transaction.atomic
def restore_comment(*, comment: Comment) -> bool:
    """Puts a removed answer back, with its recommendation; False when it stands already, when volunteers decided so,
    or when a merchant has answered again since: one answer a business."""
    post = Post.objects.select_for_update().get(pk=comment.post_id)
    current = Comment.objects.select_for_update().get(pk=comment.pk)
    if current.status != ContentStatus.REMOVED or current.hold_reason == HoldReason.DECISION:
        return False
    if _answered_again(current):
        return False
    _set_status(current, ContentStatus.HELD if current.hold_reason else ContentStatus.PUBLISHED)
    recount_comments(post)
    _set_recommendation(current, current.status)
    return True


def _answered_again(comment: Comment) -> bool:
    if comment.merchant_id is None:
        return False
    given = Comment.objects.filter(post=comment.post_id, merchant__isnull=False).exclude(status=ContentStatus.REMOVED)
    return given.filter(Q(author=comment.author_id) | Q(merchant=comment.merchant_id)).exists()


def recount_comments(post: Post) -> None:
    """Brings what the post says of its answers up to date: how many are published, and when the first came."""
    published = post.comments.filter(status=ContentStatus.PUBLISHED)
    post.comment_count = published.count()
    first = published.exclude(author=post.author_id).order_by("created_at", "pk")
    post.first_answer_at = first.values_list("created_at", flat=True).first()
    post.save(update_fields=["comment_count", "first_answer_at"])
    index_posts([post.pk])


def purge_removed() -> int:
    """Deletes for good what was removed more than UNDO_FOR ago; returns how many posts, answers and recommendations.

    A recommendation that a volunteer refused stays: made again, it must be held again. So does what a decision hid, as
    long as it may be appealed.
    """
    long_ago = Q(status=ContentStatus.REMOVED, removed_at__lt=timezone.now() - UNDO_FOR)
    posts = Post.objects.filter(long_ago).exclude(pk__in=kept_for_appeal("publication"))
    comments = Comment.objects.filter(long_ago).exclude(pk__in=kept_for_appeal("reponse"))
    voices = Recommendation.objects.filter(long_ago, hold_reason="")
    counted = (posts, "board.Post"), (voices, "board.Recommendation"), (comments, "board.Comment")
    return sum(found.delete()[1].get(label, 0) for found, label in counted)


def _set_status(thing: Post | Comment, status: str) -> None:
    thing.status = status
    thing.removed_at = timezone.now() if status == ContentStatus.REMOVED else None
    thing.save(update_fields=["status", "removed_at"])
    if isinstance(thing, Post):
        index_posts([thing.pk])


def _set_recommendation(comment: Comment, status: str) -> None:
    made = Recommendation.objects.filter(comment=comment).select_related("listing").first()
    if made is None or made.hold_reason == HoldReason.DECISION:
        return
    made.status = status
    made.removed_at = timezone.now() if status == ContentStatus.REMOVED else None
    made.save(update_fields=["status", "removed_at"])
    tell_listing(made.listing)
