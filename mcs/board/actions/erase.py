"""What becomes of a member's words and marks when she erases herself. Each of these may run twice."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from mcs.board.actions.close import close_post
from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import tell_listing
from mcs.board.actions.remove import remove_comment, remove_post
from mcs.board.enums import ContentStatus
from mcs.board.models import (
    Comment,
    CommentRevision,
    FeedVisit,
    Follow,
    Post,
    PostRevision,
    Recommendation,
    Reply,
    Thanks,
    TradeFollow,
)
from mcs.directory.models import Listing
from mcs.members.models import Member


def erase_marks(*, member: Member) -> None:
    """Takes back her thanks and forgets what she followed and when she came."""
    given = Thanks.objects.filter(member=member)
    for thanked in (Post.objects.filter(thanks__in=given), Comment.objects.filter(thanks__in=given)):
        thanked.filter(thanks_count__gt=0).update(thanks_count=F("thanks_count") - 1)
    given.delete()
    for marks in (Follow, TradeFollow, FeedVisit):
        marks._default_manager.filter(member=member).delete()


def erase_voices(*, member: Member) -> None:
    """Deletes her recommendations: one that nobody vouches for any more is not counted."""
    hers = Recommendation.objects.filter(member=member)
    listings = list(Listing.objects.select_for_update().filter(recommendations__in=hers).order_by("pk"))
    hers.delete()
    for listing in listings:
        tell_listing(listing)


def erase_words(*, member: Member, words: bool) -> None:
    """Leaves what she published, without her name; with `words`, takes it away too, and only a sentence stands
    where neighbours have answered. What was held or removed, and what was said before edits, goes in any case.
    """
    Reply.objects.filter(author=member).exclude(status=ContentStatus.PUBLISHED).delete()
    Reply.objects.filter(author=member).update(author=None)
    CommentRevision.objects.filter(comment__author=member).delete()
    PostRevision.objects.filter(post__author=member).delete()
    hidden = ~Q(status=ContentStatus.PUBLISHED)
    Comment.objects.filter(hidden, author=member).delete()
    Post.objects.filter(hidden, author=member).delete()
    for post in Post.objects.filter(author=member, closed_at=None, closes_on__isnull=False).order_by("pk"):
        close_post(post=post)
    Comment.objects.filter(author=member).update(submission=None)
    Post.objects.filter(author=member).update(submission=None)
    if words:
        _erase_comments(member)
        _erase_posts(member)


def _erase_comments(member: Member) -> None:
    for comment in Comment.objects.filter(author=member).order_by("pk"):
        remove_comment(comment=comment)
        comment.delete()


def _erase_posts(member: Member) -> None:
    with override(settings.LANGUAGE_CODE):
        sentence = _("Text erased by its author")
    for post in Post.objects.filter(author=member).order_by("pk"):
        answered = Comment.objects.published().filter(post=post).exclude(author=member).exists()
        if not answered and not Reply.objects.filter(review=post).exists():
            remove_post(post=post)
            post.delete()
            continue
        emptied = {"title": sentence, "body": "", "rating": None, "experienced_on": None, "district": None}
        Post.objects.filter(pk=post.pk).update(**emptied)
        Recommendation.objects.filter(comment__post=post).update(need="")
        index_posts([post.pk])
