"""Anybody's notice, and the figures of the year."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.moderation.actions.decide import Reasons, decide_reports
from mcs.moderation.enums import Ground
from mcs.moderation.models import Report
from mcs.moderation.queries.desk import waiting_items
from mcs.moderation.queries.transparency import figures_of, years
from mcs.moderation.reportables import subject_at
from tests.board.conftest import errors, words
from tests.factories import make_comment, make_post, make_volunteer

pytestmark = pytest.mark.django_db


def notice(address: str, **values: Any) -> dict[str, Any]:
    said = {"address": address, "reason": "privacy", "text": "Mon adresse y est.", "good_faith": "on"}
    return said | {"name": "Rose A.", "email": "rose@ailleurs.example"} | values


def test_visitor_gives_notice_and_hears_back(django_capture_on_commit_callbacks: Any) -> None:
    post = make_post()
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post("/signaler/", notice(post.get_absolute_url()), follow=True)
        Client().post("/signaler/", notice(post.get_absolute_url()))
    report = Report.objects.get()
    assert (report.kind, report.key, "Merci. Les bénévoles" in words(answer)) == ("publication", str(post.pk), True)
    with django_capture_on_commit_callbacks(execute=True):
        decide_reports(report=report, volunteer=make_volunteer(), reasons=Reasons(Ground.LAW, "RGPD", "Une adresse."))
    mails = [one for one in mail.outbox if one.to == ["rose@ailleurs.example"]]
    assert [one.subject for one in mails] == [
        "Nous avons reçu votre signalement",
        "Ce qui a été décidé de votre signalement",
    ]
    assert report.reference in mails[0].body
    assert "Ce n’est plus montré" in words(Client().get(report.get_absolute_url()))


def test_notice_says_what_is_missing_and_keeps_what_was_typed() -> None:
    values = notice("https://ailleurs.example/fil/1-x/", name="", email="", good_faith="")
    answer = Client().post("/signaler/", values)
    assert (len(errors(answer)), "Mon adresse y est." in answer.content.decode()) == (4, True)
    anonymous = notice("/fil/", name="", email="", reason="child")
    assert Client().post("/signaler/", anonymous).status_code == 302


def test_notice_filled_by_a_machine_is_not_kept() -> None:
    assert Client().post("/signaler/", notice("/fil/", subject="SEO")).status_code == 200
    assert Report.objects.count() == 0


def test_address_block_gives_ten_notices_an_hour() -> None:
    sent = [Client().post("/signaler/", notice("/fil/", text=f"Raison {number}.")) for number in range(11)]
    assert [one.status_code for one in sent[-2:]] == [302, 429]


def test_address_leads_to_what_it_shows() -> None:
    comment = make_comment(make_post())
    post, host = comment.post, settings.NETWORK_URL.rstrip("/")
    found = [
        subject_at(address)
        for address in (
            f"{host}{post.get_absolute_url()}",
            f"{post.get_absolute_url()}#reponse-{comment.pk}",
            "/charte/",
            "https://[broken",
            "/nulle/part/",
        )
    ]
    assert [one and one.kind for one in found] == ["publication", "reponse", "page", None, None]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_one_query_and_figures_seven(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        Client().post("/signaler/", notice(make_post(f"Publication {number}").get_absolute_url()))
    with django_assert_num_queries(1):
        assert len(waiting_items(["signalements"])) == count
    decide_reports(report=Report.objects.earliest("pk"), volunteer=make_volunteer(), reasons=None)
    (year,) = years()
    with django_assert_num_queries(7):
        figures = figures_of(year)
    assert (figures.reports, figures.from_visitors, figures.decisions, figures.days_to_decide) == (count, count, 1, 0.0)
    page = words(Client().get("/transparence/"))
    assert f"Dont de personnes sans compte {count}" in page


def test_receipt_carries_nobody_s_words_to_somebody_else_s_mailbox(django_capture_on_commit_callbacks: Any) -> None:
    """An address of the site holds whatever one likes, and the e-mail need not be one's own."""
    with django_capture_on_commit_callbacks(execute=True):
        sent = Client().post("/signaler/", notice("/referencement/Gagnez 500 euros sur arnaque.example/"))
    assert sent.status_code == 302
    (receipt,) = mail.outbox
    said = str(vars(receipt))
    assert ["arnaque" in said, "Nous avons reçu votre signalement." in said] == [False, True]
