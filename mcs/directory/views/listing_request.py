"""A merchant asks to be listed, without an account, and comes back by the link we mailed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.requests import remind_merchant, send_listing_request
from mcs.directory.enums import ChangeSource, ListingStatus, RequestStatus
from mcs.directory.forms.facts import FactsForm
from mcs.directory.forms.listing_request import ListingRequestForm
from mcs.directory.queries.desk import REQUESTS as QUEUE
from mcs.directory.queries.merchant import merchant_gone, merchant_page_of
from mcs.directory.rules import get_listing_by_token, merchant_token
from mcs.lib.ratelimit.limits import Limit, client_block
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.queries.pauses import pause_of
from mcs.moderation.rules.pauses import check_is_open

REQUESTS = Limit("listing-request", times=10, seconds=3600)
CORRECTIONS = Limit("listing-correction", times=30, seconds=3600)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing_request(request: HttpRequest) -> HttpResponse:
    """One message with photos, as to a person."""
    client = client_block(request)
    uploader = request.user if isinstance(request.user, Member) else None
    form = ListingRequestForm(request.POST or None, request.FILES or None, uploader=uploader, client=client)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return _send(request, form, client)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    return render(request, "directory/listing_request.html", {"form": form, "pause": pause_of(QUEUE)}, status=status)


def _send(request: HttpRequest, form: ListingRequestForm, client: str) -> HttpResponse:
    check_is_open(QUEUE)
    if not REQUESTS.allows(client):
        raise Refusal(_("Many messages came from your connection. Try again in an hour: yours is kept here."), 429)
    data = form.cleaned_data
    sent = send_listing_request(message=data["message"], email=data["email"], photos=form.cleaned_photos())
    if sent.status == RequestStatus.WAITING:
        return redirect("directory:merchant_page", merchant_token(sent))
    remind_merchant(request=sent)
    return render(request, "directory/listing_request_known.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merchant_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where the request stands, the page it became, and a form that corrects it without an account."""
    listing = get_listing_by_token(token)
    if listing.status == ListingStatus.REMOVED:
        return render(request, "directory/merchant_gone.html", merchant_gone(listing) | {"token": token})
    form = FactsForm(request.POST or None, instance=listing)
    status = 200
    if request.method == "POST" and form.is_valid():
        if CORRECTIONS.allows(str(listing.pk)):
            update_facts(listing=listing, values=form.values(), source=ChangeSource.MERCHANT)
            return redirect(f"{request.path}?corrige=1#etat")
        form.add_error(None, _("Many corrections in a short time. Try again in an hour: yours is kept here."))
        status = 429
    context = merchant_page_of(listing) | {"form": form, "token": token, "corrected": "corrige" in request.GET}
    return render(request, "directory/merchant_page.html", context, status=status)
