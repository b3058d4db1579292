"""Requests in a merchant's trade: asked for on her own page or her listing's; and those a member may know about."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mcs.board.actions.trades import set_trade_follow
from mcs.board.queries.trades import run_listings
from mcs.board.rules import MARK_LIMIT, get_run_listing
from mcs.board.views.own import MemberRequest
from mcs.directory.models import Listing
from mcs.members.models import Member

HIDDEN_UNTIL = "board_likely_hidden"  # in the session: a day, as ISO writes it
HIDDEN_FOR = timedelta(days=7)


@require_POST
def trade_follow(request: MemberRequest, slug: str) -> HttpResponse:
    """She is told of requests in her listing's trade, or no longer; leads back to where she pressed."""
    listing, follows = get_run_listing(request.user, slug), request.POST.get("suivre") == "1"
    if MARK_LIMIT.allows(str(request.user.pk)):
        set_trade_follow(member=request.user, listing=listing, follows=follows)
        told = _("Done: you will be told of requests in your trade.")
        messages.success(request, told if follows else _("Done: you are no longer told of these requests."))
    if request.POST.get("suite") == "fiche":
        return redirect(listing)
    return redirect(f"{reverse('members:me')}#metier")


@require_POST
def likely_hide(request: MemberRequest) -> HttpResponse:
    """« Vous connaissez peut-être la réponse » goes away for HIDDEN_FOR, on this device."""
    request.session[HIDDEN_UNTIL] = (timezone.localdate() + HIDDEN_FOR).isoformat()
    # htmx deletes the block: 200, because it swaps nothing for 204.
    return HttpResponse() if request.headers.get("HX-Request") == "true" else redirect("board:feed")


def likely_is_hidden(request: HttpRequest) -> bool:
    """Whether the reader sent that block away less than HIDDEN_FOR ago."""
    return str(request.session.get(HIDDEN_UNTIL, "")) > timezone.localdate().isoformat()


def trades_section(request: HttpRequest, member: Member) -> SafeString:
    """Her businesses and whether she hears of requests for each, for her own page; nothing for who runs none."""
    listings = run_listings(member)
    if not listings:
        return SafeString()
    hears = any(listing.hears for listing in listings)  # type: ignore[attr-defined]
    context = {"listings": listings, "hears": hears, "back": "moi"}
    return render_to_string("board/trades.html#section", context, request)


def trades_panel(request: HttpRequest, listing: Listing) -> SafeString:
    """The same on the listing's page, shown to who runs it; nobody else costs a query."""
    if not listing.is_published or not isinstance(request.user, Member) or listing.manager_id != request.user.pk:
        return SafeString()
    mine = next((found for found in run_listings(request.user) if found.pk == listing.pk), None)
    if mine is None:
        return SafeString()
    context = {"listing": mine, "hears": mine.hears, "back": "fiche"}  # type: ignore[attr-defined]
    return render_to_string("board/trades.html#panel", context, request)
