"""A mail server that keeps what it gets."""

from __future__ import annotations

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller


class Mailbox:
    """Use as a context manager; `letters` holds what arrived, oldest first."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        with socket.socket() as probe:
            probe.bind((self.host, 0))
            self.port: int = probe.getsockname()[1]
        self._server = Controller(self, hostname=self.host, port=self.port)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 — aiosmtpd's name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def last_text(self, to: str) -> str:
        """The plain words of the newest letter to that address; an AssertionError when there is none."""
        found = [letter for letter in self.letters if to in letter["To"]]
        assert found, f"No letter to {to}; letters went to {[letter['To'] for letter in self.letters]}"
        body = found[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())
