"""A small mail server for answers: it knows only the addresses we made, and keeps no e-mail."""

from __future__ import annotations

import asyncio
import logging

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connections

from mcs.messaging.actions.receive import Outcome, receive_mail
from mcs.messaging.addresses import read_address
from mcs.messaging.incoming import MAX_BYTES

MOST_RECIPIENTS = 5
ANSWERS = {
    Outcome.UNKNOWN: "550 5.1.1 No such conversation",
    Outcome.UNREADABLE: "554 5.6.0 This e-mail can't be read",
}
logger = logging.getLogger(__name__)


class Answers:
    """What is done with each command of a mail server that delivers to us."""

    async def handle_RCPT(  # noqa: N802 — named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if read_address(address) is None:
            return ANSWERS[Outcome.UNKNOWN]
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        return await asyncio.to_thread(self._receive, envelope)

    def _receive(self, envelope: Envelope) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            outcomes = [
                receive_mail(raw=raw, recipient=address, envelope_sender=envelope.mail_from)
                for address in envelope.rcpt_tos
            ]
        except Exception:  # the sending server keeps the e-mail and comes back: nothing is lost
            logger.exception("An e-mail could not be taken in.")
            return "451 4.3.0 Please come back later"
        finally:
            connections.close_all()  # this thread may never be used again
        refusals = [ANSWERS[outcome] for outcome in outcomes if outcome in ANSWERS]
        return refusals[0] if len(refusals) == len(outcomes) and refusals else "250 Taken in"


def mail_server(host: str, port: int) -> Controller:
    """A server, not started yet; it refuses what is heavier than MAX_BYTES before reading it all."""
    return Controller(Answers(), hostname=host, port=port, data_size_limit=MAX_BYTES, enable_SMTPUTF8=True)
