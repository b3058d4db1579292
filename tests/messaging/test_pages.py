"""The pages of messages: the list, a conversation, the first message, and who gets in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from mcs.members.models import Member
from mcs.messaging.actions.keep import archive_conversation, block_member
from mcs.messaging.models import Block, Message, Report
from mcs.messaging.queries.conversation import conversation_page
from mcs.messaging.queries.inbox import inbox_page
from mcs.messaging.rules import MESSAGE_LIMITS, START_LIMITS
from tests.board.conftest import errors, photo_file, words
from tests.factories import make_listing, make_member
from tests.messaging.conftest import TEXT, answer, side, signed_in, unread_of, write

pytestmark = pytest.mark.django_db


def form(text: str = "Oui, volontiers.", **values: Any) -> dict[str, Any]:
    return {"text": text, "submission": str(uuid4())} | values


def page_of(member: Member, other: Member | None) -> str:
    return side(member, other).get_absolute_url()


def test_inbox_shows_who_and_what_and_what_is_new(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia, "La poussette vous attend.")
    page = words(nadia_client.get("/messages/"))
    assert "Karim L. à l’instant La poussette vous attend. 1 nouveau message" in page
    assert 'aria-label="Messages, 1 conversation avec du nouveau"' in nadia_client.get("/").content.decode()


def test_inbox_is_empty_and_says_what_to_do(nadia_client: Client) -> None:
    assert "Pas encore de message" in words(nadia_client.get("/messages/"))
    assert "Rien de rangé" in words(nadia_client.get("/messages/?vue=archives"))


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_asks_two_queries(nadia: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        write(make_member(f"Voisin {number}"), nadia)
    with django_assert_num_queries(2):
        rows = inbox_page(nadia, "", "", archived=False)["rows"]
        assert len([row["other"].name for row in rows]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_conversation_asks_five_queries_and_its_page_ten(
    nadia: Member, nadia_client: Client, karim: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _time in range(count):
        write(karim, nadia)
    mine = side(nadia, karim)
    mine.member = nadia
    with django_assert_num_queries(5):
        assert len(conversation_page(mine, "")["shown"]) == count
    savepoints = 2  # of a transaction within the test's own
    with django_assert_num_queries(10 + savepoints):  # three of them mark it read
        nadia_client.get(mine.get_absolute_url())
    with django_assert_num_queries(7):
        nadia_client.get(mine.get_absolute_url())


def test_inbox_goes_on_from_its_cursor(nadia: Member) -> None:
    others = [make_member(f"Voisin {number:02}") for number in range(23)]
    for other in others:
        write(other, nadia)
    first = inbox_page(nadia, "", "", archived=False)
    second = inbox_page(nadia, first["page"].next_cursor, "", archived=False)
    names = [row["other"].name for row in first["rows"] + second["rows"]]
    assert names == [other.name for other in reversed(others)]


@pytest.mark.parametrize(
    ("search", "found"),
    [("poussette", 1), ("POUSSETTES", 0), ("karim", 1), ("donnée", 0), ("a donner", 1), ("karim velo", 0), ("%", 1)],
)
def test_search_looks_in_messages_and_names(nadia: Member, karim: Member, search: str, found: int) -> None:
    write(nadia, karim)
    assert len(inbox_page(nadia, "", search, archived=False)["rows"]) == found


def test_search_finds_what_was_put_away_and_nobody_elses(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(nadia, karim)
    write(karim, make_member("Sophie T."), "La poussette est à vous.")
    archive_conversation(side=side(nadia, karim), archived=True)
    page = words(nadia_client.get("/messages/?q=poussette"))
    assert ("Karim L." in page, "Sophie T." in page) == (True, False)
    assert "Aucune conversation avec « xylophone »" in words(nadia_client.get("/messages/?q=xylophone"))


def test_opening_a_conversation_reads_it(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    assert unread_of(nadia) == 1
    response = nadia_client.get(page_of(nadia, karim))
    assert TEXT in words(response)
    assert 'aria-label="Messages"' in response.content.decode()
    assert unread_of(nadia) == 0


def test_writer_sees_that_it_was_read(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(nadia, karim)
    page = page_of(nadia, karim)
    assert words(nadia_client.get(page)).count("Lu ") == 0
    signed_in(karim).get(page)
    assert words(nadia_client.get(page)).count("Lu ") == 1


def test_message_is_sent_with_its_photo(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    response = nadia_client.post(page_of(nadia, karim), form(photos=photo_file()))
    sent = Message.objects.order_by("pk").last()
    assert sent
    assert response.headers["Location"] == f"{page_of(nadia, karim)}#message-{sent.pk}"
    assert (sent.text, sent.photos.count()) == ("Oui, volontiers.", 1)
    assert 'class="photo photo-wait message-photo"' in nadia_client.get(page_of(nadia, karim)).content.decode()


def test_a_photo_alone_is_a_message_and_nothing_is_none(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    page = page_of(nadia, karim)
    assert errors(nadia_client.post(page, form(""))) == ["Écrivez d’abord quelques mots."]
    assert nadia_client.post(page, form("", photos=photo_file())).status_code == 302
    assert nadia_client.post(page, form("👍")).status_code == 302


def test_same_form_twice_sends_once(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    once = form()
    for _time in range(2):
        assert nadia_client.post(page_of(nadia, karim), once).status_code == 302
    assert Message.objects.count() == 2


def test_contact_details_pass_only_when_their_owner_says_so(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    page, text = page_of(nadia, karim), "Appelez-moi au 06 12 34 56 78, ou nadia@example.org."
    asked = nadia_client.post(page, form(text))
    assert errors(asked) == ["Choisissez avant l’envoi."]
    assert text in words(asked)
    nadia_client.post(page, form(text, details="hide"))
    nadia_client.post(page, form(text, details="give"))
    hidden, given = Message.objects.order_by("pk")[1:]
    assert hidden.text == "Appelez-moi au •••, ou •••.\n\n(Des coordonnées ont été masquées.)"
    assert given.text == text


def test_volunteers_may_be_told_a_number(nadia: Member, nadia_client: Client) -> None:
    text = "Le 04 91 00 00 00 de la boulangerie n’est plus bon."
    assert nadia_client.post("/messages/benevoles/", form(text)).status_code == 302
    assert Message.objects.get().text == text


def test_number_is_given_by_a_press(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    address = f"{page_of(nadia, karim)}numero/"
    assert "Cela ne ressemble pas à un numéro" in errors(nadia_client.post(address, {"phone": "bonjour"}))[0]
    nadia_client.post(address, {"phone": "06 12 34 56 78"})
    page = signed_in(karim).get(page_of(karim, nadia))
    assert 'href="tel:+33612345678"' in page.content.decode()
    assert "06 12 34 56 78" in words(page)


def test_first_message_opens_the_conversation(nadia: Member, karim: Member, nadia_client: Client) -> None:
    address = f"/messages/ecrire/{karim.pk}/"
    assert "Écrire à Karim L." in words(nadia_client.get(address))
    response = nadia_client.post(address, form())
    assert response.headers["Location"].startswith(page_of(nadia, karim))
    assert nadia_client.get(address).headers["Location"] == f"{page_of(nadia, karim)}#ecrire"


def test_nobody_is_written_to_out_of_the_blue(nadia: Member, nadia_client: Client) -> None:
    quiet, merchant = make_member("Paul R."), make_member("Sophie T.")
    make_listing(manager=merchant)
    statuses = {
        member.name: nadia_client.post(f"/messages/ecrire/{member.pk}/", form()).status_code
        for member in (quiet, merchant, nadia)
    }
    assert statuses == {"Paul R.": 404, "Sophie T.": 302, "Nadia B.": 404}


def test_who_was_written_to_may_answer(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    assert signed_in(karim).get(f"/messages/ecrire/{nadia.pk}/").status_code == 302


def test_neighbours_page_offers_to_write(nadia: Member, karim: Member, nadia_client: Client) -> None:
    assert f"/messages/ecrire/{karim.pk}/" in nadia_client.get(f"/voisins/{karim.pk}/").content.decode()
    assert "Écrire un message" not in words(nadia_client.get(f"/voisins/{make_member('Paul R.').pk}/"))
    assert "Écrire un message" not in words(nadia_client.get(f"/voisins/{nadia.pk}/"))


@pytest.mark.parametrize("what", ["", "nouveaux/", "bloquer/", "numero/", "signaler/"])
def test_other_peoples_conversations_are_not_there(nadia: Member, karim: Member, what: str) -> None:
    write(nadia, karim)
    stranger = signed_in(make_member("Paul R."))
    assert stranger.get(f"{page_of(nadia, karim)}{what}").status_code == 404
    assert stranger.get(f"/messages/{'9' * 30}/{what}").status_code == 404


@pytest.mark.parametrize("what", ["archiver/", "debloquer/"])
def test_other_peoples_conversations_cannot_be_touched(nadia: Member, karim: Member, what: str) -> None:
    write(nadia, karim)
    assert signed_in(make_member("Paul R.")).post(f"{page_of(nadia, karim)}{what}").status_code == 404


def test_volunteers_do_not_read_what_neighbours_write_each_other(
    nadia: Member, karim: Member, claire_client: Client
) -> None:
    write(nadia, karim)
    assert claire_client.get(page_of(nadia, karim)).status_code == 404
    assert claire_client.get(f"/bureau{page_of(nadia, karim)}").status_code == 404


def test_open_page_gets_what_came(nadia: Member, karim: Member, nadia_client: Client) -> None:
    seen = write(karim, nadia)
    address = f"{page_of(nadia, karim)}nouveaux/"
    assert nadia_client.get(f"{address}?apres={seen.pk}").status_code == 204
    write(karim, nadia, "Venez ce soir.")
    assert "Venez ce soir." in words(nadia_client.get(f"{address}?apres={seen.pk}"))
    assert unread_of(nadia) == 0


def test_earlier_messages_have_their_page(nadia: Member, karim: Member, nadia_client: Client) -> None:
    for number in range(45):
        write(karim, nadia, f"Message {number:02}")
    page = nadia_client.get(page_of(nadia, karim))
    assert ("Message 04" in words(page), "Message 05" in words(page)) == (False, True)
    older = page.context["older"]
    assert "Message 04" in words(nadia_client.get(f"{page_of(nadia, karim)}?avant={older}"))


def test_each_day_is_said_once_in_the_day_of_here(nadia: Member, karim: Member, nadia_client: Client) -> None:
    moments = [datetime(2025, 11, 25, 22, 50, tzinfo=UTC), datetime(2025, 11, 25, 23, 10, tzinfo=UTC)]
    moments.append(datetime(2025, 11, 26, 8, 0, tzinfo=UTC))
    for moment in moments:
        Message.objects.filter(pk=write(karim, nadia).pk).update(created_at=moment)
    page = nadia_client.get(page_of(nadia, karim)).content.decode()
    assert re.findall(r'class="thread-day"><span>(.*?)</span>', page) == ["25 novembre 2025", "26 novembre 2025"]


def test_put_away_and_back(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    address = page_of(nadia, karim)
    assert "La conversation est rangée" in words(nadia_client.post(f"{address}archiver/", follow=True))
    assert "Karim L." in words(nadia_client.get("/messages/?vue=archives"))
    nadia_client.post(f"{address}archiver/", {"archiver": "0"})
    assert "Karim L." in words(nadia_client.get("/messages/"))


def test_blocking_is_explained_done_and_undone(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    address = page_of(nadia, karim)
    assert "Vous ne pourrez plus vous écrire, ni sur le site ni par e-mail." in words(
        nadia_client.get(f"{address}bloquer/")
    )
    blocked = words(nadia_client.post(f"{address}bloquer/", follow=True))
    assert "Vous avez bloqué Karim L. : vous ne pouvez plus vous écrire." in blocked
    assert "Votre message" not in blocked
    refused = signed_in(karim).post(address, form())
    assert (refused.status_code, "Ce voisin ne reçoit plus vos messages." in words(refused)) == (403, True)
    nadia_client.post(f"{address}debloquer/")
    assert Block.objects.count() == 0


def test_refused_text_is_kept(nadia: Member, karim: Member, nadia_client: Client) -> None:
    """The form was open when the other blocked."""
    write(nadia, karim)
    block_member(side=side(karim, nadia), blocked=nadia)
    response = nadia_client.post(f"/messages/ecrire/{karim.pk}/", form("Un long texte."))
    assert (response.status_code, "Un long texte." in words(response)) == (403, True)


def test_too_many_messages_wait(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    for _time in range(MESSAGE_LIMITS[0].times):
        MESSAGE_LIMITS[0].allows(str(nadia.pk))
    response = nadia_client.post(page_of(nadia, karim), form())
    assert (response.status_code, "Votre texte est conservé" in words(response)) == (429, True)


def test_too_many_new_neighbours_wait(nadia: Member, karim: Member, nadia_client: Client) -> None:
    for _time in range(START_LIMITS[0].times):
        START_LIMITS[0].allows(str(nadia.pk))
    response = nadia_client.post(f"/messages/ecrire/{karim.pk}/", form())
    assert (response.status_code, "réessayez demain" in words(response)) == (429, True)
    assert nadia_client.post("/messages/benevoles/", form()).status_code == 302


def test_report_is_told_to_who_made_it_only(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    address = page_of(nadia, karim)
    assert nadia_client.post(f"{address}signaler/", {}).status_code == 200
    page = words(nadia_client.post(f"{address}signaler/", {"reason": "rude"}, follow=True))
    assert "Vous avez signalé cette conversation." in page
    assert "signalé" not in words(signed_in(karim).get(address))
    nadia_client.post(f"{address}signaler/", {"reason": "spam"})
    assert Report.objects.count() == 1


def test_volunteers_cannot_be_blocked_or_reported(nadia: Member, nadia_client: Client) -> None:
    write(nadia, None)
    address = page_of(nadia, None)
    assert [nadia_client.get(f"{address}{what}").status_code for what in ("bloquer/", "signaler/")] == [404, 404]


def test_member_sees_who_answers(nadia: Member, claire: Member, nadia_client: Client) -> None:
    write(nadia, None)
    assert "Tous les bénévoles lisent ces messages" in words(nadia_client.get(page_of(nadia, None)))
    answer(nadia, claire)
    page = words(nadia_client.get(page_of(nadia, None)))
    assert "Claire M. vous répond, pour les bénévoles." in page
    assert "Claire M. bénévole" in page


def test_left_neighbour_is_said(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    karim.delete()
    with translation.override("fr"):
        page = words(nadia_client.get(f"/messages/{Message.objects.get().conversation_id}/"))
    assert page.count("Ce voisin est parti") == 1
    assert "Un voisin parti" in words(nadia_client.get("/messages/"))


def test_own_page_leads_to_messages(nadia: Member, karim: Member, nadia_client: Client) -> None:
    write(karim, nadia)
    assert "1 conversation avec du nouveau" in words(nadia_client.get("/moi/"))
