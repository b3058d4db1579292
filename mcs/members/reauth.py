"""Whoever keeps the desk holds a passkey, and shows it again before what cannot be taken back.

Three doors for the apps above: `@recent_passkey` on a view that bans, exports or names somebody; the middleware, which
keeps the whole of /bureau/ shut to a session that has shown none; `@volunteers_passkey` on a view elsewhere where
volunteers may do what others may not. Who reads a volunteer's e-mails gets no further than a member does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.queries import passkeys_of

DESK = "/bureau/"
USED, HELD = "members.passkey-used", "members.passkey-held"
RECENT = timedelta(minutes=15)
View = TypeVar("View", bound=Callable[..., Any])
TYPING = timedelta(minutes=30)  # more for what is posted: a form opened in time is not lost while it is filled in


def note_passkey_used(request: HttpRequest) -> None:
    """Called when the device has just answered for whoever is signed in here."""
    request.session[USED] = int(timezone.now().timestamp())
    request.session[HELD] = True


def is_recent(request: HttpRequest) -> bool:
    """Whether the passkey was used in this session a moment ago."""
    used: int = request.session.get(USED, 0)
    allowed = RECENT if request.method in {"GET", "HEAD"} else RECENT + TYPING
    return timezone.now().timestamp() - used < allowed.total_seconds()


def keeps_desk(request: HttpRequest) -> bool:
    """Whether this is somebody of whom a passkey is asked: a volunteer or a delegate."""
    member = request.user
    return isinstance(member, Member) and member.role != Role.MEMBER and bool(settings.DESK_NEEDS_PASSKEY)


def holds_passkey(request: HttpRequest) -> bool:
    """Whether she has one; once seen it is remembered: the last one of who keeps the desk is not removed."""
    if not request.session.get(HELD):
        assert isinstance(request.user, Member)  # noqa: S101 — asked of who keeps the desk
        if not passkeys_of(request.user).exists():
            return False
        request.session[HELD] = True
    return True


def must_confirm(request: HttpRequest) -> bool:
    """Whether who keeps the desk must show her passkey before going on."""
    return keeps_desk(request) and not is_recent(request)


def recent_passkey(view: Callable[..., Any]) -> Callable[..., Any]:
    """For a view that bans, exports or names somebody: who keeps the desk shows her passkey first, then comes back.

    Nobody else is stopped here: what a member may do is the view's own affair.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if must_confirm(request):
            return ask_passkey(request)
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return guarded


def ask_passkey(request: HttpRequest, back: str = "") -> HttpResponse:
    """To the page that asks for it, which leads back to the page she was on."""
    return redirect(f"{reverse('members:confirm')}?{urlencode({'suite': back or _page_she_was_on(request)})}")


def _page_she_was_on(request: HttpRequest) -> str:
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.get_host() else DESK


def volunteers_passkey(view: View) -> View:
    """Says of a view outside the desk that volunteers may do more there than others. The first decorator of a view."""
    view.volunteers_passkey = True  # type: ignore[attr-defined]
    return view


class DeskPasskeyMiddleware:
    """Leads who keeps the desk to show a passkey once a session, or to make one, before the desk opens; no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(DESK) and keeps_desk(request) and USED not in request.session:
            return ask_passkey(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(callback, "volunteers_passkey", False) or not keeps_desk(request):
            return None
        is_volunteer = isinstance(request.user, Member) and request.user.is_volunteer
        return ask_passkey(request) if is_volunteer and USED not in request.session else None
