"""A business leaves the directory, and comes back, by its manager or by the merchant's link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mcs.directory.actions.leaving import leave_directory, return_to_directory
from mcs.directory.models import Listing
from mcs.directory.queries.merchant import merchant_gone
from mcs.directory.rules import get_listing_by_token, get_managed_listing, member_or_404
from mcs.members.models import Member
from mcs.members.reauth import volunteers_passkey


@volunteers_passkey
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_listing(request: HttpRequest, slug: str) -> HttpResponse:
    """The manager asks to leave: what that means, then at once; here is also the way back."""
    listing, member = get_managed_listing(request.user, slug), member_or_404(request.user)
    if request.method == "POST":
        leave_directory(listing=listing, member=member)
        return redirect(request.path)
    context = merchant_gone(listing) | {
        "back": reverse("directory:return_listing", args=[slug]),
        "cancel": listing.get_absolute_url(),
    }
    return render(request, "directory/leave_listing.html", context)


@volunteers_passkey
@require_POST
def return_listing(request: HttpRequest, slug: str) -> HttpResponse:
    """The manager brings the page back."""
    listing = get_managed_listing(request.user, slug)
    return _return(request, listing, member_or_404(request.user), reverse("directory:leave_listing", args=[slug]))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merchant_leave(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the merchant's link, without an account."""
    listing = get_listing_by_token(token)
    if request.method == "POST":
        leave_directory(listing=listing)
        return redirect("directory:merchant_page", token)
    context = merchant_gone(listing) | {
        "back": reverse("directory:merchant_return", args=[token]),
        "cancel": reverse("directory:merchant_page", args=[token]),
    }
    return render(request, "directory/leave_listing.html", context)


@login_not_required
@require_POST
def merchant_return(request: HttpRequest, token: str) -> HttpResponse:
    """The way back by the merchant's link."""
    listing = get_listing_by_token(token)
    return _return(request, listing, None, reverse("directory:merchant_page", args=[token]))


def _return(request: HttpRequest, listing: Listing, member: Member | None, gone: str) -> HttpResponse:
    if not return_to_directory(listing=listing, member=member):
        return redirect(gone)
    if member:
        messages.success(request, _("Your page is back in the directory, as it was."))
    listing.refresh_from_db()
    return redirect(listing)
