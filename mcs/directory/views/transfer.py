"""Handing a listing over to somebody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mcs.directory.actions import transfer as actions
from mcs.directory.forms.claim import TransferForm
from mcs.directory.rules import get_managed_listing, member_or_404
from mcs.directory.rules.claims import TRANSFERS
from mcs.members.errands import errand
from mcs.members.reauth import volunteers_passkey
from mcs.members.rules import TOO_OFTEN, Refusal

TAKING_OVER = gettext_lazy("To take this page over, join or sign in with the e-mail address that the link was sent to.")


@volunteers_passkey
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_listing(request: HttpRequest, slug: str) -> HttpResponse:
    """The manager names whom the page goes to; that person gets a link."""
    listing, member = get_managed_listing(request.user, slug), member_or_404(request.user)
    form, status = TransferForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        if TRANSFERS.allows(str(member.pk)):
            email = form.cleaned_data["email"]
            actions.offer_transfer(listing=listing, member=member, email=email)
            said = _("An e-mail is on its way to %(email)s. Until it is accepted, nothing changes.")
            messages.success(request, said % {"email": email})
            return redirect(listing)
        form.add_error("email", str(TOO_OFTEN))
        status = 429
    return render(request, "directory/transfer_listing.html", {"listing": listing, "form": form}, status=status)


@errand(TAKING_OVER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_transfer(request: HttpRequest, token: str) -> HttpResponse:
    """The person named takes the page over, signed in."""
    member = member_or_404(request.user)
    try:
        if request.method == "POST":
            taken = actions.accept_transfer(token=token, member=member)
            messages.success(request, _("You manage the page of %(name)s from now on.") % {"name": taken.name})
            return redirect(taken)
        offered = actions.get_offered_listing(token, member)
    except Refusal as refusal:
        context = {"sentence": refusal.sentence}
        return render(request, "directory/claim_refused.html", context, status=refusal.status)
    return render(request, "directory/accept_transfer.html", {"listing": offered, "token": token})
