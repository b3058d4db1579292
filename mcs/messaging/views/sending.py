"""What every page with a composer does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from mcs.lib.ratelimit.limits import client_block
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.forms.message import MessageForm
from mcs.messaging.models import Message
from mcs.messaging.rules import TOO_MANY, may_send_now


class MemberRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through to these views."""

    user: Member


def composer(request: MemberRequest, *, is_between_members: bool, posted: QueryDict | None = None) -> MessageForm:
    """The form, bound to what was posted (or to what is given for it) or fresh."""
    options: dict[str, Any] = {"uploader": request.user, "client": client_block(request)}
    options["is_between_members"] = is_between_members
    if request.method == "POST":
        return MessageForm(posted or request.POST, request.FILES, **options)
    return MessageForm(initial={"submission": uuid4()}, **options)


def sent(request: MemberRequest, form: MessageForm, send: Callable[..., Message]) -> tuple[Message | None, int]:
    """Sends what was typed; or says in the form why not, with the status of the page that shows it."""
    if request.method != "POST" or not form.is_valid():
        return None, 200
    if not may_send_now(request.user):
        form.add_error(None, str(TOO_MANY))
        return None, 429
    data = form.cleaned_data
    try:
        return send(text=data["text"], photos=form.cleaned_photos(), submission=data["submission"]), 302
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return None, refusal.status


def message_url(message: Message) -> str:
    """Where its sender sees it."""
    page = message.sender.get_absolute_url() if message.sender else reverse("messaging:inbox")
    return f"{page}#message-{message.pk}"
