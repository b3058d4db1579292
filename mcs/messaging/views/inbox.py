"""One's conversations, and the first message to somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mcs.lib.htmx import render_part
from mcs.lib.ratelimit.limits import client_block
from mcs.lib.text import clean_text
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.actions.send import start_conversation
from mcs.messaging.models import Message
from mcs.messaging.queries.desk import MESSAGES
from mcs.messaging.queries.inbox import inbox_page
from mcs.messaging.queries.sides import side_of
from mcs.messaging.rules import get_addressee, may_start_now
from mcs.messaging.views.sending import MemberRequest, composer, message_url, sent
from mcs.moderation.queries.pauses import pause_of

LONGEST_SEARCH = 100
TOO_MANY_NEW = _("You have written to many neighbours in a short time. Your text is kept: please try again tomorrow.")


@require_safe
def inbox(request: MemberRequest) -> HttpResponse:
    """One's conversations, newest first; searched, or those put away."""
    archived = request.GET.get("vue") == "archives"
    page = inbox_page(request.user, request.GET.get("apres", ""), searched(request), archived=archived)
    return render_part(request, "messaging/inbox.html", "items", page)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The first message to a neighbour; those who talk already go on in their conversation."""
    return _first_message(request, "messaging/write.html", get_addressee(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def write_volunteers(request: MemberRequest) -> HttpResponse:
    """A message to the volunteers."""
    return _first_message(request, "messaging/write_volunteers.html", None)


def searched(request: HttpRequest) -> str:
    """What is looked for."""
    return clean_text(request.GET.get("q", "")[: LONGEST_SEARCH * 2])[:LONGEST_SEARCH]


def _first_message(request: MemberRequest, template: str, other: Member | None) -> HttpResponse:
    side = side_of(request.user, other)
    if side and request.method != "POST":
        return redirect(f"{side.get_absolute_url()}#ecrire")
    form = composer(request, is_between_members=other is not None)

    def start(**values: Any) -> Message:
        if other and not side and not may_start_now(request.user, client_block(request)):
            raise Refusal(TOO_MANY_NEW, 429)
        return start_conversation(member=request.user, other=other, **values)

    message, status = sent(request, form, start)
    if message:
        return redirect(message_url(message))
    pause = None if other else pause_of(MESSAGES)
    return render(request, template, {"form": form, "other": other, "pause": pause}, status=status)
