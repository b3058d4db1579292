"""« Vous connaissez peut-être la réponse »: what is put before whom, and for how long it is sent away."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.models import TradeFollow
from mcs.board.queries.likely import asked_lately, likely_to_know
from mcs.members.models import Member
from tests.board.conftest import words
from tests.board.test_trades import asked
from tests.factories import make_category, make_comment, make_district, make_member, make_post

pytestmark = pytest.mark.django_db

BLOCK = "Vous connaissez peut-être la réponse"


@pytest.fixture
def member() -> Member:
    return make_member("Nadia B.", district=make_district(8))


def knows_plumbers(member: Member) -> None:
    make_comment(asked("Une fuite", comment_count=1), author=member)


def test_trade_then_past_answers_then_district_come_first(member: Member) -> None:
    TradeFollow.objects.create(member=member, category=make_category())
    knows_plumbers(member)
    make_post("Près d’ici", district=make_district(8))
    make_post("Un boucher", district=make_district(9)).categories.add(make_category())
    asked("Un plombier loin", district=make_district(10))
    asked("Un plombier ici", district=make_district(8))
    make_post("Ailleurs", district=make_district(9))
    found = [post.title for post in likely_to_know(member, asked_lately())]
    assert found == ["Un boucher", "Un plombier ici", "Un plombier loin"]
    TradeFollow.objects.all().delete()
    found = [post.title for post in likely_to_know(member, asked_lately())]
    assert found == ["Un plombier ici", "Un plombier loin", "Près d’ici"]


def test_what_needs_no_answer_of_hers_is_left_out(member: Member) -> None:
    here = {"district": make_district(8)}
    make_post("La mienne", author=member, **here)
    make_post("Répondue", comment_count=1, **here)
    make_post("Close", closed_at=timezone.now(), **here)
    make_post("Retirée", status="removed", **here)
    make_post("Vieille", created_at=timezone.now() - timedelta(days=31), **here)
    make_post("Un bon plan", kind="tip", **here)
    assert list(likely_to_know(member, asked_lately())) == []


def test_answering_ones_own_request_makes_nobody_know(member: Member) -> None:
    make_comment(asked("Ma fuite", author=member, comment_count=1), author=member)
    asked("Un plombier", district=make_district(9))
    assert list(likely_to_know(member, asked_lately())) == []


def test_member_without_district_or_trade_is_asked_nothing() -> None:
    make_post(district=make_district(8))
    assert list(likely_to_know(make_member(), asked_lately())) == []


@pytest.mark.parametrize("items", [1, 3])
def test_likely_is_three_queries(member: Member, items: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    knows_plumbers(member)
    for number in range(items):
        asked(f"Plombier {number}")
    with django_assert_num_queries(3):
        assert len(likely_to_know(member, asked_lately())) == items


def test_feed_puts_three_before_a_member_on_its_first_page_only(member_client: Client) -> None:
    for number in range(4):
        make_post(f"Question {number}", district=make_district(8))
    page = member_client.get("/fil/").content.decode()
    assert page.count("#repondre") == 3
    assert BLOCK in page
    for query in ("?genre=request", "?q=question", "?apres=x", "?voir=miens"):
        assert BLOCK not in words(member_client.get(f"/fil/{query}"))
    assert BLOCK not in words(Client().get("/fil/"))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_block_sent_away_stays_away_for_a_week(member_client: Client, member: Member, headers: dict[str, str]) -> None:
    make_post(district=make_district(8))
    response = member_client.post("/fil/peut-etre/masquer/", headers=headers)
    assert response.status_code == (200 if headers else 302)
    assert BLOCK not in words(member_client.get("/fil/"))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        member_client.force_login(member)
        assert BLOCK in words(member_client.get("/fil/"))
