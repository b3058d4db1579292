"""Whoever was asked to be silent for a time reads everything and writes nothing, except to the volunteers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mcs.lib.htmx import refuse_page
from mcs.members.models import Member
from mcs.moderation.enums import Measure
from mcs.moderation.queries.sanctions import active_sanction

# What stays open: one's account and rights, what one is told, telling the volunteers that something is wrong, and what
# needs no account either (ordering). Messages say no by themselves, to neighbours only (messaging.rules).
APPS = {"members", "notices"}
SHUT = {"members:me", "members:welcome"}  # the name that neighbours see
OPEN = {"moderation:notice", "moderation:report", "moderation:appeal", "website:language"}
OPEN |= {"messaging:conversation", "messaging:write", "messaging:write_volunteers"}
OPEN |= {"messaging:archive", "messaging:block", "messaging:unblock", "messaging:report", "messaging:inbound_mail"}
OPEN |= {"board:feed_visit", "board:likely_hide", "board:post_follow", "board:trade_follow", "board:post_remove"}
OPEN |= {"board:comment_remove", "board:recommendation_withdraw", "board:neighbour_visibility"}
OPEN |= {"directory:listing_email", "directory:need_record", "directory:leave_listing"}
OPEN |= {"orders:order", "orders:order_agree", "orders:order_cancel", "orders:answer"}
HIDDEN = {"csrfmiddlewaretoken", "submission", "suite", "next"}
SHORTEST = 12  # characters from which something was written rather than chosen


class MuteMiddleware:
    """Answers what a silent member posts in place of the page; a request that only reads costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        if request.method in {"GET", "HEAD", "OPTIONS"} or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        member, match = request.user, request.resolver_match
        if not isinstance(member, Member) or not member.is_muted:
            return None
        if match and (match.view_name in OPEN or (match.app_name in APPS and match.view_name not in SHUT)):
            return None
        context = {"sanction": active_sanction(member, Measure.MUTE), "written": written(request)}
        return refuse_page(request, "moderation/muted.html", context)


def written(request: HttpRequest) -> list[str]:
    """What was typed, so that nothing is lost: texts, not what was chosen or hidden."""
    texts = [text.strip() for name, values in request.POST.lists() if name not in HIDDEN for text in map(str, values)]
    return [text for text in texts if len(text) >= SHORTEST or " " in text]
