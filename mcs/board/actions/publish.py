"""Publishing a post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mcs.board.actions.close import OPEN_FOR
from mcs.board.actions.index import index_posts
from mcs.board.actions.marks import follow_by_writing
from mcs.board.actions.named import queue_proposal
from mcs.board.actions.tell import tell_published
from mcs.board.enums import PostKind
from mcs.board.models import Post, PostPhoto
from mcs.board.queries.finding import trades_meant
from mcs.board.queries.submissions import earlier_review, own_submission
from mcs.board.queries.trust import standing
from mcs.directory.models import Listing
from mcs.lib.text import split_title
from mcs.members.models import Member
from mcs.photos.actions import publish_photos
from mcs.photos.models import Photo
from mcs.places.models import District


class ReviewedAlreadyError(Exception):
    """The member has reviewed this business already: `review` is hers."""

    def __init__(self, review: Post) -> None:
        super().__init__(review)
        self.review = review


@transaction.atomic
def publish_post(
    *,
    author: Member,
    kind: PostKind,
    text: str,
    district: District | None = None,
    listing: Listing | None = None,
    named: str = "",
    about: str = "",
    rating: int | None = None,
    experienced_on: date | None = None,
    ends_on: date | None = None,
    photos: Sequence[Photo] = (),
    submission: UUID | None = None,
    by_machine: bool = False,
) -> Post:
    """The post, standing on the board at once unless something makes it held; its photos follow when they are made.

    A business `named` that the directory doesn't know is proposed to the volunteers, with what is said `about` it. A
    second call with the same author and submission returns the first post and changes nothing: the constraint decides.
    Raises ReviewedAlreadyError for a second review of one business.
    """
    if kind == PostKind.REVIEW:
        _refuse_second_review(author, listing, submission)
    title, body = split_title(text)
    made = {"author": author, "kind": kind, "title": title, "body": body, "district": district, "listing": listing}
    made |= {"named": named, "rating": rating, "experienced_on": experienced_on, "ends_on": ends_on}
    made["closes_on"] = timezone.localdate() + OPEN_FOR if kind == PostKind.REQUEST else None
    made |= standing(author, text, by_machine=by_machine)
    post, is_new = Post.objects.get_or_create(submission=own_submission(author, submission), defaults=made)
    if is_new:
        _show(post, text, photos)
    if is_new and named and not by_machine:
        queue_proposal(post, about)
    return post


def _refuse_second_review(author: Member, listing: Listing | None, submission: UUID | None) -> None:
    Member.objects.select_for_update().get(pk=author.pk)  # two at once: the second waits, and sees the first
    earlier = earlier_review(author, listing)
    if earlier and earlier.submission != own_submission(author, submission):
        raise ReviewedAlreadyError(earlier)


def _show(post: Post, text: str, photos: Sequence[Photo]) -> None:
    follow_by_writing(member=post.author, post=post)
    _add_photos(post, photos)
    post.categories.set(trades_meant(text) if post.kind == PostKind.REQUEST else [])
    index_posts([post.pk])
    tell_published(post)


def _add_photos(post: Post, photos: Sequence[Photo]) -> None:
    if photos:
        PostPhoto.objects.bulk_create(
            [PostPhoto(post=post, photo=photo, position=position) for position, photo in enumerate(photos)]
        )
        if post.is_published:
            publish_photos(photos=photos, caption=post.title, link=post.get_absolute_url())
