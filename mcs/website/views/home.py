"""The first page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mcs.lib.caching import same_for_visitors
from mcs.website.queries import home_page


@same_for_visitors
@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, what neighbours recommend, the latest of the board, the call to merchants."""
    return render(request, "website/home.html", home_page())
