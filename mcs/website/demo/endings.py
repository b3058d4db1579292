"""What became of the posts: requests solved or closed by themselves, and who was thanked."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from mcs.board.actions.close import OPEN_FOR
from mcs.board.enums import CloseReason, PostKind
from mcs.board.models import Post, Thanks
from mcs.website.demo.board import Thread
from mcs.website.demo.plan import SEED, Network

SOLVED = 0.65  # of the requests that somebody answered with a business, some days ago
SETTLES = timedelta(days=2)
THANKED = 0.3  # of the answers
MOST_THANKS = 4


def end_threads(network: Network, now: datetime) -> list[Thanks]:
    """Writes the endings into the posts, whose answers are in the database, and returns the thanks to write."""
    rng = Random(SEED)  # noqa: S311 — nothing here is a secret
    members = [one.member for one in network.crowd.everybody]
    thanks: list[Thanks] = []
    for thread in network.threads:
        _end(thread, now, rng)
        for said in thread.said:
            if rng.random() < THANKED:
                fans = [m for m in rng.sample(members, rng.randint(1, MOST_THANKS)) if m != said.comment.author]
                thanks += [Thanks(member=member, comment=said.comment, created_at=now) for member in fans]
                said.comment.thanks_count = len(fans)
    return thanks


def _end(thread: Thread, now: datetime, rng: Random) -> None:
    post = thread.post
    if post.kind != PostKind.REQUEST:
        return
    post.closes_on = timezone.localdate(post.created_at + OPEN_FOR)
    named = [said.comment for said in thread.said if said.comment.listing and said.comment.author != post.author]
    if named and now - post.created_at > SETTLES and rng.random() < SOLVED:
        _close(post, CloseReason.SOLVED, min(now, named[0].created_at + timedelta(hours=20)))
        post.solution = named[0]
    elif now - post.created_at > OPEN_FOR:
        _close(post, CloseReason.EXPIRED, post.created_at + OPEN_FOR)


def _close(post: Post, reason: CloseReason, at: datetime) -> None:
    post.close_reason, post.closed_at = reason, at
