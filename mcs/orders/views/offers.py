"""A merchant's offers: the panel on the listing's page, and the page where they are edited."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mcs.directory.models import Listing
from mcs.directory.rules import get_managed_listing, manages
from mcs.lib.fragments import kept_part
from mcs.members.reauth import volunteers_passkey
from mcs.orders.actions.offers import set_offers
from mcs.orders.forms.offers import OffersForm
from mcs.orders.models import Counter
from mcs.orders.queries.offers import offers_of, structured_offers
from mcs.orders.rules.closing import days_off_text


def offers_panel(request: HttpRequest, listing: Listing) -> SafeString:
    """What may be asked for by name; whoever manages the page finds the way to edit it. A query each for
    offers and rules, where there are any."""
    may_edit = manages(request.user, listing)
    if may_edit:
        return _offers_panel(request, listing, may_edit)
    return kept_part(request, ("offers", listing.pk), lambda: _offers_panel(request, listing, may_edit))


def _offers_panel(request: HttpRequest, listing: Listing, may_edit: bool) -> SafeString:
    offers = offers_of(listing)
    counter = Counter.objects.filter(listing=listing).first() if listing.takes_orders else None
    if not offers and not may_edit and not counter:
        return SafeString()
    context = {
        "listing": listing,
        "offers": offers,
        "may_edit": may_edit,
        "runs": listing.manager_id is not None and listing.manager_id == request.user.pk,
        "counter": counter,
        "rules": days_off_text(counter) if counter else "",
        "is_paused": counter is not None and counter.is_paused(),
        "structured": structured_offers(listing, offers) if offers and listing.is_published else "",
    }
    return render_to_string("orders/offers_panel.html", context, request)


@volunteers_passkey
@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: HttpRequest, slug: str) -> HttpResponse:
    """The few rows of them, saved together."""
    listing = get_managed_listing(request.user, slug)
    form = OffersForm(request.POST if request.method == "POST" else None, offers=offers_of(listing))
    if not form.is_valid():
        return render(request, "orders/offers.html", {"listing": listing, "form": form})
    set_offers(listing=listing, offers=form.offers)
    messages.success(request, _("Your offers are up to date."))
    return redirect(f"{listing.get_absolute_url()}#offres")
