"""Pages by cursor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mcs.board.models import Post
from mcs.lib.cursor import paginate
from tests.factories import make_member, make_post

pytestmark = pytest.mark.django_db


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    author, now = make_member(), timezone.now()
    # Two share a moment: the key parts them.
    moments = [now, now, now - timedelta(hours=1), now - timedelta(days=1), now - timedelta(days=2)]
    made = [make_post(f"n° {number}", author=author, created_at=moment) for number, moment in enumerate(moments)]
    seen: list[int] = []
    cursor, pages = "", 0
    while pages == 0 or cursor:
        page = paginate(Post.objects.all(), cursor, 2)
        seen += [post.pk for post in page.items]
        cursor, pages = page.next_cursor, pages + 1
    assert seen == [made[1].pk, made[0].pk, made[2].pk, made[3].pk, made[4].pk]


@pytest.mark.parametrize("cursor", ["x", "é" * 90, "a" * 500, "MjAyNg", "MjAyNi0xMS0yNCAxMjM0"])
def test_an_unreadable_cursor_gives_the_first_page(cursor: str) -> None:
    post = make_post()
    assert [found.pk for found in paginate(Post.objects.all(), cursor, 2).items] == [post.pk]
