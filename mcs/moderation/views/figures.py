"""How the desk copes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mcs.moderation.queries import figures
from mcs.moderation.rules.desk import keeps_desk, kept_queues


@require_safe
def desk_figures(request: HttpRequest) -> HttpResponse:
    """Of the queues one keeps: what waits now, and the last weeks, of all or of one queue."""
    if not keeps_desk(request.user):
        raise PermissionDenied
    queues = kept_queues(request.user)
    chosen = next((queue for queue in queues if queue.name == request.GET.get("file")), None)
    context: dict[str, Any] = {"queues": queues, "chosen": chosen, "weeks": figures.WEEKS}
    context |= figures.desk_figures(queues, chosen.name if chosen else "")
    return render(request, "moderation/desk_figures.html", context)
