"""From a notice to a mailbox: the words, the queue, a real mail server, and a mail server that is away."""

from __future__ import annotations

import email
import smtplib
import socket
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.core.exceptions import ValidationError
from django_tasks_db.models import DBTaskResult

from mcs.notices.actions.email import deliver_email, write_email
from mcs.notices.notice import Notice
from mcs.notices.sending import send_email
from mcs.notices.tasks import RETRY_AFTER, deliver
from tests.notices.conftest import Mailbox

pytestmark = pytest.mark.django_db
ADDRESS = "nadia@example.org"


def test_send_email_reaches_the_mailbox_as_text_and_html(greeting: type[Notice]) -> None:
    send_email(notice=greeting, to=ADDRESS, context={"who": "l'atelier <b>"})
    (sent,) = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert sent.to == [ADDRESS]
    assert sent.from_email == "Marseille Connection Sud <bonjour@localhost>"
    assert sent.subject == "Bonjour l'atelier <b>"
    assert str(sent.body).splitlines()[0] == "À l'atelier <b>"
    assert "<p>À l&#x27;atelier &lt;b&gt;</p>" in str(sent.alternatives[0][0])
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_send_email_speaks_the_language_of_its_reader(greeting: type[Notice]) -> None:
    send_email(notice=greeting, to=ADDRESS, context={"who": "Jo"}, language="en")
    assert "Free, neighbourly, without advertising." in str(mail.outbox[0].body)
    assert mail.outbox[0].extra_headers["Content-Language"] == "en"


def test_subject_stays_one_line_whatever_a_name_holds(greeting: type[Notice]) -> None:
    send_email(notice=greeting, to=ADDRESS, context={"who": "x\r\nBcc: all@example.org\x00\u2028fin"})
    assert mail.outbox[0].subject == "Bonjour x Bcc: all@example.org fin"


@pytest.mark.parametrize("to", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "", "Nadia"])
def test_write_email_refuses_what_is_not_one_address(greeting: type[Notice], to: str) -> None:
    with pytest.raises(ValidationError):
        write_email(notice=greeting, to=to, context={"who": "Jo"}, language="fr")


def test_deliver_email_drops_what_came_too_late(greeting: type[Notice]) -> None:
    written = write_email(notice=greeting, to=ADDRESS, context={"who": "Jo"}, language="fr")
    with time_machine.travel(datetime.now(UTC) + greeting.lifetime + timedelta(seconds=1), tick=False):
        assert deliver_email(email=written) is False
    assert mail.outbox == []


def test_deliver_email_goes_through_a_real_server(greeting: type[Notice], mailbox: Mailbox) -> None:
    send_email(notice=greeting, to=ADDRESS, context={"who": "Jérôme"})
    (received,) = mailbox.messages
    assert received["Subject"] == "Bonjour Jérôme"
    assert received["From"] == "Marseille Connection Sud <bonjour@localhost>"
    assert received["To"] == ADDRESS
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]


@pytest.fixture
def queue(settings: LazySettings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["mail"]}}


@pytest.fixture
def server_away(settings: LazySettings, unused_tcp_port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port


@pytest.mark.usefixtures("queue")
def test_deliver_comes_back_later_when_the_server_says_nothing(greeting: type[Notice], settings: LazySettings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 0.1
    written = write_email(notice=greeting, to=ADDRESS, context={"who": "Jo"}, language="fr")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        deliver.func(email=written)
    assert DBTaskResult.objects.get().args_kwargs["kwargs"]["attempt"] == 1


@pytest.mark.usefixtures("queue", "server_away")
def test_deliver_comes_back_later_while_the_server_is_away(greeting: type[Notice]) -> None:
    written = write_email(notice=greeting, to=ADDRESS, context={"who": "Jo"}, language="fr")
    with time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=UTC), tick=False):
        deliver.func(email=written, attempt=1)
    job = DBTaskResult.objects.get()
    assert (job.queue_name, job.args_kwargs["kwargs"]["attempt"]) == ("mail", 2)
    assert job.run_after == datetime(2026, 11, 24, 10, 3, tzinfo=UTC)


@pytest.mark.usefixtures("queue", "server_away")
def test_deliver_fails_in_the_open_after_the_last_attempt(greeting: type[Notice]) -> None:
    written = write_email(notice=greeting, to=ADDRESS, context={"who": "Jo"}, language="fr")
    with pytest.raises(OSError, match="refused"):
        deliver.func(email=written, attempt=len(RETRY_AFTER))
    assert DBTaskResult.objects.count() == 0


def test_a_refusal_by_the_server_is_an_oserror() -> None:
    assert issubclass(smtplib.SMTPException, OSError)


def test_email_in_somebodys_name_keeps_the_networks_address(greeting: type[Notice]) -> None:
    hostile = 'Nadia "B." <x@example.org>\r\nBcc: all@example.org'
    send_email(notice=greeting, to=ADDRESS, context={"who": "Jo"}, sender=hostile, reply_to="m-1-abc@example.org")
    (sent,) = mail.outbox
    message = email.message_from_bytes(sent.message().as_bytes(), policy=default)
    assert [address.addr_spec for address in message["From"].addresses] == ["bonjour@localhost"]
    assert (message["Reply-To"], message["Bcc"]) == ("m-1-abc@example.org", None)
