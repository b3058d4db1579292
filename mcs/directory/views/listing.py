"""The page of one listing, and what stands beside it: all its photos, its e-mail, ways of passing it on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.models import Listing
from mcs.directory.panels import render_buttons, render_panels
from mcs.directory.queries.listing import listing_page, listing_photos_page, removed_listing
from mcs.directory.queries.share import share_page
from mcs.directory.rules import get_visible_listing, manages
from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import Later
from mcs.lib.htmx import render_part
from mcs.lib.ratelimit.limits import Limit, client_block

EMAILS = Limit("listing.email", 30, 3600)  # addresses shown to one household in an hour: enough for people


@same_for_visitors
@login_not_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """What a business does, how to reach it, when it is open, and what neighbours say."""
    try:
        shown = get_visible_listing(request.user, slug)
    except Http404:
        return _gone(request, slug)
    context = {
        "listing": shown,
        "page": Later(lambda: listing_page(shown) | {"buttons": render_buttons(request, shown)}),
        "panels": render_panels(request, shown),
        "may_edit": manages(request.user, shown),
    }
    return render(request, "directory/listing.html", context)


def _gone(request: HttpRequest, slug: str) -> HttpResponse:
    """Why a page is no longer there (410), or the one it was made part of; raises Http404 if it never was."""
    removed = removed_listing(slug)
    if removed is None:
        raise Http404
    if removed.is_published:
        return redirect(removed, permanent=True)
    return render(request, "directory/listing_gone.html", {"listing": removed}, status=410)


@same_for_visitors
@login_not_required
@require_safe
def listing_photos(request: HttpRequest, slug: str) -> HttpResponse:
    """All the photos of a listing, large."""
    shown = get_visible_listing(request.user, slug)
    return render(request, "directory/listing_photos.html", listing_photos_page(shown))


@login_not_required
@never_cache
@require_POST
def listing_email(request: HttpRequest, slug: str) -> HttpResponse:
    """The e-mail address, to who asks for it: what gathers addresses reads pages and presses no button."""
    shown = get_object_or_404(Listing.objects.published(), slug=slug)
    allowed = EMAILS.allows(client_block(request))
    response = render_part(request, "directory/listing_email.html", "address", {"listing": shown, "allowed": allowed})
    if not allowed and "HX-Request" not in request.headers:  # htmx shows no answer that is an error
        response.status_code = 429
    return response


@same_for_visitors
@login_not_required
@require_safe
def listing_share(request: HttpRequest, slug: str) -> HttpResponse:
    """A link to copy, to send, a poster for the window, a card for the phone, a badge for the merchant's own site."""
    shown = get_object_or_404(Listing.objects.published().for_cards(), slug=slug)
    return render(request, "directory/listing_share.html", share_page(shown))
