"""Answers by e-mail: passed on, refused with a reason, or dropped."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from pytest_django import Settings

from mcs.members.models import Member
from mcs.messaging.actions.keep import block_member
from mcs.messaging.actions.receive import Outcome, receive_mail
from mcs.messaging.addresses import read_address, reply_address
from mcs.messaging.incoming import MAX_BYTES
from mcs.messaging.models import Message
from mcs.messaging.rules import MESSAGE_LIMITS
from tests.board.conftest import photo_file
from tests.factories import make_member
from tests.messaging.conftest import side, volunteers_side, write
from tests.messaging.mails import NADIA, mail

pytestmark = pytest.mark.django_db
HOOK = "/messages/courrier/"


@pytest.fixture(autouse=True)
def _takes_mail(settings: Settings) -> None:
    settings.REPLY_DOMAIN = "reponse.network.example"
    settings.MAIL_HOOK_SECRET = "only-for-tests"


@pytest.fixture
def address(nadia: Member, karim: Member) -> str:
    """Where Nadia answers Karim."""
    write(karim, nadia)
    return reply_address(side(nadia, karim).pk)


def receive(message: EmailMessage, address: str, **values: Any) -> Outcome:
    return receive_mail(raw=message.as_bytes(), recipient=address, **values)


def last_text() -> str:
    message = Message.objects.order_by("pk").last()
    assert message
    return message.text


def post(client: Client, raw: bytes, **headers: str) -> Any:
    headers = {"Authorization": "Bearer only-for-tests"} | headers
    return client.post(HOOK, raw, content_type="message/rfc822", headers=headers)


def test_address_says_nothing_and_cannot_be_guessed(address: str, nadia: Member, karim: Member) -> None:
    assert read_address(address.upper()) == side(nadia, karim).pk
    local, _at, domain = address.partition("@")
    key, signature = local.split("-")[1:]
    forged = f"m-{int(key) + 1}-{signature}@{domain}"
    assert [read_address(one) for one in (forged, f"{local}@autre.example", "", "m-1-é@x", "@" * 100)] == [None] * 5


def test_answer_reaches_the_conversation(address: str, nadia: Member, karim: Member) -> None:
    assert receive(mail("Oui, volontiers.\n\nLe 3 nov. 2026, Karim L. a écrit :\n> Bonjour"), address) == "passed on"
    message = Message.objects.order_by("pk")[1]
    assert (message.text, message.author, message.channel) == ("Oui, volontiers.", nadia, "email")
    assert side(karim, nadia).unread == 1


def test_both_addresses_and_numbers_stay_hidden(address: str) -> None:
    receive(mail(f"Je suis au 06 12 34 56 78.\nNadia <{NADIA}>"), address)
    assert last_text() == "Je suis au •••.\nNadia <•••>\n\n(Des coordonnées ont été masquées.)"


def test_same_email_twice_is_one_message(address: str) -> None:
    message = mail()
    assert [receive(message, address) for _time in range(2)] == ["passed on", "passed on"]
    assert Message.objects.count() == 2


def test_photos_come_along_and_other_files_are_told(address: str) -> None:
    message = mail("La voici.")
    message.add_attachment(photo_file().read(), maintype="image", subtype="jpeg", filename="poussette.jpg")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="x.pdf")
    message.add_attachment(b"no picture", maintype="image", subtype="jpeg", filename="x.jpg")
    assert receive(message, address) == "passed on"
    sent = Message.objects.order_by("pk")[1]
    assert (sent.text, sent.photos.count()) == ("La voici.\n\n(Un fichier de cet e-mail n’a pas été transmis.)", 1)


def test_html_alone_is_read(address: str) -> None:
    message = mail()
    message.set_content("<p>Oui, <b>mardi</b>.</p><blockquote>Bonjour</blockquote>", subtype="html")
    receive(message, address)
    assert last_text() == "Oui, mardi."


def test_wrong_sender_is_told_once_a_day(address: str) -> None:
    forged = mail(sender="Nadia <autre@network.example>")
    assert [receive(forged, address) for _time in range(3)] == ["refused"] * 3
    assert Message.objects.count() == 1
    (told,) = outbox.outbox
    assert told.to == ["autre@network.example"]
    assert "Répondez depuis l’adresse où vous avez reçu le message." in str(told.body)
    assert NADIA not in str(told.body)


@pytest.mark.parametrize("sender", ["", "Nadia", f"{NADIA}, autre@network.example", "<>", "a@b@c"])
def test_sender_that_is_nobody_is_told_nothing(address: str, sender: str) -> None:
    raw = f"From: {sender}\r\nSubject: x\r\n\r\nBonjour".encode()
    assert receive_mail(raw=raw, recipient=address) == "refused"
    assert (Message.objects.count(), outbox.outbox) == (1, [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<liste.example>"},
        {"Return_Path": "<>"},
        {"sender": "MAILER-DAEMON@network.example"},
        {"sender": "no-reply@network.example"},
    ],
)
def test_machines_are_dropped_in_silence(address: str, headers: dict[str, str]) -> None:
    assert receive(mail(**headers), address) == "dropped"
    assert (Message.objects.count(), outbox.outbox) == (1, [])


def test_bounce_is_dropped_and_a_person_is_not(address: str) -> None:
    assert receive(mail(), address, envelope_sender="") == "dropped"
    assert receive(mail(Auto_Submitted="no"), address, envelope_sender=NADIA) == "passed on"


def test_our_own_email_coming_back_makes_no_loop(address: str) -> None:
    receive(mail(sender="autre@network.example"), address)
    (ours,) = outbox.outbox
    assert receive_mail(raw=ours.message().as_bytes(), recipient=address) == "dropped"


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("mx.network.example; dmarc=pass", "passed on"),
        ("mx.network.example; dmarc=fail", "dropped"),
        ("mx.liar.example; dmarc=pass", "dropped"),
        ("", "dropped"),
    ],
)
def test_forged_sender_is_dropped_when_our_mail_server_says_so(
    address: str, settings: Settings, result: str, outcome: str
) -> None:
    settings.MAIL_AUTHSERV = "mx.network.example"
    assert receive(mail(Authentication_Results=result), address) == outcome


@pytest.mark.parametrize("text", ["", "> Bonjour", "-- \nNadia"])
def test_email_without_words_is_told(address: str, text: str) -> None:
    assert receive(mail(text), address) == "refused"
    assert "Nous n’y avons pas trouvé de texte de vous." in str(outbox.outbox[0].body)


def test_blocked_neighbour_cannot_answer_by_email(address: str, nadia: Member, karim: Member) -> None:
    block_member(side=side(karim, nadia), blocked=nadia)
    assert receive(mail(), address) == "refused"
    assert "Ce voisin ne reçoit plus vos messages." in str(outbox.outbox[0].body)


def test_too_many_emails_are_refused(address: str, nadia: Member) -> None:
    for _time in range(MESSAGE_LIMITS[0].times):
        MESSAGE_LIMITS[0].allows(str(nadia.pk))
    assert receive(mail(), address) == "refused"


def test_any_volunteer_answers_from_their_own_address(nadia: Member, claire: Member) -> None:
    write(nadia, None)
    address = reply_address(volunteers_side(nadia).pk)
    assert receive(mail("Le 04 91 00 00 00 est bon.", sender="claire@network.example"), address) == "passed on"
    assert receive(mail(sender=NADIA), address) == "refused"
    assert last_text() == "Le 04 91 00 00 00 est bon."
    assert volunteers_side(nadia).holder == claire


def test_hook_wants_its_secret(client: Client, address: str, settings: Settings) -> None:
    raw = mail(To=address).as_bytes()
    assert post(client, raw, Authorization="Bearer other").status_code == 401
    assert post(client, raw, Authorization="Basic %%%").status_code == 401
    assert client.post(HOOK, raw, content_type="message/rfc822").status_code == 401
    settings.MAIL_HOOK_SECRET = ""
    assert post(client, raw).status_code == 404
    assert Message.objects.count() == 1


def test_hook_passes_an_email_on(client: Client, address: str) -> None:
    assert post(client, mail("Un", To=f"Karim <{address}>").as_bytes()).content == b"passed on"
    basic = "Basic aG9vazpvbmx5LWZvci10ZXN0cw=="
    raw = mail("Deux").as_bytes()
    assert post(client, raw, Authorization=basic, **{"X-Envelope-To": address}).content == b"passed on"
    assert post(client, mail().as_bytes()).content == b"unknown address"
    assert Message.objects.count() == 3


def test_hook_refuses_what_is_too_heavy(client: Client, address: str) -> None:
    assert post(client, b"a" * 30_000_000).status_code == 413
    assert MAX_BYTES < 30_000_000


def test_somebody_who_left_no_longer_answers(nadia: Member, address: str) -> None:
    make_member("Autre", email="autre@network.example")
    Member.objects.filter(pk=nadia.pk).update(is_active=False)
    assert receive(mail(), address) == "refused"
