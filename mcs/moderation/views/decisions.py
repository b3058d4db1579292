"""What a restricted author reads, the appeal, and the figures of the year."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mcs.lib.ratelimit.limits import client_block
from mcs.members.rules import Refusal
from mcs.moderation.actions.appeal import appeal_decision
from mcs.moderation.forms.reports import AppealForm
from mcs.moderation.queries.reports import APPEAL_FOR, kind_label, may_be_appealed
from mcs.moderation.queries.transparency import figures_of, years
from mcs.moderation.rules.reports import APPEALS, TOO_MANY, get_decision_told


@login_not_required
@never_cache
@require_safe
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """The statement of reasons. Its address was given to the author, who may no longer be able to sign in."""
    told = get_decision_told(reference)
    context: dict[str, Any] = {"decision": told, "label": kind_label(told.kind), "may_appeal": may_be_appealed(told)}
    context |= {"sanction": getattr(told, "sanction", None)}
    context |= {"appeal": getattr(told, "appeal", None), "appeal_until": told.decided_at + APPEAL_FOR}
    return render(request, "moderation/decision.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """One appeal a decision; afterwards its page says where it stands."""
    told, status = get_decision_told(reference), 200
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            if not APPEALS.allows(client_block(request)):
                raise Refusal(TOO_MANY, 429)
            appeal_decision(decision=told, text=form.cleaned_data["text"])
            return redirect(told)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    elif not form.is_bound and not may_be_appealed(told):
        return redirect(told)
    context = {"decision": told, "label": kind_label(told.kind), "form": form}
    return render(request, "moderation/appeal.html", context, status=status)


@login_not_required
@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """What was reported and decided, year by year, without anybody's name."""
    known, asked = years(), request.GET.get("annee", "")
    if asked and asked not in map(str, known):
        raise Http404
    context = {"figures": figures_of(int(asked) if asked else known[0]), "years": known}
    return render(request, "moderation/transparency.html", context)
