"""A notice of the tests' own, with its words, and a real mail server."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.conf import LazySettings

from mcs.notices.notice import Notice


class Greeting(Notice):
    name = "greeting"
    subject = "Bonjour %(who)s"
    template = "greeting"


@pytest.fixture
def greeting(tmp_path: Path, settings: LazySettings) -> type[Notice]:
    (tmp_path / "greeting.txt").write_text(
        "{% extends 'notices/email/base.txt' %}{% block content %}À {{ who }}{% endblock %}"
    )
    (tmp_path / "greeting.html").write_text(
        "{% extends 'notices/email/base.html' %}{% block content %}<p>À {{ who }}</p>{% endblock %}"
    )
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    return Greeting


class Mailbox(Message):
    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.messages: list[EmailMessage] = []

    def handle_message(self, message: email.message.Message) -> None:
        self.messages.append(email.message_from_bytes(message.as_bytes(), policy=default))


@pytest.fixture
def mailbox(settings: LazySettings, unused_tcp_port: int) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=unused_tcp_port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port
    yield box
    controller.stop()


@pytest.fixture
def unused_tcp_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
