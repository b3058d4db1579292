"""Six digits by e-mail, typed in the same browser: never a link, which mail scanners would follow and burn.

The session holds a keyed hash of the code and the address it went to. Whether anybody has that address is not looked
up before the code is right, so neither the answer nor its time tells.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcs.lib.ratelimit.limits import client_block
from mcs.members import mail
from mcs.members.models import Member
from mcs.members.rules import (
    CODE_TRIES,
    CODES_FROM_ADDRESS,
    CODES_IN_SESSION,
    CODES_TO_MAILBOX,
    CODES_TO_MAILBOX_FROM,
    Refusal,
    check_limit,
)

LIFETIME = 600  # seconds
PAUSE = 30  # seconds between two codes to one mailbox: a second press must not kill the code already on its way
KEY = "members.code"


@dataclass(frozen=True)
class PendingCode:
    """A code on its way. `member` is whose address it will become, empty for somebody who comes in."""

    email: str
    digest: str
    nonce: str
    sent_at: float
    member: str


def send_code(request: HttpRequest, *, email: str) -> bool:
    """Sends a code to the address; False when one has just left. Raises Refusal beyond the limits."""
    before = pending_code(request)
    if before and before.email == email and time.time() - before.sent_at < PAUSE:
        return False
    check_limit(CODES_FROM_ADDRESS, client_block(request))
    if request.session.session_key:
        check_limit(CODES_IN_SESSION, request.session.session_key)
    check_limit(CODES_TO_MAILBOX_FROM, f"{client_block(request)} {email}")
    for limit in CODES_TO_MAILBOX:
        check_limit(limit, email)
    code, nonce = f"{secrets.randbelow(10**6):06}", secrets.token_hex(16)
    pending = PendingCode(email, _digest(nonce, code), nonce, time.time(), _member_key(request))
    request.session[KEY] = asdict(pending)
    mail.send("sign_in_code", to=email, context={"code": code}, language=get_language() or "fr")
    return True


def pending_code(request: HttpRequest) -> PendingCode | None:
    """The code this visitor, or this member for her own address, was sent; None when there is none to type."""
    state = request.session.get(KEY)
    if state is None or state["member"] != _member_key(request):
        return None
    return PendingCode(**state)


def use_code(request: HttpRequest, typed: str) -> str:
    """The address the right code went to; the code is spent. Raises Refusal for a wrong, old or worn-out one."""
    pending = pending_code(request)
    if pending is None:
        raise Refusal(_("There is no code waiting here. Ask for a new one."))
    # Counted in the database before comparing: tries sent all at once can't read the same counter.
    if not CODE_TRIES.allows(pending.nonce):
        raise Refusal(_("This code was tried too often, so it no longer works. Ask for a new one."), 429)
    if time.time() - pending.sent_at > LIFETIME:
        raise Refusal(_("This code is more than ten minutes old. Ask for a new one."))
    if not constant_time_compare(_digest(pending.nonce, typed), pending.digest):
        raise Refusal(_("That is not the code we sent. Check the six digits."))
    del request.session[KEY]
    return pending.email


def _digest(nonce: str, code: str) -> str:
    return salted_hmac("members.code", f"{nonce} {code}", algorithm="sha256").hexdigest()


def _member_key(request: HttpRequest) -> str:
    return str(request.user.pk) if isinstance(request.user, Member) else ""
