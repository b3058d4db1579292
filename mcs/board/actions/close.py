"""The end of a request: solved, given up, or forgotten; and its renewal."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mcs.board.actions.tell import tell_request_ends, tell_solved
from mcs.board.enums import CloseReason, ContentStatus, PostKind
from mcs.board.models import Comment, Post
from mcs.board.notices import RenewalAsked
from mcs.board.rules import renewal_token
from mcs.lib.absolute import absolute
from mcs.notices.sending import send_email

OPEN_FOR = timedelta(days=30)
ASKED_BEFORE = timedelta(days=3)  # its author is asked this long before whether it still holds


@transaction.atomic
def solve_post(*, post: Post, comment: Comment) -> bool:
    """Marks the request as solved by that answer; False for an answer of another post, a removed one, no request."""
    current = Post.objects.select_for_update().get(pk=post.pk)
    fits = comment.post_id == current.pk and comment.status == ContentStatus.PUBLISHED
    if current.kind != PostKind.REQUEST or not fits:
        return False
    _close(current, CloseReason.SOLVED, comment)
    tell_solved(comment)
    return True


@transaction.atomic
def close_post(*, post: Post, reason: CloseReason = CloseReason.WITHDRAWN) -> bool:
    """Ends an open request without an answer that solved it; False when it was closed already."""
    current = Post.objects.select_for_update().get(pk=post.pk)
    if not current.is_open:
        return False
    _close(current, reason, None)
    return True


@transaction.atomic
def renew_post(*, post: Post) -> bool:
    """Opens the request for another OPEN_FOR, whether it was about to end or has; False for what is no request."""
    current = Post.objects.select_for_update().get(pk=post.pk)
    if current.kind != PostKind.REQUEST or current.status != ContentStatus.PUBLISHED:
        return False
    current.closes_on = timezone.localdate() + OPEN_FOR
    current.renewal_asked_on = current.closed_at = current.solution = None
    current.close_reason = ""
    current.save(update_fields=["closes_on", "renewal_asked_on", "closed_at", "close_reason", "solution"])
    return True


def close_expired() -> int:
    """Closes the requests whose last day has passed; returns how many. One statement."""
    due = Post.objects.filter(kind=PostKind.REQUEST, closed_at__isnull=True, closes_on__lt=timezone.localdate())
    return due.update(closed_at=timezone.now(), close_reason=CloseReason.EXPIRED)


def ask_renewals(*, most: int = 500) -> int:
    """Asks the authors of requests that end within ASKED_BEFORE whether they still hold, once a request; how many.

    Whoever has no e-mail sees it on the bell and on the request's page.
    """
    soon = timezone.localdate() + ASKED_BEFORE
    due = Post.objects.published().filter(kind=PostKind.REQUEST, closed_at__isnull=True, closes_on__lte=soon)
    asked = 0
    for post in due.filter(renewal_asked_on__isnull=True).select_related("author").order_by("closes_on", "pk")[:most]:
        asked += _ask_renewal(post)
    return asked


def tend_requests() -> tuple[int, int]:
    """Closes requests whose last day has passed, and asks the authors of those about to end; how many of each."""
    return close_expired(), ask_renewals()


@transaction.atomic
def _ask_renewal(post: Post) -> bool:
    # The row is taken by whoever changes it first: two workers ask once.
    taken = Post.objects.filter(pk=post.pk, renewal_asked_on__isnull=True).update(renewal_asked_on=timezone.localdate())
    if not taken:
        return False
    tell_request_ends(post)
    if not post.author.email:
        return False
    link = absolute(reverse("board:renewal", args=[renewal_token(post)]))
    send_email(notice=RenewalAsked, to=post.author.email, context={"title": post.title, "link": link})
    return True


def _close(post: Post, reason: CloseReason, solution: Comment | None) -> None:
    post.closed_at, post.close_reason, post.solution = timezone.now(), reason, solution
    post.save(update_fields=["closed_at", "close_reason", "solution"])
