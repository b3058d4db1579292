"""The volunteers' side: a merchant's message beside its draft, and the facts of any listing they manage."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.requests import (
    decline_listing_request,
    publish_listing_request,
    reopen_listing_request,
    take_in_hand,
)
from mcs.directory.enums import ChangeSource, RequestStatus
from mcs.directory.forms.facts import NOWHERE, FactsForm
from mcs.directory.forms.listing_request import DeclineForm
from mcs.directory.models import Listing, ListingRequest
from mcs.directory.queries.desk import REQUESTS, review_page
from mcs.directory.rules import get_listing_request, get_managed_listing, member_or_404
from mcs.members.reauth import volunteers_passkey
from mcs.moderation.rules.desk import get_keeper
from mcs.moderation.views.canned import inserts, with_canned
from mcs.moderation.views.item import go_on, open_item, others_hands


@require_http_methods(["GET", "HEAD", "POST"])
def listing_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The message beside the draft; one press publishes it as the form then stands."""
    asked, member = get_listing_request(request.user, pk), get_keeper(request.user, REQUESTS)
    form = FactsForm(request.POST or None, instance=asked.listing)
    if request.method == "POST" and (taken := others_hands(request, REQUESTS, str(pk))):
        return taken
    if request.method != "POST" or not form.is_valid():
        return _review(request, asked, form, DeclineForm())
    waiting = asked.status == RequestStatus.WAITING
    stale = "publier" in request.POST and not waiting  # shown before another volunteer decided
    if stale or (waiting and not take_in_hand(request=asked, member=member)):
        return _decided_by_another(request, asked)
    _keep_facts(request, asked.listing, form, ChangeSource.VOLUNTEER)
    if not waiting:
        messages.success(request, _("The page is up to date."))
        return redirect(request.path)
    if not publish_listing_request(request=asked, member=member):
        return _decided_by_another(request, asked)
    return go_on(request, REQUESTS, str(pk))


@require_POST
def listing_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves the request out of the directory, with the reason the merchant reads."""
    asked, member = get_listing_request(request.user, pk), get_keeper(request.user, REQUESTS)
    decline = DeclineForm(with_canned(request.POST))
    if taken := others_hands(request, REQUESTS, str(pk)):
        return taken
    if inserts(request) or not decline.is_valid():
        return _review(request, asked, FactsForm(instance=asked.listing), decline)
    if not decline_listing_request(request=asked, member=member, reason=decline.cleaned_data["reason"]):
        return _decided_by_another(request, asked)
    return go_on(request, REQUESTS, str(pk))


@require_POST
def listing_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes a decision: the request waits again, and its page is a draft."""
    asked = get_listing_request(request.user, pk)
    if reopen_listing_request(request=asked, member=member_or_404(request.user)):
        messages.success(request, _("Taken back: it waits again, and the merchant has been told nothing more."))
    return redirect("directory:listing_review", pk)


def _keep_facts(request: HttpRequest, listing: Listing, form: FactsForm, source: ChangeSource) -> None:
    """Keeps what was typed, and says so when its address stands nowhere on the map."""
    update_facts(listing=listing, values=form.values(), source=source, member=member_or_404(request.user))
    kept = Listing.objects.get(pk=listing.pk)
    if kept.address and kept.point is None:
        messages.warning(request, f"{kept.address} — {NOWHERE}")


def _decided_by_another(request: HttpRequest, asked: ListingRequest) -> HttpResponse:
    """Says who was quicker; what this volunteer typed is not saved over it."""
    asked.refresh_from_db()
    who = asked.handled_by.display_name if asked.handled_by else _("Another volunteer")
    texts = {
        RequestStatus.PUBLISHED: _("%(who)s has just published it. Nothing was done twice."),
        RequestStatus.DECLINED: _("%(who)s has just declined it. Nothing was done twice."),
    }
    text = texts.get(RequestStatus(asked.status), _("%(who)s is deciding it at this moment. Nothing was done twice."))
    messages.warning(request, text % {"who": who})
    return redirect("directory:listing_review", asked.pk)


@volunteers_passkey
@require_http_methods(["GET", "HEAD", "POST"])
def listing_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts of a listing, for whoever runs it and for volunteers."""
    listing = get_managed_listing(request.user, slug)
    form = FactsForm(request.POST or None, instance=listing)
    if request.method == "POST" and form.is_valid():
        member = member_or_404(request.user)
        source = ChangeSource.VOLUNTEER if member.is_volunteer else ChangeSource.MERCHANT
        _keep_facts(request, listing, form, source)
        messages.success(request, _("The page is up to date."))
        return redirect(listing)
    return render(request, "directory/listing_edit.html", {"listing": listing, "form": form})


def _review(request: HttpRequest, asked: ListingRequest, form: FactsForm, decline: DeclineForm) -> HttpResponse:
    waits = asked.status == RequestStatus.WAITING
    context = review_page(asked) | {"form": form, "decline": decline}
    context |= open_item(request, REQUESTS, str(asked.pk), waits=waits)
    return render(request, "directory/listing_review.html", context)
