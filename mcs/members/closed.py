"""A page left open by somebody whose account is no longer one: she is told so, wherever she clicks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from mcs.lib.htmx import refuse_page
from mcs.members.models import Member

# The way out, what the browser itself asks for, and whom to turn to.
LEFT_OPEN = {"members:sign_out", "website:language", "website:service_worker", "website:manifest", "website:offline"}
LEFT_OPEN |= {"website:charter", "website:privacy", "website:processing_register", "website:legal_notice"}
# Why it is so, and how to appeal: read and written without an account.
LEFT_OPEN |= {"moderation:decision", "moderation:appeal", "moderation:notice", "moderation:transparency"}


@dataclass(frozen=True)
class Closing:
    """Why an account is closed: until when, and the page that gives the reasons and the way to appeal."""

    until: datetime
    url: str


Explainer = Callable[[Member], Closing | None]
_explainers: list[Explainer] = []


def explain_with(explainer: Explainer) -> None:
    """Names who knows why an account is closed: the app above that closes them; the last one named does."""
    _explainers[:] = [explainer]


def closing_of(member: Member) -> Closing | None:
    """Why the account is closed, where that is known."""
    return next((explainer(member) for explainer in _explainers), None)


class ClosedAccountMiddleware:
    """Answers in place of any page, until she goes on as a visitor. A visitor's request costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.user.is_authenticated:
            return None
        member = _closed_member(request)
        if member is None or (request.resolver_match and request.resolver_match.view_name in LEFT_OPEN):
            return None
        context = {"is_erased": member.erased_at is not None, "volunteers_email": settings.VOLUNTEERS_EMAIL}
        context |= {"closing": None if member.erased_at else closing_of(member)}
        return refuse_page(request, "members/closed.html", context)


def _closed_member(request: HttpRequest) -> Member | None:
    """Whose session it is although she may no longer come in."""
    key = request.session.get(SESSION_KEY)
    if not key:
        return None
    try:
        return Member.objects.filter(pk=key, is_active=False).first()
    except ValidationError:
        return None
