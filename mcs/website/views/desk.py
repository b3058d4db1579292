"""The volunteers' desk: every queue in one inbox."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mcs.lib.htmx import render_part
from mcs.moderation.queries.desk import desk_page, waiting_counts
from mcs.moderation.queries.pauses import current_pauses
from mcs.moderation.rules.desk import keeps_desk, kept_queues
from mcs.moderation.views.item import FILTER
from mcs.website.health import health


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits in the queues one keeps, or in the one chosen; most urgent and oldest first."""
    if not keeps_desk(request.user):
        raise PermissionDenied
    queues = kept_queues(request.user)
    names = [queue.name for queue in queues]
    chosen = request.GET.get("file", "") if request.GET.get("file") in names else ""
    if request.session.get(FILTER, "") != chosen:
        request.session[FILTER] = chosen
    counts = waiting_counts(names)
    context = desk_page([chosen] if chosen else names, request.GET.get("apres", "")) | {
        "queues": [(queue, counts.get(queue.name, 0)) for queue in queues],
        "total": sum(counts.values()),
        "chosen": chosen,
        "pauses": current_pauses(names).values(),
        "health": health() if getattr(request.user, "is_volunteer", False) else None,
    }
    return render_part(request, "website/desk.html", "items", context)
