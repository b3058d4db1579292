"""Reading an e-mail that came from outside: whatever is in it, what comes out is small and clean."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field
from email.message import Message as Mail
from email.policy import Policy, compat32
from email.utils import getaddresses
from typing import Any

from django.conf import settings

from mcs.lib.text import clean_text
from mcs.messaging.replies import text_of_html, written_part

MAX_BYTES = 25_000_000  # of one e-mail: six photos of a phone, as mail servers let through
MOST_PARTS = 100
# What is made of an e-mail weighs fifty times its shortest lines, a thousand times its smallest parts: photos that fill
# one have 650,000 ends of line, real e-mails some tens of parts with as many headers.
MOST_LINES = 1_000_000
MOST_PIECES = 3_000  # parts and headers
READ = 200_000  # bytes of a text part that are looked at
LONGEST = 5000  # characters of a message
_ROBOTS = re.compile(r"(?:mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|bounces?)\b", re.I)
_TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")


class _Pieces:
    """Makes the parts of one e-mail. Raises ValueError for one that has no end of them, or of headers."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, policy: Policy[Any] = compat32) -> _Part:
        self.one_more()
        part = _Part(policy)
        part.pieces = self
        return part

    def one_more(self) -> None:
        self.count += 1
        if self.count > MOST_PIECES:
            raise ValueError("This e-mail is in too many pieces.")


class _Part(Mail):
    pieces: _Pieces

    def set_raw(self, name: str, value: str) -> None:
        self.pieces.one_more()
        super().set_raw(name, value)


@dataclass
class Incoming:
    """An e-mail as we take it: `sender` is "" when it names none or several."""

    sender: str = ""
    message_id: str = ""
    is_automatic: bool = False
    is_forged: bool = False
    text: str = ""
    photos: list[tuple[str, bytes]] = field(default_factory=list)
    has_other_files: bool = False
    recipients: list[str] = field(default_factory=list)


def read_mail(raw: bytes, envelope_sender: str | None = None) -> Incoming:
    """What an e-mail says. Raises ValueError for what can't be read as one."""
    if raw.count(b"\n") + raw.count(b"\r") > MOST_LINES:
        raise ValueError("This e-mail has too many lines.")
    try:
        mail = email.message_from_bytes(raw, _class=_Pieces())
        parts = _parts(mail)
    except (RecursionError, LookupError, TypeError, AttributeError) as error:
        raise ValueError("This e-mail can't be read.") from error
    senders = _addresses(mail, "From")
    incoming = Incoming(
        sender=senders[0] if len(senders) == 1 else "",
        message_id=_header(mail, "Message-ID")[:500],
        is_automatic=_is_automatic(mail, envelope_sender, senders),
        is_forged=_is_forged(mail),
        recipients=[address for name in _TO for address in _addresses(mail, name)],
    )
    _read_parts(incoming, parts)
    return incoming


def _parts(mail: Mail) -> list[Mail]:
    """The leaves of the e-mail, not what is attached as an e-mail of its own."""
    leaves: list[Mail] = []
    waiting = [mail]
    while waiting and len(leaves) < MOST_PARTS:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed([one for one in part.get_payload() if isinstance(one, Mail)]))
        else:
            leaves.append(part)
    return leaves


def _read_parts(incoming: Incoming, parts: list[Mail]) -> None:
    plain: list[str] = []
    html: list[str] = []
    for part in parts:
        kind, name = part.get_content_type(), part.get_filename() or ""
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else html).append(_text(part))
        elif part.get_content_maintype() == "image":
            incoming.photos.append((clean_text(str(name))[:60], _bytes(part)))
        else:
            incoming.has_other_files = True
    text = "\n".join(plain) if any(one.strip() for one in plain) else text_of_html("\n".join(html)[:READ])
    incoming.text = clean_text(written_part(text))[:LONGEST]


def _bytes(part: Mail) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):  # an encoding of its own making
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Mail) -> str:
    data = _bytes(part)[:READ]
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _header(mail: Mail, name: str) -> str:
    return " ".join(str(mail.get(name, "")).split())


def _addresses(mail: Mail, name: str) -> list[str]:
    values = [str(value)[:5000] for value in mail.get_all(name, [])][:10]
    return [address.lower() for _name, address in getaddresses(values) if "@" in address]


def _is_automatic(mail: Mail, envelope_sender: str | None, senders: list[str]) -> bool:
    """An absence, a bounce, a list or a machine (RFC 3834): answering those makes loops."""
    return (
        envelope_sender in ("", "<>")
        or _header(mail, "Return-Path") == "<>"
        or _header(mail, "Auto-Submitted").lower().partition(";")[0].strip() not in ("", "no")
        or _header(mail, "Precedence").lower() in ("bulk", "junk", "list", "auto_reply")
        or any(mail.get(name) for name in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Loop"))
        or mail.get_content_type() == "multipart/report"
        or any(_ROBOTS.match(sender) for sender in senders)
    )


def _is_forged(mail: Mail) -> bool:
    """Whether the mail server we believe has found that the sender's domain disowns it (RFC 8601, DMARC)."""
    if not settings.MAIL_AUTHSERV:
        return False
    results = [" ".join(str(value).split()).lower() for value in mail.get_all("Authentication-Results", [])]
    ours = [value for value in results if value.partition(";")[0].split()[:1] == [settings.MAIL_AUTHSERV]]
    return not ours or "dmarc=fail" in ours[0]
