"""The mail server for answers, spoken to as mail servers do."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from mcs.members.models import Member
from mcs.messaging.addresses import reply_address
from mcs.messaging.incoming import MAX_BYTES
from mcs.messaging.models import Message
from mcs.messaging.smtp import mail_server
from mcs.website.local_site import free_port
from tests.messaging.conftest import side, write
from tests.messaging.mails import NADIA, mail

# The server answers in a thread of its own, which must see what the test wrote.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[Controller]:
    settings.REPLY_DOMAIN = "reponse.network.example"
    running = mail_server("127.0.0.1", free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def line(server: Controller) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP("127.0.0.1", server.port) as line:
        yield line


@pytest.fixture
def address(nadia: Member, karim: Member, settings: Settings) -> str:
    settings.REPLY_DOMAIN = "reponse.network.example"
    write(karim, nadia)
    return reply_address(side(nadia, karim).pk)


def refusal(line: smtplib.SMTP, sender: str, address: str, raw: bytes) -> int:
    try:
        line.sendmail(sender, [address], raw)
    except smtplib.SMTPRecipientsRefused as refused:
        return next(iter(refused.recipients.values()))[0]
    except smtplib.SMTPResponseException as refused:
        return refused.smtp_code
    return 250


def test_answer_comes_through(line: smtplib.SMTP, address: str) -> None:
    line.send_message(mail("Oui, volontiers."), NADIA, [address])
    assert [message.text for message in Message.objects.order_by("pk")][1:] == ["Oui, volontiers."]


def test_unknown_addresses_are_refused(line: smtplib.SMTP, address: str) -> None:
    unknown = ["claire@reponse.network.example", f"x{address}", "m-1-" + "a" * 24 + "@reponse.network.example"]
    assert [refusal(line, NADIA, one, mail().as_bytes()) for one in unknown] == [550, 550, 550]


def test_too_heavy_an_email_is_refused_and_the_next_one_taken(line: smtplib.SMTP, address: str) -> None:
    heavy = mail().as_bytes() + b"a" * 76 + b"\r\n" * (MAX_BYTES // 2)
    assert refusal(line, NADIA, address, heavy) == 552
    assert refusal(line, NADIA, address, mail().as_bytes()) == 250
    assert Message.objects.count() == 2


def test_bounce_is_taken_and_dropped(line: smtplib.SMTP, address: str) -> None:
    assert refusal(line, "<>", address, mail().as_bytes()) == 250
    assert Message.objects.count() == 1


def test_broken_email_is_refused_or_dropped(line: smtplib.SMTP, address: str) -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3_000))
    assert refusal(line, NADIA, address, nested) in (250, 554)
    assert Message.objects.count() == 1
