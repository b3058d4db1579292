"""Putting requests that nobody answers before those likely to know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mcs.board.enums import Show
from mcs.board.models import Post
from mcs.board.notices import CouldHelp
from mcs.board.queries.likely import who_may_know
from mcs.notices.sending import tell

WAITS = timedelta(hours=2)  # the board itself answers first
ASKED_MOST = 12  # members a request is put to: enough to be answered, few enough to be read
BATCH = 100


def ask_around() -> int:
    """Puts each open request that has waited for WAITS before those likely to know, once; returns how many.

    They find one line on the bell, however many requests it counts, and by e-mail only what each chose.
    """
    waiting = Post.objects.published().unanswered().filter(asked_around_at=None)
    due = waiting.filter(created_at__lte=timezone.now() - WAITS).order_by("-created_at", "-pk")
    return sum(_ask_around(post) for post in due[:BATCH])


@transaction.atomic
def _ask_around(post: Post) -> bool:
    # The row is taken by whoever changes it first: two workers ask once.
    taken = Post.objects.filter(pk=post.pk, asked_around_at=None).update(asked_around_at=timezone.now())
    if not taken:
        return False
    members = who_may_know(post, limit=ASKED_MOST)
    context = {"title": post.title, "many_url": f"{reverse('board:feed')}?voir={Show.UNANSWERED}"}
    about: dict[str, Any] = {"key": "could-help", "url": post.get_absolute_url(), "counts": f"post-{post.pk}"}
    tell(members=members, kind=CouldHelp, context=context, **about)
    return bool(members)
