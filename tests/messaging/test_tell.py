"""The e-mail that tells of messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from pytest_django import Settings

from mcs.members.models import Member
from mcs.messaging.actions.keep import block_member, take_conversation
from mcs.messaging.actions.receive import receive_mail
from mcs.messaging.actions.send import TELL_AFTER, give_number
from mcs.messaging.actions.tell import tell_unread
from mcs.messaging.actions.unread import mark_read
from mcs.messaging.models import Message
from tests.factories import make_member, make_volunteer
from tests.messaging.conftest import side, volunteers_side, write

pytestmark = pytest.mark.django_db
LATER = TELL_AFTER + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _takes_mail(settings: Settings) -> None:
    settings.REPLY_DOMAIN = "reponse.network.example"


def later() -> int:
    """Tells what is due a moment from now."""
    with time_machine.travel(datetime.now(UTC) + LATER, tick=False):
        return tell_unread()


def test_one_email_tells_of_all_that_is_unread(nadia: Member, karim: Member) -> None:
    write(karim, nadia, "Bonjour Nadia.")
    write(karim, nadia, "La poussette est à vous.")
    assert tell_unread() == 0
    assert (later(), later()) == (1, 0)
    (told,) = mail.outbox
    assert (told.to, told.subject) == (["nadia@network.example"], "Karim L. vous a écrit")
    assert told.from_email == '"Karim L. (Marseille Connection Sud)" <bonjour@localhost>'
    assert "Bonjour Nadia." in str(told.body)
    assert "La poussette est à vous." in str(told.body)
    assert f"{side(nadia, karim).get_absolute_url()}\n" in str(told.body)
    assert "karim@network.example" not in told.message().as_string()


def test_what_was_read_in_the_page_is_not_mailed(nadia: Member, karim: Member) -> None:
    message = write(karim, nadia)
    mark_read(side=side(nadia, karim), upto=message.pk)
    assert later() == 0


def test_what_was_told_is_not_told_again(nadia: Member, karim: Member) -> None:
    write(karim, nadia, "Premier.")
    later()
    write(karim, nadia, "Second.")
    later()
    assert ["Premier." in str(told.body) for told in mail.outbox] == [True, False]


def test_answering_the_email_reads_and_comes_back_to_the_conversation(nadia: Member, karim: Member) -> None:
    write(karim, nadia)
    later()
    (told,) = mail.outbox
    quoted = "\n".join(f"> {line}" for line in str(told.body).splitlines())
    raw = f"From: nadia@network.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOui.\n\n{quoted}".encode()
    assert receive_mail(raw=raw, recipient=told.reply_to[0]) == "passed on"
    assert [message.text for message in Message.objects.order_by("pk")][1:] == ["Oui."]
    assert side(nadia, karim).unread == 0


def test_answer_above_our_own_words_without_quote_marks_is_cut(nadia: Member, karim: Member) -> None:
    """As some mail programs quote the HTML version."""
    write(karim, nadia)
    later()
    raw = f"From: nadia@network.example\r\n\r\nOui.\n\n{mail.outbox[0].body}".encode()
    receive_mail(raw=raw, recipient=mail.outbox[0].reply_to[0])
    assert Message.objects.order_by("pk")[1].text == "Oui."


def test_network_without_a_mail_domain_offers_no_answer(nadia: Member, karim: Member, settings: Settings) -> None:
    settings.REPLY_DOMAIN = ""
    write(karim, nadia)
    later()
    (told,) = mail.outbox
    assert (told.reply_to, "##-" in str(told.body), "répondre simplement" in str(told.body)) == ([], False, False)


def test_member_without_an_email_or_who_blocked_is_not_mailed(nadia: Member, karim: Member) -> None:
    write(nadia, make_member("Paul R."))
    write(karim, nadia)
    block_member(side=side(nadia, karim), blocked=karim)
    assert later() == 0
    assert side(nadia, karim).tell_at is None


def test_an_address_that_is_none_keeps_nobody_waiting(nadia: Member, karim: Member) -> None:
    write(karim, make_member("Paul R.", email="paul"))
    write(karim, nadia)
    assert (later(), later()) == (1, 0)


def test_hostile_text_is_shown_as_text(nadia: Member, karim: Member) -> None:
    write(karim, nadia, "<script>alert(1)</script>")
    give_number(sender=side(karim, nadia), author=karim, phone="+33612345678")
    later()
    (told,) = mail.outbox
    assert isinstance(told, mail.EmailMultiAlternatives)
    html = str(told.alternatives[0][0])
    assert ("<script>" in html, "&lt;script&gt;" in html) == (False, True)
    assert "Téléphone\xa0: 06\xa012\xa034\xa056\xa078" in str(told.body)


def test_volunteers_are_told_all_or_only_the_one_who_answers(nadia: Member, claire: Member) -> None:
    make_volunteer(name="Marc D.", email="marc@network.example")
    write(nadia, None)
    later()
    take_conversation(side=volunteers_side(nadia), volunteer=claire)
    write(nadia, None)
    later()
    to = [told.to[0] for told in mail.outbox]
    assert sorted(to[:2]) + to[2:] == ["claire@network.example", "marc@network.example", "claire@network.example"]
