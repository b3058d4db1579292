"""« C’est toujours exact ? »: behind the links of an e-mail, only a press changes anything."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mcs.directory.actions import freshness as actions
from mcs.directory.queries.freshness import NEVER_AGAIN
from mcs.directory.queries.listing import week
from mcs.directory.rules import get_listing_by_token


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_facts(request: HttpRequest, token: str) -> HttpResponse:
    """What the page says, one button that confirms it, and the way to correct it."""
    listing = get_listing_by_token(token)
    if not listing.is_published:
        return redirect("directory:merchant_page", token)
    if request.method == "POST":
        actions.confirm_facts(listing=listing)
        return redirect(f"{request.path}?merci=1")
    context = {"listing": listing, "token": token, "week": week(listing), "confirmed": "merci" in request.GET}
    return render(request, "directory/confirm_facts.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_asking(request: HttpRequest, token: str) -> HttpResponse:
    """No more such e-mails, or again; a mail program's own button may post here too (RFC 8058)."""
    listing = get_listing_by_token(token)
    if request.method == "POST":
        if request.POST.get("encore") == "1":
            actions.ask_again(listing=listing)
        else:
            actions.stop_asking(listing=listing)
        return redirect(request.path)
    context = {"listing": listing, "token": token, "stopped": listing.asked_on == NEVER_AGAIN}
    return render(request, "directory/stop_asking.html", context)
