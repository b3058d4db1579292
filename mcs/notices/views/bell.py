"""What a member was told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mcs.lib.htmx import render_part
from mcs.members.models import Member
from mcs.notices.actions.tell import read_all
from mcs.notices.queries import notifications_page


class MemberRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through to these views."""

    user: Member


@require_safe
def notifications(request: MemberRequest) -> HttpResponse:
    """Newest first; opening the first page is reading them all, unless the browser only fetches it ahead."""
    context = notifications_page(request.user, request.GET.get("apres", ""))
    is_opened = request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
    if is_opened and context["is_first"] and request.user.unread_notices:
        read_all(member=request.user)
    return render_part(request, "notices/notifications.html", "items", context)
