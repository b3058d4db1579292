"""The mail's forecast, for volunteers."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mcs.members.models import Member
from mcs.notices.forecast import forecast


@require_safe
def mail_forecast(request: HttpRequest) -> HttpResponse:
    """What left today, what the provider still takes, and whether a week's e-mails fit."""
    if not isinstance(request.user, Member) or not request.user.is_volunteer:
        raise PermissionDenied
    return render(request, "notices/mail_forecast.html", {"forecast": forecast(timezone.now())})
