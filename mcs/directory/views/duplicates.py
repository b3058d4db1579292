"""Listings that may be one business: the desk's list, two side by side, and making them one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.directory.actions.merge import NotMergeable, keep_apart, merge_listings
from mcs.directory.actions.suggestions import record_joined
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.comparing import differences
from mcs.directory.queries.desk import REQUESTS, SUGGESTIONS
from mcs.directory.queries.twins import duplicates_page
from mcs.directory.rules import get_listing_request, get_suggestion, member_or_404
from mcs.moderation.rules.desk import get_volunteer
from mcs.moderation.undo import say_done
from mcs.moderation.views.item import go_on, others_hands

GONE = gettext_lazy("These two can’t be made one any more: one of them left the directory, or is part of another page.")


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one business."""
    get_volunteer(request.user)
    return render(request, "directory/duplicates.html", duplicates_page())


@require_http_methods(["GET", "HEAD", "POST"])
def compare_listings(request: HttpRequest, keep: str, drop: str) -> HttpResponse:
    """Two listings side by side; what both say is chosen, then one press makes them one."""
    member = get_volunteer(request.user)
    kept, dropped = _pair(keep, drop)
    told_apart = differences(kept, dropped)
    if request.method == "POST":
        chosen = {row.name for row in told_apart if request.POST.get(row.name) == "drop"}
        try:
            change = merge_listings(keep=kept, drop=dropped, member=member, chosen=chosen)
        except NotMergeable:
            messages.warning(request, GONE)
            return redirect("directory:duplicates")
        say_done(request, _said(kept, dropped), undo_url=_undo_url(kept, change))
        return redirect("directory:duplicates")
    context = {"keep": kept, "drop": dropped, "rows": told_apart}
    return render(request, "directory/compare_listings.html", context)


@require_POST
def listings_apart(request: HttpRequest, keep: str, drop: str) -> HttpResponse:
    """These are two businesses: they are not proposed again."""
    member = get_volunteer(request.user)
    kept, dropped = _pair(keep, drop)
    change = keep_apart(one=kept, other=dropped, member=member)
    names = {"one": kept.name, "other": dropped.name}
    said = _("%(one)s and %(other)s are two businesses: they won’t be proposed again.") % names
    say_done(request, said, undo_url=_undo_url(kept, change))
    return redirect("directory:duplicates")


@require_POST
def listing_join(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Makes a request's draft part of a listing that is there already."""
    asked = get_listing_request(request.user, pk)
    if taken := others_hands(request, REQUESTS, str(pk)):
        return taken
    if _join(request, asked.listing, slug):
        return go_on(request, REQUESTS, str(pk))
    return redirect("directory:listing_review", pk)


@require_POST
def suggestion_join(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Makes a proposed business part of a listing that is there already."""
    suggestion, member = get_suggestion(request.user, pk), member_or_404(request.user)
    if taken := others_hands(request, SUGGESTIONS, str(pk)):
        return taken
    change = _join(request, suggestion.listing, slug)
    if change is None:
        return redirect("directory:suggestion_review", pk)
    record_joined(suggestion=suggestion, member=member, change=change)
    return go_on(request, SUGGESTIONS, str(pk))


def _join(request: HttpRequest, draft: Listing, slug: str) -> ListingChange | None:
    kept = get_object_or_404(Listing.objects.published(), slug=slug)
    try:
        return merge_listings(keep=kept, drop=draft, member=member_or_404(request.user))
    except NotMergeable:
        messages.warning(request, GONE)
        return None


def _pair(keep: str, drop: str) -> tuple[Listing, Listing]:
    listings = Listing.objects.select_related("category", "district", "manager")
    kept = get_object_or_404(listings, slug=keep)
    dropped = get_object_or_404(listings, slug=drop)
    if kept == dropped:
        raise Http404
    return kept, dropped


def _said(kept: Listing, dropped: Listing) -> str:
    return _("%(other)s is now part of %(name)s. Nothing was lost.") % {"other": dropped.name, "name": kept.name}


def _undo_url(listing: Listing, change: ListingChange) -> str:
    return reverse("directory:undo_change", args=[listing.slug, change.pk])
