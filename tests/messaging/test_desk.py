"""The volunteers' shared inbox, and reports."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.members.models import Member
from mcs.messaging.actions.report import report_conversation
from mcs.messaging.enums import ReportReason
from mcs.messaging.models import Message, Report
from mcs.messaging.queries.desk import MESSAGES
from mcs.messaging.queries.inbox import desk_page
from mcs.moderation.actions.appeal import answer_appeal, appeal_decision
from mcs.moderation.models import Decision, PrivateRead
from mcs.moderation.queries.desk import waiting_items
from mcs.notices.models import NoticeEntry
from tests.board.conftest import words
from tests.factories import make_member, make_volunteer
from tests.messaging.conftest import answer, side, signed_in, unread_of, volunteers_side, write

pytestmark = pytest.mark.django_db


def desk_of(member: Member) -> str:
    return volunteers_side(member).get_absolute_url()


def reported(nadia: Member, karim: Member) -> Report:
    write(karim, nadia, "Donnez-moi votre adresse.")
    return report_conversation(side=side(nadia, karim), reason=ReportReason.RUDE, text="Il insiste.")


def test_message_waits_at_the_desk_until_it_is_answered(nadia: Member, claire_client: Client) -> None:
    write(nadia, None, "Ma boulangerie a déménagé.")
    assert "Nadia B. Ma boulangerie a déménagé." in words(claire_client.get("/bureau/"))
    claire_client.post(desk_of(nadia), {"text": "C’est corrigé, merci."})
    assert "Nadia B." not in words(claire_client.get("/bureau/"))
    assert "Chaque message a sa réponse" in words(claire_client.get("/bureau/messages/"))
    assert "Claire M. : C’est corrigé, merci." in words(claire_client.get("/bureau/messages/?vue=toutes"))
    assert unread_of(nadia) == 1


def test_desk_shows_who_has_it_in_hand(nadia: Member, claire: Member, claire_client: Client) -> None:
    write(nadia, None, "Bonjour.")
    claire_client.post(f"{desk_of(nadia)}suivi/", {"geste": "prendre"})
    other = signed_in(make_volunteer(name="Marc D."))
    assert "Claire M. répond. Bonjour." in words(other.get("/bureau/"))
    assert "Claire M. répond à cette conversation." in words(other.get(desk_of(nadia)))
    page = words(other.post(f"{desk_of(nadia)}suivi/", {"geste": "prendre"}, follow=True))
    assert "Un autre bénévole s’en occupe." in page
    other.post(f"{desk_of(nadia)}suivi/", {"geste": "laisser"})
    assert volunteers_side(nadia).holder is None


def test_nothing_to_answer_leaves_the_desk(nadia: Member, claire_client: Client) -> None:
    write(nadia, None, "Merci à vous.")
    claire_client.post(f"{desk_of(nadia)}suivi/", {"geste": "clore"})
    assert waiting_items([MESSAGES]) == []


def test_volunteers_own_message_is_answered_by_another(claire: Member, claire_client: Client) -> None:
    write(claire, None, "Je pars en vacances.")
    answer(claire, make_volunteer(name="Marc D."), "Bon voyage.")
    assert "Marc D. bénévole" in words(claire_client.get(side(claire, None).get_absolute_url()))


@pytest.mark.parametrize("count", [1, 3])
def test_desk_queue_asks_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        write(make_member(f"Voisin {number}"), None)
    with django_assert_num_queries(1):
        assert [item.title for item in waiting_items([MESSAGES])] == [f"Voisin {number}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_desk_list_asks_two_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        write(make_member(f"Voisin {number}"), None)
    with django_assert_num_queries(2):
        assert len(desk_page("", "", waiting=True)["rows"]) == count


def test_reported_conversation_is_read_stopped_and_let_go_on(
    nadia: Member, karim: Member, claire: Member, claire_client: Client
) -> None:
    report = reported(nadia, karim)
    assert "Grossier, insistant ou menaçant Il insiste." in words(claire_client.get("/bureau/"))
    address = f"/bureau/messages/signalement/{report.pk}/"
    assert "Donnez-moi votre adresse." in words(claire_client.get(address))
    claire_client.post(address, {"decision": "arreter"})
    his = side(karim, nadia).get_absolute_url()
    refused = signed_in(karim).post(his, {"text": "Alors ?"})
    assert (refused.status_code, "Les bénévoles ont arrêté cette conversation." in words(refused)) == (403, True)
    page = words(claire_client.get(address))
    assert ("Donnez-moi votre adresse." in page, "La conversation a été arrêtée — Claire M." in page) == (False, True)
    decision = Decision.objects.get()
    assert (decision.author, decision.outcome, decision.excerpt) == (karim, "stopped", "")
    told = NoticeEntry.objects.order_by("kind").values_list("kind", "member__name")
    assert list(told) == [("conversation-stopped", "Karim L."), ("report-handled", "Nadia B.")]
    assert "Contraire à la charte" in words(Client().get(decision.get_absolute_url()))
    read = PrivateRead.objects.values_list("reader__name", "member__name", "what")
    assert sorted(read) == [("Claire M.", "Karim L.", "conversation"), ("Claire M.", "Nadia B.", "conversation")]
    assert "une conversation signalée" in words(claire_client.get("/bureau/lectures/")).lower()
    appeal = appeal_decision(decision=decision, text="Je plaisantais.")
    answer_appeal(appeal=appeal, volunteer=make_volunteer(name="Marc D."), grants=True, answer="Soit.")
    assert signed_in(karim).post(his, {"text": "Pardon."}).status_code == 302
    claire_client.post(address, {"decision": "revenir"})
    assert signed_in(karim).post(his, {"text": "Alors ?"}).status_code == 302


def test_report_is_decided_once(nadia: Member, karim: Member, claire: Member, claire_client: Client) -> None:
    address = f"/bureau/messages/signalement/{reported(nadia, karim).pk}/"
    claire_client.post(address, {"decision": "laisser"})
    page = words(claire_client.post(address, {"decision": "arreter"}, follow=True))
    assert "Quelqu’un l’avait déjà décidé." in page
    assert Report.objects.get().outcome == "kept"
    assert "Rien de contraire à la charte" in words(signed_in(nadia).get(side(nadia, karim).get_absolute_url()))


def test_volunteer_does_not_decide_on_their_own_conversation(nadia: Member, claire: Member, karim: Member) -> None:
    write(claire, nadia, "Bonjour.")
    report = report_conversation(side=side(nadia, claire), reason=ReportReason.OTHER, text="")
    address = f"/bureau/messages/signalement/{report.pk}/"
    assert signed_in(claire).get(address).status_code == 404
    assert signed_in(make_volunteer(name="Marc D.")).get(address).status_code == 200


def test_messages_after_the_report_stay_closed(nadia: Member, karim: Member, claire_client: Client) -> None:
    report = reported(nadia, karim)
    write(karim, nadia, "Pardon.")
    page = words(claire_client.get(f"/bureau/messages/signalement/{report.pk}/"))
    assert ("Donnez-moi" in page, "Pardon." in page) == (True, False)
    assert Message.objects.count() == 2
