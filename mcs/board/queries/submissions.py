"""What was published already, so that a form sent twice publishes once and nobody reviews a business twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import QuerySet
from django.utils import timezone

from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post
from mcs.directory.models import Listing
from mcs.lib.text import split_title
from mcs.members.models import Member

AGAIN = timedelta(minutes=10)  # the same words sooner than this are an impatient thumb's, not a second thought


def own_submission(author: Member, submission: UUID | None) -> UUID:
    """A form's key tied to its author, so that somebody else's key never finds somebody else's post."""
    return uuid5(author.pk, str(submission)) if submission else uuid4()


def post_submitted(author: Member, submission: UUID | None) -> Post | None:
    """What this form has already published, if anything."""
    return Post.objects.filter(submission=own_submission(author, submission)).first() if submission else None


def comment_submitted(author: Member, submission: UUID | None) -> Comment | None:
    """The answer this form has already given, if any."""
    comments = Comment.objects.select_related("post")
    return comments.filter(submission=own_submission(author, submission)).first() if submission else None


def post_said_again(author: Member, data: dict[str, Any]) -> Post | None:
    """The post that says what a valid form says, published a moment ago from the page she went back to."""
    title, body = split_title(data["text"])
    own: dict[str, Any] = {name: data.get(name) for name in ("rating", "experienced_on", "ends_on")}
    same = Post.objects.filter(kind=data["kind"], title=title, body=body, district=data["district"], **own)
    return _lately(same, author, data).first()


def earlier_review(author: Member, listing: Listing | None) -> Post | None:
    """Her review of the business that stands or waits for a look: each member has one, which she may change."""
    if listing is None:
        return None
    reviews = Post.objects.filter(author=author, kind=PostKind.REVIEW, listing=listing)
    return reviews.exclude(status=ContentStatus.REMOVED).order_by("-created_at", "-pk").first()


def comment_said_again(author: Member, post: Post, data: dict[str, Any]) -> Comment | None:
    """The answer that says what a valid form says, given a moment ago under that post."""
    same = Comment.objects.select_related("post").filter(post=post, text=data["text"], merchant=data["said_for"])
    return _lately(same, author, data).first()


def _lately(same: QuerySet[Any], author: Member, data: dict[str, Any]) -> QuerySet[Any]:
    named: dict[str, Any] = {"named": data["named"]}
    if not data.get("said_for"):
        named["listing"] = data["picked"]
    standing = same.filter(author=author, created_at__gte=timezone.now() - AGAIN, **named)
    return standing.exclude(status=ContentStatus.REMOVED)
