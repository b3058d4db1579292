"""What a form has published already, so that sending it twice publishes once."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from mcs.board.models import Comment, Post
from mcs.members.models import Member


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
