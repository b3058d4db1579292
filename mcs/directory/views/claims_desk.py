"""The volunteers' side of claims: the code to read out, and what a proof can't settle."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.actions.claims import grant_claim, note_call, refuse_claim, revoke_claim
from mcs.directory.enums import ClaimProof, ClaimStatus
from mcs.directory.forms.claim import ReasonForm
from mcs.directory.models import Claim
from mcs.directory.queries.claims import claim_review_page
from mcs.directory.rules import get_claim_to_review, get_volunteer
from mcs.directory.rules.claims import code_of, is_over
from mcs.directory.views.going_on import go_on
from mcs.moderation.queues import next_item


@never_cache
@require_safe
def claim_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Who claims what, by which proof; of a telephone, the code to read out."""
    return _page(request, get_claim_to_review(request.user, pk), ReasonForm())


@require_POST
def claim_called(request: HttpRequest, pk: int) -> HttpResponse:
    """The code was read out: the member has it to type."""
    claim = get_claim_to_review(request.user, pk)
    if note_call(claim=claim, member=get_volunteer(request.user)):
        messages.success(request, _("Noted: the code was read out. The member types it."))
    waiting = next_item(claim.created_at)
    return redirect(waiting.url if waiting else "website:desk")


@require_POST
def claim_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """The member manages the page from now on."""
    claim = get_claim_to_review(request.user, pk)
    change = grant_claim(claim=claim, member=get_volunteer(request.user))
    if change is None:
        return _decided_before(request, pk)
    said = _("%(who)s manages the page of %(name)s.") % {"who": claim.member.display_name, "name": claim.listing.name}
    undo_url = reverse("directory:undo_change", args=[claim.listing.slug, change.pk])
    return go_on(request, said, undo_url=undo_url, since=claim.created_at)


@require_POST
def claim_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim is refused; its member reads why."""
    claim = get_claim_to_review(request.user, pk)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _page(request, claim, reason)
    if not refuse_claim(claim=claim, member=get_volunteer(request.user), reason=reason.cleaned_data["reason"]):
        return _decided_before(request, pk)
    messages.success(request, _("Refused: the member reads why."))
    return redirect("directory:claim_review", pk)


@require_POST
def claim_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A granted claim is taken back; its member reads why."""
    claim = get_claim_to_review(request.user, pk)
    reason = ReasonForm(request.POST)
    if not reason.is_valid():
        return _page(request, claim, reason)
    if not revoke_claim(claim=claim, member=get_volunteer(request.user), reason=reason.cleaned_data["reason"]):
        return _decided_before(request, pk)
    messages.success(request, _("Revoked: the member reads why."))
    return redirect("directory:claim_review", pk)


def _page(request: HttpRequest, claim: Claim, reason: ReasonForm) -> HttpResponse:
    to_call = claim.proof == ClaimProof.PHONE and claim.status == ClaimStatus.OPEN and not is_over(claim)
    context = claim_review_page(claim) | {"reason": reason, "code": code_of(claim) if to_call else ""}
    return render(request, "directory/claim_review.html", context)


def _decided_before(request: HttpRequest, pk: int) -> HttpResponse:
    messages.warning(request, _("This claim was decided meanwhile. Nothing was done twice."))
    return redirect("directory:claim_review", pk)
