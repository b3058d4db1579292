"""A listing as a picture to share, a contact for a phone, a sheet for the window and a badge for another site.

All of them are public, the same for everybody, and only of what is published.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from mcs.directory.badge import badge_svg
from mcs.directory.cards import card_of
from mcs.directory.exports.cards import contact_card
from mcs.directory.models import Listing
from mcs.directory.poster import kept_poster, made_poster, poster_data
from mcs.lib.cards import card_response
from mcs.lib.ratelimit.limits import Limit, client_block

DRAWN = Limit("listing.card", 120, 3600)  # those already drawn are not counted
SET = Limit("listing.poster", 30, 3600)
HOUR = "public, max-age=3600"


def _published(slug: str) -> Listing:
    return get_object_or_404(Listing.objects.published().for_cards(), slug=slug)


@login_not_required
@require_safe
def listing_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture for social networks; the network's own for a while when too many are asked for."""
    listing = _published(slug)
    return card_response(request, str(listing.pk), card_of(listing), DRAWN)


@login_not_required
@require_safe
def listing_vcard(request: HttpRequest, slug: str) -> HttpResponse:
    """The contact as vCard 4, or as 3 with ?version=3: what phones read best."""
    listing = _published(slug)
    version = "3.0" if request.GET.get("version") == "3" else "4.0"
    with translation.override(settings.LANGUAGE_CODE):
        text = contact_card(listing).text(version)
    headers = {"Cache-Control": HOUR, "Content-Disposition": f'attachment; filename="{listing.slug}.vcf"'}
    return HttpResponse(text, content_type="text/vcard; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def listing_poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The A4 sheet for the shop's window."""
    listing = _published(slug)
    data = poster_data(listing)
    pdf = kept_poster(str(listing.pk), data)
    if pdf is None and SET.allows(client_block(request)):
        pdf = made_poster(str(listing.pk), data)
    if pdf is None:
        response = render(request, "directory/listing_poster.html", {"listing": listing}, status=429)
        response.headers["Cache-Control"] = "no-store"
        return response
    headers = {"Cache-Control": HOUR, "Content-Disposition": f'inline; filename="{listing.slug}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@login_not_required
@require_safe
def listing_badge(request: HttpRequest, slug: str) -> HttpResponse:
    """The badge, in the network's own language."""
    listing = _published(slug)
    with translation.override(settings.LANGUAGE_CODE):
        svg = badge_svg(listing)
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8", headers={"Cache-Control": HOUR})
