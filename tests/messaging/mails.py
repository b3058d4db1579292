"""E-mails as they come from outside."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import make_msgid

NADIA = "nadia@network.example"


def mail(text: str = "Oui, volontiers.", *, sender: str = f"Nadia <{NADIA}>", **headers: str) -> EmailMessage:
    """An answer from a mail program; headers by name, "_" for "-"."""
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = "Re: Karim L. vous a écrit"
    message["Message-ID"] = make_msgid(domain="network.example")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message
