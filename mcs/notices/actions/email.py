"""Writing an e-mail from its templates, and handing it to the mail server."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from email.utils import formataddr, make_msgid, parseaddr
from typing import Any, NotRequired, TypedDict
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import DatabaseError
from django.template import loader
from django.template.context import make_context
from django.utils import timezone, translation

from mcs.notices.budget import record_sent
from mcs.notices.enums import Lane
from mcs.notices.notice import Notice

NBSP = "\u00a0"


class Email(TypedDict):
    """A written e-mail, as its job carries it. The id is given once, so that a message sent twice is shown once.

    `sender` is a name put before the network's own address; `reply_to` is where an answer goes, if anywhere else.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    useless_after: str
    lane: str
    unsubscribe: str  # the absolute address that takes one press; empty for what was asked for
    sender: NotRequired[str]
    reply_to: NotRequired[str]


def write_email(
    *,
    notice: type[Notice],
    to: str,
    context: dict[str, Any],
    language: str,
    sender: str = "",
    reply_to: str = "",
    unsubscribe: str = "",
) -> Email:
    """The notice in the receiver's language. Raises ValidationError for what is not one e-mail address."""
    validate_email(to)
    values = {
        **context,
        "network_name": settings.NETWORK_NAME,
        "network_url": settings.NETWORK_URL.rstrip("/"),
        "volunteers_email": settings.VOLUNTEERS_EMAIL,
        "language": language,
        "unsubscribe": unsubscribe,
    }
    with translation.override(language):
        # One line whatever a name in it holds: a newline in a header would start another header.
        subject = _one_line(str(notice.subject) % values)
        return Email(
            id=make_msgid(domain=urlsplit(settings.NETWORK_URL).hostname),
            to=to,
            subject=subject,
            text=_render(f"{notice.template}.txt", values, escaped=False).strip() + "\n",
            html=_render(f"{notice.template}.html", {**values, "subject": subject}, escaped=True),
            language=language,
            useless_after=(timezone.now() + notice.lifetime).isoformat(),
            lane=notice.lane,
            unsubscribe=unsubscribe,
            sender=_one_line(sender),
            reply_to=reply_to,
        )


def deliver_email(*, email: Email) -> bool:
    """Hands the e-mail to the server; False when it came too late to be worth sending.

    Raises OSError (smtplib's errors are OSErrors) when the server can't be reached or refuses.
    """
    if timezone.now() > datetime.fromisoformat(email["useless_after"]):
        return False
    headers = {
        "Message-ID": email["id"],
        "Content-Language": email["language"],
        "Auto-Submitted": "auto-generated",  # RFC 3834: no "out of office" comes back
    }
    if email.get("unsubscribe"):  # one press in the mail program, RFC 2369 and RFC 8058
        headers["List-Unsubscribe"] = f"<{email['unsubscribe']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        email["subject"],
        email["text"],
        _from(email.get("sender", "")),
        to=[email["to"]],
        headers=headers,
        reply_to=[email["reply_to"]] if email.get("reply_to") else None,
    )
    message.attach_alternative(email["html"], "text/html")
    message.send()
    if email.get("lane", Lane.TRANSACTIONAL) == Lane.TRANSACTIONAL:  # the others were counted when they were queued
        with suppress(DatabaseError):  # one not counted is better than one sent again
            record_sent(Lane.TRANSACTIONAL)
    return True


def _from(sender: str) -> str:
    """The network's address, under its own name or another's."""
    return formataddr((sender, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])) if sender else settings.DEFAULT_FROM_EMAIL


def _one_line(text: str) -> str:
    """A space that may not break is kept: French stands on it."""
    printable = "".join(character if character.isprintable() or character == NBSP else " " for character in text)
    return re.sub(r" +", " ", printable).strip()


def _render(template: str, values: dict[str, Any], *, escaped: bool) -> str:
    """Plain text is not HTML: an apostrophe stays an apostrophe."""
    django_template = loader.get_template(template).template  # type: ignore[attr-defined]
    return str(django_template.render(make_context(values, autoescape=escaped)))
