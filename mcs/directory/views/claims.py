"""A member says a business is theirs, proves it, or vouches for a neighbour."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mcs.directory.actions import claims as actions
from mcs.directory.enums import ClaimProof, ClaimStatus
from mcs.directory.forms.claim import CodeForm, ProofForm
from mcs.directory.models import Claim
from mcs.directory.queries.claims import claim_page, proofs_of
from mcs.directory.queries.desk import CLAIMS
from mcs.directory.rules import claims as rules
from mcs.directory.rules import member_or_404
from mcs.lib.htmx import render_part
from mcs.members.errands import errand
from mcs.members.rules import TOO_OFTEN, Refusal
from mcs.moderation.queries.pauses import pause_of

CLAIMING = gettext_lazy("To show that this business is yours, join first: it takes one press, and you come back here.")
PROVING = gettext_lazy("To type your code, sign in with the account that asked for it.")
VOUCHING = gettext_lazy("To say that you know this business, join first: it takes one press, and you come back here.")


@errand(CLAIMING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_listing(request: HttpRequest, slug: str) -> HttpResponse:
    """« C’est mon commerce »: the ways to prove it."""
    listing, member = rules.get_claimable_listing(slug), member_or_404(request.user)
    if listing.manager_id == member.pk:
        messages.info(request, _("You manage this page already."))
        return redirect(listing)
    form, status = ProofForm(request.POST if request.method == "POST" else None, proofs=proofs_of(listing)), 200
    if form.is_bound and form.is_valid():
        proof = form.chosen
        try:
            rules.check_may_claim(member, listing, proof.kind)
            opened = actions.open_claim(listing=listing, member=member, proof=proof.kind, target=proof.target)
            return redirect("directory:claim", opened.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    context = {"listing": listing, "form": form, "pause": pause_of(CLAIMS)}
    return render(request, "directory/claim_listing.html", context, status=status)


@errand(PROVING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one's claim stands, and where its code is typed."""
    try:
        own = rules.get_own_claim(member_or_404(request.user), pk)
    except Refusal as refusal:
        return _refused(request, refusal)
    form, status = CodeForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            actions.type_code(claim=own, typed=form.cleaned_data["code"])
            return redirect("directory:claim", pk)
        except Refusal as refusal:
            form.add_error("code", str(refusal.sentence))
            status = refusal.status
    return _claim(request, own, form, status)


@require_POST
def claim_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Has a look at the page where the code should be."""
    try:
        own = rules.get_own_claim(member_or_404(request.user), pk)
        if not rules.LOOKS.allows(str(own.pk)):
            raise Refusal(TOO_OFTEN, 429)
    except Refusal as refusal:
        return _refused(request, refusal)
    actions.ask_to_look(claim=own)
    return redirect("directory:claim", pk)


@errand(VOUCHING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vouch(request: HttpRequest, token: str) -> HttpResponse:
    """A neighbour is asked whether the claimant does run the business."""
    asked, member = rules.get_claim_by_token(token), member_or_404(request.user)
    context = {"claim": asked, "listing": asked.listing, "done": asked.vouches.filter(member=member).exists()}
    try:
        if not context["done"]:
            rules.check_may_vouch(member, asked)
        if request.method == "POST" and not context["done"]:
            if not rules.VOUCHES.allows(str(member.pk)):
                raise Refusal(TOO_OFTEN, 429)
            actions.vouch(claim=asked, member=member)
            return redirect("directory:vouch", token)
    except Refusal as refusal:
        return _refused(request, refusal)
    return render(request, "directory/vouch.html", context)


def _claim(request: HttpRequest, own: Claim, form: CodeForm, status: int) -> HttpResponse:
    context = claim_page(own, vouch_token=rules.vouch_token(own)) | {
        "form": form,
        "is_over": rules.is_over(own),
        "takes_code": own.status == ClaimStatus.OPEN and own.proof in (ClaimProof.EMAIL, ClaimProof.PHONE),
        "mark": rules.page_mark(own) if own.proof in actions.PAGES else "",
        "wanted": rules.GARANTS,
    }
    response = render_part(request, "directory/claim.html", "state", context)
    response.status_code = status
    return response


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "directory/claim_refused.html", {"sentence": refusal.sentence}, status=refusal.status)
