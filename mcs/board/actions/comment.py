"""Answering a post."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q

from mcs.board.actions.index import index_posts
from mcs.board.actions.marks import follow_by_writing
from mcs.board.actions.named import queue_proposal
from mcs.board.actions.recommend import recommend_listing
from mcs.board.actions.tell import tell_answered
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Post
from mcs.board.queries.submissions import own_submission
from mcs.board.queries.trust import standing
from mcs.directory.models import Listing
from mcs.members.models import Member


class AnsweredAlreadyError(Exception):
    """A merchant answers a request once, however many businesses are theirs; so does a business."""


@transaction.atomic
def add_comment(
    *,
    post: Post,
    author: Member,
    text: str,
    listing: Listing | None = None,
    merchant: Listing | None = None,
    named: str = "",
    about: str = "",
    submission: UUID | None = None,
    by_machine: bool = False,
) -> Comment:
    """The answer; one that names a listing recommends it, for the need the post's title says. One that is held does
    so once a volunteer has published it.

    Said in the name of a `merchant`'s listing it shows that listing and recommends nothing. A business `named` that the
    directory doesn't know is proposed to the volunteers, with what is said `about` it. A second call with the
    same author and submission returns the first answer. Raises Post.DoesNotExist when the post was deleted meanwhile,
    PermissionDenied for a listing the author may not recommend or doesn't run, AnsweredAlreadyError.
    """
    # Locks the row first, so that a deletion at the same moment waits or is seen.
    if not Post.objects.published().select_for_update().filter(pk=post.pk).exists():
        raise Post.DoesNotExist
    key = own_submission(author, submission)
    if merchant and not Comment.objects.filter(submission=key).exists():
        check_merchant_answers(post=post, author=author, merchant=merchant)
    made = {"post": post, "author": author, "text": text, "listing": merchant or listing, "merchant": merchant}
    made["named"] = named
    made |= standing(author, text, by_machine=by_machine)
    comment, is_new = Comment.objects.get_or_create(submission=key, defaults=made)
    if is_new:
        follow_by_writing(member=author, post=post)
    if is_new and named and not by_machine:
        queue_proposal(comment, about)
    if is_new and comment.is_published:
        _count_answer(comment)
        if listing and not merchant:
            recommend_listing(listing=listing, member=author, text=text, comment=comment)
        index_posts([post.pk])
        tell_answered(comment)
    return comment


def _count_answer(comment: Comment) -> None:
    post = Post.objects.filter(pk=comment.post_id)
    post.update(comment_count=F("comment_count") + 1)
    post.filter(first_answer_at__isnull=True).exclude(author=comment.author).update(first_answer_at=comment.created_at)


def check_merchant_answers(*, post: Post, author: Member, merchant: Listing) -> None:
    """Raises PermissionDenied when the author doesn't run the listing, AnsweredAlreadyError when one of hers, or
    somebody else in its name, has answered. To be called with the post's row locked."""
    if not Listing.objects.published().filter(pk=merchant.pk, manager=author).exists():
        raise PermissionDenied
    given = Comment.objects.filter(post=post, merchant__isnull=False).exclude(status=ContentStatus.REMOVED)
    if given.filter(Q(author=author) | Q(merchant=merchant)).exists():
        raise AnsweredAlreadyError
