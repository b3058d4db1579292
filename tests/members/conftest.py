"""A browser on localhost, the only place without HTTPS where passkeys live, and somebody at its keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client

from mcs.members import arrivals
from mcs.members.arrivals import Hook
from tests.members.authenticator import Json, SoftPasskey


class Visitor(Client):
    """Django's client with what a real browser would add."""

    def __init__(self) -> None:
        super().__init__(headers={"host": "localhost", "user-agent": "Mozilla/5.0 (Android 14) Gecko Firefox/140.0"})

    def ask(self, path: str, answer: object = None) -> tuple[int, Json]:
        """What passkey.js posts and gets."""
        body = "" if answer is None else answer
        response = self.post(path, body, content_type="application/json")
        return response.status_code, response.json()

    def begin(self, path: str) -> Json:
        status, body = self.ask(path)
        assert status == 200, body
        options: Json = body["options"]
        return options

    def join(self, passkey: SoftPasskey, suite: str = "/") -> str:
        """Joins and returns where she was brought."""
        options = self.begin(f"/rejoindre/cle/?suite={suite}")
        status, body = self.ask(f"/rejoindre/cle/?suite={suite}", passkey.create(options))
        assert status == 200, body
        return str(body["next"])

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.session


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def other_visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def passkey() -> SoftPasskey:
    return SoftPasskey()


@pytest.fixture
def hooks() -> Iterator[list[Hook]]:
    """The arrival hooks, empty here and as they were afterwards."""
    before = list(arrivals._hooks)
    arrivals._hooks.clear()
    yield arrivals._hooks
    arrivals._hooks[:] = before


def last_code() -> str:
    """The code in the last e-mail."""
    match = re.search(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert match, mail.outbox[-1].body
    return match[0]
