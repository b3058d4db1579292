"""The volunteers' side of claims: the code to read out, and what a proof can't settle."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.actions.claims import grant_claim, note_call, refuse_claim, revoke_claim
from mcs.directory.enums import ClaimProof, ClaimStatus
from mcs.directory.forms.claim import ReasonForm
from mcs.directory.models import Claim
from mcs.directory.queries.claims import claim_review_page
from mcs.directory.queries.desk import CLAIMS
from mcs.directory.rules import get_claim_to_review, member_or_404
from mcs.directory.rules.claims import code_of, is_over
from mcs.moderation.views.canned import inserts, with_canned
from mcs.moderation.views.item import go_on, open_item, others_hands


@never_cache
@require_safe
def claim_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Who claims what, by which proof; of a telephone, the code to read out."""
    return _page(request, get_claim_to_review(request.user, pk), ReasonForm())


@require_POST
def claim_called(request: HttpRequest, pk: int) -> HttpResponse:
    """The code was read out: the member has it to type."""
    claim = get_claim_to_review(request.user, pk)
    if taken := others_hands(request, CLAIMS, str(pk)):
        return taken
    if not note_call(claim=claim, member=member_or_404(request.user)):
        return _decided_before(request, pk)
    return go_on(request, CLAIMS, str(pk))


@require_POST
def claim_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """The member manages the page from now on."""
    claim = get_claim_to_review(request.user, pk)
    if taken := others_hands(request, CLAIMS, str(pk)):
        return taken
    if grant_claim(claim=claim, member=member_or_404(request.user)) is None:
        return _decided_before(request, pk)
    return go_on(request, CLAIMS, str(pk))


@require_POST
def claim_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim is refused; its member reads why."""
    claim = get_claim_to_review(request.user, pk)
    reason = ReasonForm(with_canned(request.POST))
    if taken := others_hands(request, CLAIMS, str(pk)):
        return taken
    if inserts(request) or not reason.is_valid():
        return _page(request, claim, reason)
    if not refuse_claim(claim=claim, member=member_or_404(request.user), reason=reason.cleaned_data["reason"]):
        return _decided_before(request, pk)
    return go_on(request, CLAIMS, str(pk))


@require_POST
def claim_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A granted claim is taken back; its member reads why."""
    claim = get_claim_to_review(request.user, pk)
    reason = ReasonForm(with_canned(request.POST))
    if inserts(request) or not reason.is_valid():
        return _page(request, claim, reason)
    if not revoke_claim(claim=claim, member=member_or_404(request.user), reason=reason.cleaned_data["reason"]):
        return _decided_before(request, pk)
    messages.success(request, _("Revoked: the member reads why."))
    return redirect("directory:claim_review", pk)


def _page(request: HttpRequest, claim: Claim, reason: ReasonForm) -> HttpResponse:
    to_call = claim.proof == ClaimProof.PHONE and claim.status == ClaimStatus.OPEN and not is_over(claim)
    context = claim_review_page(claim) | {"reason": reason, "code": code_of(claim) if to_call else ""}
    waits = claim.status == ClaimStatus.WAITING or bool(context["code"])
    context |= open_item(request, CLAIMS, str(claim.pk), about=claim.member, waits=waits)
    return render(request, "directory/claim_review.html", context)


def _decided_before(request: HttpRequest, pk: int) -> HttpResponse:
    messages.warning(request, _("This claim was decided meanwhile. Nothing was done twice."))
    return redirect("directory:claim_review", pk)
