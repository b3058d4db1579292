"""The volunteers' desk."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mcs.members.models import Member
from mcs.moderation.queues import open_items


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every queue in one inbox, what has waited longest first."""
    if not isinstance(request.user, Member) or not request.user.is_volunteer:
        raise PermissionDenied
    return render(request, "website/desk.html", {"items": open_items()})
