"""The address that answers a conversation by e-mail: one a side, signed, and saying nothing of anybody."""

from __future__ import annotations

import base64
import re

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Lower case only: some servers change the case of what stands before the "@".
_ADDRESS = re.compile(r"m-(\d{1,18})-([a-z2-7]{24})", re.ASCII)


def reply_address(side_pk: int) -> str:
    """Where that side of a conversation answers by e-mail; "" where the network takes no e-mails."""
    if not settings.REPLY_DOMAIN:
        return ""
    return f"m-{side_pk}-{_signature(side_pk)}@{settings.REPLY_DOMAIN}"


def read_address(address: str) -> int | None:
    """The key of the side that address was made for; None when we did not make it."""
    local, _at, domain = address.strip().lower().rpartition("@")
    found = _ADDRESS.fullmatch(local)
    if not settings.REPLY_DOMAIN or domain != settings.REPLY_DOMAIN or found is None:
        return None
    side_pk = int(found.group(1))
    return side_pk if constant_time_compare(found.group(2), _signature(side_pk)) else None


def _signature(side_pk: int) -> str:
    """120 bits of HMAC, in the letters that every mail server lets through."""
    digest = salted_hmac("mcs.messaging.reply", str(side_pk), algorithm="sha256").digest()
    return base64.b32encode(digest[:15]).decode().lower()
