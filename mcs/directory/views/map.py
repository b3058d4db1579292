"""The map: its page, what it shows of a view, and the ground it is drawn on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from mcs.directory.queries.listings import Search, listings_page
from mcs.directory.queries.map import View, map_frame, map_points
from mcs.lib.caching import same_for_visitors
from mcs.places.queries import backdrop

MINUTE, DAY = 60, 86_400  # seconds


@same_for_visitors
@login_not_required
@require_safe
def map(request: HttpRequest) -> HttpResponse:  # noqa: A001 — the URL's name and the template's
    """The same search as a map that fills the screen."""
    return render(request, "directory/map.html", listings_page(Search.read(request.GET)))


@same_for_visitors
@login_not_required
@require_safe
@cache_control(public=True, max_age=MINUTE)
def listing_points(request: HttpRequest) -> JsonResponse:
    """What the search finds in a view (vue, zoom), whatever zone the list keeps to; without a view, its frame."""
    asked = request.GET.copy()
    asked.pop("zone", None)
    search = Search.read(asked)
    if "vue" not in asked:
        return JsonResponse(map_frame(search))
    view = View.read(asked.get("vue", ""), asked.get("zoom", ""))
    if view is None:
        return JsonResponse({"error": _("This part of the map can't be read.")}, status=400)
    return JsonResponse(map_points(search, view))


@same_for_visitors
@login_not_required
@require_safe
@cache_control(public=True, max_age=DAY)
def map_ground(request: HttpRequest) -> JsonResponse:
    """The land, the districts, the main ways and the quarters' names: the same for every search, kept for a day."""
    return JsonResponse(backdrop())
