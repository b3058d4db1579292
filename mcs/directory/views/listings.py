"""Finding a listing: the list, and what is offered while somebody types."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.actions.needs import record_unmet_need
from mcs.directory.queries.completion import complete
from mcs.directory.queries.listings import Search, listings_page
from mcs.directory.queries.search import suggest_listings
from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import Later
from mcs.lib.htmx import asks_part, render_part
from mcs.lib.ratelimit.limits import client_block


@same_for_visitors
@login_not_required
@require_safe
def listings(request: HttpRequest) -> HttpResponse:
    """The directory: search, filters, results with the map beside them."""
    search = Search.read(request.GET)
    if asks_part(request):
        return render_part(request, "directory/listings.html", "items", listings_page(search))
    context = {"address": request.get_full_path(), "page": Later(lambda: listings_page(search))}
    return render_part(request, "directory/listings.html", "items", context)


@same_for_visitors
@login_not_required
@require_safe
def listing_suggest(request: HttpRequest) -> HttpResponse:
    """Listings whose name begins as typed, for naming one in an answer."""
    found = suggest_listings(request.GET.get("q", ""))
    return render(request, "directory/listing_suggest.html", {"listings": found})


@same_for_visitors
@login_not_required
@require_safe
@cache_control(public=True, max_age=300)
def listing_complete(request: HttpRequest) -> HttpResponse:
    """Trades, needs and listings for what is typed so far, as the options of the search box's list."""
    offers = complete(request.GET.get("q", "")[:60])
    return render(request, "directory/listing_complete.html", {"offers": offers})


@login_not_required
@require_POST
def need_record(request: HttpRequest) -> HttpResponse:
    """Counts a search for what nobody offers.

    The page's script asks for it: the search itself is a GET that shared caches answer and that writes nothing, so it
    can't count. Without JavaScript a need is not counted, and nothing else is lost.
    """
    record_unmet_need(said=request.POST.get("q", "")[:200], block=client_block(request))
    return HttpResponse(status=204)
