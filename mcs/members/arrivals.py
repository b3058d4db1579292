"""Somebody comes in: signed in, sessions listed, and whatever the apps above had waiting for her is done.

`on_arrival` is a registry: an app above adds its hook in AppConfig.ready() (the board publishes the draft she had
begun as a visitor).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mcs.members.closed import closing_of
from mcs.members.destination import along
from mcs.members.models import Member
from mcs.members.rules import check_may_enter

Hook = Callable[[HttpRequest, Member], str | None]
_hooks: list[Hook] = []
logger = logging.getLogger(__name__)


def on_arrival(hook: Hook) -> Hook:
    """Adds a hook, called once in the POST that signs somebody in; the first URL returned is where she goes."""
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def arrive(request: HttpRequest, member: Member, *, destination: str, is_new: bool) -> str:
    """Signs the member in and returns where she goes. Raises Refusal for a suspended account.

    The session gets a new key and keeps what she had begun as a visitor.
    """
    closing = None if member.is_active else closing_of(member)
    check_may_enter(member, why=closing.url if closing else "")
    login(request, member)
    UserSession.objects.create_from_request(request)
    if member.warned_at:  # she was told that her account would end: it does not
        Member.objects.filter(pk=member.pk).update(warned_at=None)
    if is_new:
        _greet(request)
    urls = [_call(hook, request, member) for hook in _hooks]
    return next(filter(None, urls), destination)


def _call(hook: Hook, request: HttpRequest, member: Member) -> str | None:
    try:
        return hook(request, member)
    except Exception:  # nobody is kept at the door because something behind it broke; what she had begun is still there
        logger.exception("An arrival hook failed.")
        return None


def _greet(request: HttpRequest) -> None:
    """Her name is asked once, in passing: she came to do something else."""
    text = _("You are one of us. {link} so that they know who is speaking.")
    link = format_html(
        '<a href="{}">{}</a>', along("members:welcome", request), _("Tell your neighbours your first name")
    )
    agreed = _("By joining you agreed to {charter}.")
    charter = format_html('<a href="{}">{}</a>', reverse("website:charter"), _("the charter"))
    told = format_html("{} {}", format_html(text, link=link), format_html(agreed, charter=charter))
    messages.success(request, told)
