"""Two requests at the same moment: what the database decides, on the one that runs them side by side."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mcs.board.actions.comment import AnsweredAlreadyError, add_comment
from mcs.board.actions.publish import ReviewedAlreadyError, publish_post
from mcs.board.actions.recommend import recommend_listing
from mcs.board.actions.trades import set_trade_follow
from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post, Recommendation, TradeFollow
from mcs.directory.models import Listing
from tests.factories import make_listing, make_member, make_post

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time."),
]


def at_once(*calls: Callable[[], Any]) -> None:
    """Runs the calls side by side, each on its own connection; raises what any of them raises."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(run, calls))


def test_two_submits_of_one_form_make_one_post() -> None:
    author, key = make_member(), uuid4()
    at_once(*[lambda: publish_post(author=author, kind=PostKind.REQUEST, text="Bonjour.", submission=key)] * 4)
    assert Post.objects.count() == 1


def test_two_reviews_of_one_business_make_one() -> None:
    author, listing = make_member(), make_listing()

    def publish() -> None:
        with suppress(ReviewedAlreadyError):
            publish_post(author=author, kind=PostKind.REVIEW, text="Bien.", listing=listing, submission=uuid4())

    at_once(*[publish] * 4)
    assert Post.objects.count() == 1


def test_two_submits_of_one_answer_make_one_comment() -> None:
    author, post, key = make_member(), make_post(), uuid4()
    at_once(*[lambda: add_comment(post=post, author=author, text="Oui.", submission=key)] * 4)
    post.refresh_from_db()
    assert (Comment.objects.count(), post.comment_count) == (1, 1)


def test_neighbours_who_recommend_together_are_all_counted() -> None:
    listing = make_listing()
    long_ago = timezone.now() - timedelta(days=60)  # new accounts would be held as a burst
    members = [make_member(f"Voisin {number}", joined_at=long_ago) for number in range(4)]
    at_once(*[lambda member=member: recommend_listing(listing=listing, member=member) for member in members])
    listing.refresh_from_db()
    assert (Recommendation.objects.count(), listing.recommendation_count) == (4, 4)


def test_post_deleted_during_an_answer_leaves_no_answer_behind() -> None:
    post, author = make_post(), make_member()

    def answer() -> None:
        with suppress(Post.DoesNotExist):
            add_comment(post=post, author=author, text="Trop tard ?")

    @transaction.atomic
    def remove() -> None:
        Post.objects.select_for_update().get(pk=post.pk).delete()

    at_once(answer, remove)
    assert (Post.objects.count(), Comment.objects.count()) == (0, 0)


def test_two_businesses_of_one_merchant_answer_a_request_once() -> None:
    merchant, post = make_member(), make_post()
    listings = [make_listing(f"Plomberie {number}", manager=merchant) for number in range(3)]

    def answer(listing: Listing) -> None:
        with suppress(AnsweredAlreadyError):
            add_comment(post=post, author=merchant, text="Je passe.", merchant=listing)

    at_once(*[lambda listing=listing: answer(listing) for listing in listings * 2])
    post.refresh_from_db()
    assert (Comment.objects.count(), post.comment_count) == (1, 1)


def test_trade_asked_for_twice_at_once_is_followed_once() -> None:
    merchant = make_member()
    listing = make_listing(manager=merchant)
    at_once(*[lambda: set_trade_follow(member=merchant, listing=listing, follows=True)] * 4)
    assert TradeFollow.objects.count() == 1
