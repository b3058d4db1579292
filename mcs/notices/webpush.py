"""Web Push: a message written for one browser alone (RFC 8291), signed as ours (RFC 8292), left at its push service."""

from __future__ import annotations

import os
import time
from base64 import urlsafe_b64decode
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

from mcs.lib.fetch import FetchFailed, FetchRefused, Guard, check_address, post_body

LASTS = 24 * 3600  # seconds a push service keeps it for a telephone that is off
SIGNED_FOR = 12 * 3600  # at most a day (RFC 8292, section 2)
GUARD = Guard(ports=frozenset({443}))  # tests allow their own push service here, explicitly


class DeviceGone(Exception):  # noqa: N818 — an answer, not an error
    """The browser no longer wants to be told, or its address is none to write to."""


class PushAway(Exception):  # noqa: N818 — an answer, not an error
    """The push service does not take it now."""


def make_key() -> None:
    """Makes the network's key once, in a file that only its owner reads, unless the operator gives one."""
    if settings.VAPID_KEY or settings.VAPID_KEY_FILE.exists():
        return
    key = Vapid02()
    key.generate_keys()
    handle = os.open(settings.VAPID_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_pem())


def public_key() -> str:
    """What a browser is given to know us by; empty while there is no key, and then nothing is offered."""
    key = _key(settings.VAPID_KEY, settings.VAPID_KEY_FILE)
    if key is None:
        return ""
    point = key.public_key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return str(b64urlencode(point))


def _key(text: str, file: Path) -> Vapid02 | None:
    if text:
        return _given_key(text)
    return _kept_key(file) if file.exists() else None


@lru_cache(maxsize=2)
def _given_key(text: str) -> Vapid02:
    return Vapid02.from_string(text)


@lru_cache(maxsize=2)
def _kept_key(file: Path) -> Vapid02:
    return Vapid02.from_pem(file.read_bytes())


def is_safe_endpoint(endpoint: str) -> bool:
    """Whether it is an address of the open internet, over TLS."""
    try:
        check_address(endpoint, guard=GUARD)
    except (FetchRefused, FetchFailed):
        return False
    return endpoint.startswith("https://")


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether a message can be written for a browser with these."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(p256dh))
        return len(_decoded(auth)) == 16
    except ValueError:
        return False


def _decoded(text: str) -> bytes:
    """Base64url without its padding, as browsers write it. Raises ValueError."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def send(endpoint: str, p256dh: str, auth: str, message: bytes) -> None:
    """Leaves the message at the browser's push service. Raises DeviceGone and PushAway."""
    key = _key(settings.VAPID_KEY, settings.VAPID_KEY_FILE)
    if key is None:
        raise PushAway("There is no key.")
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + SIGNED_FOR,
        "sub": f"mailto:{settings.VOLUNTEERS_EMAIL}",
    }
    headers = {
        **key.sign(claims),
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(LASTS),
        "Urgency": "normal",
    }
    once = ec.generate_private_key(ec.SECP256R1())
    body = http_ece.encrypt(message, private_key=once, dh=_decoded(p256dh), auth_secret=_decoded(auth))
    try:
        status = post_body(endpoint, body, headers, guard=GUARD)
    except FetchRefused as error:
        raise DeviceGone from error
    except FetchFailed as error:
        raise PushAway(str(error)) from error
    if status in (404, 410):
        raise DeviceGone
    if not 200 <= status < 300:
        raise PushAway(f"It answers {status}.")
