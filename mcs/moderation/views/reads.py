"""What volunteers read of what is private, for the volunteers to see of each other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mcs.lib.htmx import render_part
from mcs.moderation.queries.reads import reads_page
from mcs.moderation.rules.desk import get_volunteer


@require_safe
def private_reads(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    get_volunteer(request.user)
    return render_part(request, "moderation/private_reads.html", "items", reads_page(request.GET.get("apres", "")))
