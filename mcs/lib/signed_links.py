"""What the signed links of e-mails carry, read again: forged, too old, or good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import Http404


class LinkExpired(Exception):  # noqa: N818 — an answer, not an error
    """The link was ours, and is too old."""


def read_link(token: str, *, salt: str, max_age: timedelta | int) -> Any:
    """The value that was signed with that salt. Raises LinkExpired after `max_age` (seconds, or a timedelta), Http404
    when it is forged."""
    try:
        return signing.loads(token, salt=salt, max_age=max_age)
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except signing.BadSignature as error:
        raise Http404 from error
