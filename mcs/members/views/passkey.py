"""What static/js/passkey.js asks: an empty post begins a ceremony, one with the device's answer finishes it.

Answers are JSON: {"options", "token"}, then {"next": URL}, or {"error": a sentence} with a status of 400, 403 or 429.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mcs.lib.ratelimit.limits import client_block
from mcs.members import actions, passkeys
from mcs.members.arrivals import arrive
from mcs.members.destination import destination
from mcs.members.devices import device_name
from mcs.members.models import Member
from mcs.members.reauth import holds_passkey, must_confirm, note_passkey_used
from mcs.members.rules import CEREMONIES, JOINS, Refusal, check_limit, check_not_spent

LONGEST_ANSWER = 20_000  # bytes; an answer without attestation takes about 1,000
Step = Callable[[HttpRequest, dict[str, Any] | None], JsonResponse]


def ceremony(step: Step) -> Callable[[HttpRequest], JsonResponse]:
    """Reads the device's answer for the view (None: the ceremony begins), and says refusals in JSON."""

    @require_POST
    @wraps(step)
    def view(request: HttpRequest) -> JsonResponse:
        try:
            check_limit(CEREMONIES, client_block(request))
            return step(request, _answer(request))
        except Refusal as refusal:
            if refusal.url:
                return JsonResponse({"next": refusal.url})
            return JsonResponse({"error": str(refusal.sentence)}, status=refusal.status)

    return view


@login_not_required
@ceremony
def join_passkey(request: HttpRequest, answer: dict[str, Any] | None) -> JsonResponse:
    """A new member, signed in, with nothing typed."""
    if request.user.is_authenticated:
        return JsonResponse({"next": destination(request)})
    if answer is None:
        check_not_spent(JOINS, client_block(request))
        return _begin(request, passkeys.begin_joining(request))
    member_id, credential = passkeys.finish_joining(request, answer)
    check_limit(JOINS, client_block(request))
    member = actions.join_with_passkey(member_id=member_id, credential=credential, device=_device(request))
    back = arrive(request, member, destination=destination(request), is_new=True)
    note_passkey_used(request)
    return JsonResponse({"next": back})


@login_not_required
@ceremony
def sign_in_passkey(request: HttpRequest, answer: dict[str, Any] | None) -> JsonResponse:
    """A member comes back."""
    if request.user.is_authenticated:
        return JsonResponse({"next": destination(request)})
    if answer is None:
        return _begin(request, passkeys.begin_signing_in(request))
    member = passkeys.finish_signing_in(request, answer)
    back = arrive(request, member, destination=destination(request), is_new=False)
    note_passkey_used(request)
    return JsonResponse({"next": back})


@ceremony
def add_passkey(request: HttpRequest, answer: dict[str, Any] | None) -> JsonResponse:
    """One more way in for a member."""
    assert isinstance(request.user, Member)  # noqa: S101 — the middleware lets nobody else through
    if must_confirm(request) and holds_passkey(request):  # whoever found her session open adds none of their own
        return JsonResponse({"next": f"{reverse('members:confirm')}?suite={reverse('members:me')}"})
    if answer is None:
        return _begin(request, passkeys.begin_adding(request, request.user))
    credential = passkeys.finish_adding(request, answer)
    actions.add_passkey(member=request.user, credential=credential, device=_device(request))
    note_passkey_used(request)
    messages.success(request, _("Your new passkey works."))
    return JsonResponse({"next": destination(request) if "suite" in request.GET else reverse("members:me")})


@ceremony
def confirm_passkey(request: HttpRequest, answer: dict[str, Any] | None) -> JsonResponse:
    """It is still her, at this device: what she was doing goes on."""
    if answer is None:
        return _begin(request, passkeys.begin_signing_in(request))
    if passkeys.finish_signing_in(request, answer) != request.user:
        raise passkeys.refusal()
    note_passkey_used(request)
    return JsonResponse({"next": destination(request)})


def _begin(request: HttpRequest, options: dict[str, Any]) -> JsonResponse:
    """The session has just begun, so the page carries no token yet; older browsers will need one to come back."""
    return JsonResponse({"options": options, "token": get_token(request)})


def _answer(request: HttpRequest) -> dict[str, Any] | None:
    try:
        if not request.body:
            return None
        answer = json.loads(request.body) if len(request.body) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError, RawPostDataException):  # the last: a form, which something has read by now
        answer = None
    if not isinstance(answer, dict):
        raise passkeys.refusal()
    return answer


def _device(request: HttpRequest) -> str:
    return device_name(request.headers.get("User-Agent", "")) or _("My passkey")
