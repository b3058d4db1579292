"""What comes while a page is open: new posts are announced, new answers take their place."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mcs.board.enums import ContentStatus
from mcs.members.models import Member
from tests.board.conftest import words
from tests.factories import make_comment, make_post

pytestmark = pytest.mark.django_db


def news(client: Client, since: str, **query: str) -> tuple[int, str]:
    response = client.get("/fil/nouveau/", {"depuis": since} | query)
    return response.status_code, words(response)


def test_new_posts_are_counted_since_the_page_was_opened(client: Client) -> None:
    make_post(created_at=timezone.now() - timedelta(hours=1))
    opened = timezone.now().isoformat()
    assert news(client, opened) == (204, "")
    for _number in range(2):
        make_post()
    make_post(status=ContentStatus.HELD)
    assert news(client, opened) == (200, "2 nouvelles publications")
    assert news(client, opened, genre="tip") == (204, "")


@pytest.mark.parametrize("since", ["", "hier", "2026-13-45T99:99", "2026-01-01T00:00", "\x00", "9" * 400])
def test_a_moment_that_cannot_be_read_announces_nothing(client: Client, since: str) -> None:
    make_post()
    assert news(client, since) == (204, "")


def test_answers_come_after_the_last_one_shown(client: Client) -> None:
    post = make_post()
    first = make_comment(post, "Premier.")
    address = f"/fil/{post.pk}/reponses/"
    assert client.get(address, {"apres": first.pk}).status_code == 204
    make_comment(post, "Second.")
    response = client.get(address, {"apres": first.pk})
    assert "Second." in words(response)
    assert "Premier." not in words(response)
    assert f'hx-get="/fil/{post.pk}/reponses/?apres={post.comments.last().pk}"' in response.content.decode()  # type: ignore[union-attr]


def test_posts_since_the_last_visit_are_marked_as_new(member_client: Client, member: Member) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=3), tick=False):
        make_post("Déjà vue")
        member_client.post("/fil/vu/")
    with time_machine.travel(timezone.now() - timedelta(hours=2), tick=False):
        make_post("Nouvelle")
        make_post("La mienne", author=member)
    member_client.post("/fil/vu/")
    page = words(member_client.get("/fil/"))
    assert page.count("Nouveau pour vous") == 1
    assert "Nouveau pour vous Nouvelle" in page


def test_reading_again_within_half_an_hour_is_the_same_visit(member_client: Client) -> None:
    for minutes in (200, 60, 50):
        with time_machine.travel(timezone.now() - timedelta(minutes=minutes), tick=False):
            member_client.post("/fil/vu/")
    with time_machine.travel(timezone.now() - timedelta(minutes=55), tick=False):
        make_post("Pendant la visite")
    assert "Nouveau pour vous" in words(member_client.get("/fil/"))


def test_feed_shows_what_is_mine_and_what_i_follow(member_client: Client, member: Member) -> None:
    make_post("La mienne", author=member)
    followed = make_post("Suivie")
    make_post("Autre")
    member_client.post(f"/fil/{followed.pk}/suivre/", {"suivre": "1"})
    assert ["Suivie" in words(member_client.get(f"/fil/?voir={show}")) for show in ("suivis", "miens")] == [True, False]
    mine = words(member_client.get("/fil/?voir=miens"))
    assert ("La mienne" in mine, "Autre" in mine) == (True, False)
    assert "Autre" not in words(Client().get("/fil/?voir=miens"))
