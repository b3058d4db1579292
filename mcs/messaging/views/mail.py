"""Where a mail provider posts the e-mails it receives for us."""

from __future__ import annotations

import base64
import binascii

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mcs.messaging.actions.receive import receive_mail
from mcs.messaging.addresses import read_address
from mcs.messaging.incoming import MAX_BYTES, read_mail


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def inbound_mail(request: HttpRequest) -> HttpResponse:
    """Takes one e-mail as it is (RFC 5322); answers in a word what became of it, 401 without the secret."""
    if not settings.MAIL_HOOK_SECRET:
        raise Http404
    if not constant_time_compare(_secret(request).encode(), settings.MAIL_HOOK_SECRET.encode()):
        return HttpResponse("secret?", status=401, content_type="text/plain")
    raw = request.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return HttpResponse("too heavy", status=413, content_type="text/plain")
    outcome = receive_mail(raw=raw, recipient=_recipient(request, raw))
    # Refused and unknown are answers too: anything but 200 makes a provider send the same e-mail again for days.
    return HttpResponse(outcome.value, content_type="text/plain")


def _recipient(request: HttpRequest, raw: bytes) -> str:
    """Whom the envelope names, or the first of our addresses among the e-mail's own."""
    if named := request.headers.get("X-Envelope-To", ""):
        return named
    try:
        recipients = read_mail(raw).recipients
    except ValueError:
        return ""
    return next((address for address in recipients if read_address(address)), "")


def _secret(request: HttpRequest) -> str:
    """From "Bearer <secret>", or the password of "Basic": what https://hook:<secret>@network.example sends."""
    scheme, _space, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    try:
        return base64.b64decode(value).decode().partition(":")[2] if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
