"""Members propose, volunteers decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.suggestions import (
    decline_suggestion,
    reopen_suggestion,
    suggest_business,
    suggest_correction,
    take_suggestion,
)
from mcs.directory.enums import ChangeSource, RequestStatus, SuggestionKind
from mcs.directory.forms.claim import ReasonForm
from mcs.directory.forms.facts import FactsForm
from mcs.directory.forms.suggestion import BusinessForm, ErrorForm
from mcs.directory.models import Listing, Suggestion
from mcs.directory.queries.desk import SUGGESTIONS, suggestion_page
from mcs.directory.queries.plain import FACTS, plain, plain_values
from mcs.directory.rules import get_suggestion, member_or_404
from mcs.directory.rules.claims import get_claimable_listing
from mcs.lib.ratelimit.limits import Limit
from mcs.members.errands import errand
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.queries.pauses import pause_of
from mcs.moderation.rules.desk import get_keeper
from mcs.moderation.rules.pauses import check_is_open
from mcs.moderation.views.canned import inserts, with_canned
from mcs.moderation.views.item import go_on, open_item, others_hands

LIMITS = (Limit("directory.suggestion", 10, 3600), Limit("directory.suggestion", 30, 86_400))
SUGGESTING = gettext_lazy(
    "To suggest a business or correct a page, join first: it takes one press, and you come back here."
)


@errand(SUGGESTING)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest_listing(request: HttpRequest) -> HttpResponse:
    """A member proposes a business that is missing."""
    form, status = BusinessForm(request.POST if request.method == "POST" else None), 200
    member = member_or_404(request.user)
    if form.is_bound and form.is_valid():
        try:
            _check_may_suggest(member)
            suggest_business(member=member, text=form.cleaned_data["text"])
            messages.success(request, _("Thank you. A volunteer looks at it, most often within a day or two."))
            return redirect("directory:listings")
        except Refusal as refusal:
            form.add_error("text", str(refusal.sentence))
            status = refusal.status
    context = {"form": form, "pause": pause_of(SUGGESTIONS)}
    return render(request, "directory/suggest_listing.html", context, status=status)


@errand(SUGGESTING)
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, slug: str) -> HttpResponse:
    """A member says what is wrong with a listing, in words or fact by fact."""
    listing, member = get_claimable_listing(slug), member_or_404(request.user)
    data = request.POST if request.method == "POST" else None
    form, facts = ErrorForm(data), FactsForm(data if data and "name" in data else None, instance=listing)
    status = 200
    if form.is_bound and form.is_valid() and (not facts.is_bound or facts.is_valid()):
        said, values = form.cleaned_data, _proposed(slug, facts)
        try:
            if not said["text"] and not values and said["kind"] != SuggestionKind.CLOSED:
                raise Refusal(_("Say what is wrong, in words or by correcting the facts below."), 200)
            _check_may_suggest(member)
            return _keep_correction(request, slug, SuggestionKind(said["kind"]), said["text"], values)
        except Refusal as refusal:
            form.add_error("text", str(refusal.sentence))
            status = refusal.status
    context = {"listing": get_claimable_listing(slug), "error": form, "form": facts}
    context |= {"pause": pause_of(SUGGESTIONS)}
    return render(request, "directory/report_error.html", context, status=status)


def _keep_correction(
    request: HttpRequest, slug: str, kind: SuggestionKind, text: str, values: dict[str, object]
) -> HttpResponse:
    listing = get_claimable_listing(slug)
    suggest_correction(listing=listing, member=member_or_404(request.user), kind=kind, text=text, values=values)
    messages.success(request, _("Thank you. A volunteer looks at it, most often within a day or two."))
    return redirect(listing)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What a member proposes; one press does it, with the facts of a new business as the form then stands."""
    suggestion, member = get_suggestion(request.user, pk), get_keeper(request.user, SUGGESTIONS)
    is_new = suggestion.kind == SuggestionKind.MISSING
    form = FactsForm(request.POST or None, instance=suggestion.listing) if is_new else None
    if request.method != "POST" or (form and not form.is_valid()):
        return _review(request, suggestion, form, ReasonForm())
    if taken := others_hands(request, SUGGESTIONS, str(pk)):
        return taken
    if suggestion.status != RequestStatus.WAITING:
        return _decided_before(request, suggestion)
    if form:
        by = suggestion.member or member
        update_facts(listing=suggestion.listing, values=form.values(), source=ChangeSource.SUGGESTION, member=by)
    if not take_suggestion(suggestion=suggestion, member=member):
        return _decided_before(request, suggestion)
    return go_on(request, SUGGESTIONS, str(pk))


@require_POST
def suggestion_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves everything as it is; the member reads why."""
    suggestion, member = get_suggestion(request.user, pk), get_keeper(request.user, SUGGESTIONS)
    reason = ReasonForm(with_canned(request.POST))
    if taken := others_hands(request, SUGGESTIONS, str(pk)):
        return taken
    if inserts(request) or not reason.is_valid():
        form = FactsForm(instance=suggestion.listing) if suggestion.kind == SuggestionKind.MISSING else None
        return _review(request, suggestion, form, reason)
    if not decline_suggestion(suggestion=suggestion, member=member, reason=reason.cleaned_data["reason"]):
        return _decided_before(request, suggestion)
    return go_on(request, SUGGESTIONS, str(pk))


@require_POST
def suggestion_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes a decision."""
    suggestion = get_suggestion(request.user, pk)
    if reopen_suggestion(suggestion=suggestion, member=member_or_404(request.user)):
        messages.success(request, _("Taken back: it waits again."))
    return redirect("directory:suggestion_review", pk)


def _proposed(slug: str, facts: FactsForm) -> dict[str, object]:
    """The facts that differ from what the listing says, as plain JSON; the form has written into its instance."""
    if not facts.is_bound:
        return {}
    said = {name: plain(value) for name, value in facts.values().items() if name in FACTS}
    now = plain_values(Listing.objects.get(slug=slug), said)
    return {name: value for name, value in said.items() if value != now[name]}


def _check_may_suggest(member: Member) -> None:
    """Raises Refusal while suggestions are paused, and for many in a short time."""
    check_is_open(SUGGESTIONS)
    if not all(limit.allows(str(member.pk)) for limit in LIMITS):
        raise Refusal(_("That is a lot in a short time. Your text is kept here: please try again in an hour."), 429)


def _review(request: HttpRequest, suggestion: Suggestion, form: FactsForm | None, reason: ReasonForm) -> HttpResponse:
    waits = suggestion.status == RequestStatus.WAITING
    context = suggestion_page(suggestion) | {"form": form, "decline": reason}
    context |= open_item(request, SUGGESTIONS, str(suggestion.pk), about=suggestion.member, waits=waits)
    return render(request, "directory/suggestion_review.html", context)


def _decided_before(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    suggestion.refresh_from_db()
    who = suggestion.handled_by.display_name if suggestion.handled_by else _("Another volunteer")
    messages.warning(request, _("%(who)s has just decided it. Nothing was done twice.") % {"who": who})
    return redirect("directory:suggestion_review", suggestion.pk)
