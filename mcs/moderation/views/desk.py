"""The desk's pages for reports and appeals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mcs.members.models import Member
from mcs.moderation.actions.appeal import answer_appeal
from mcs.moderation.actions.decide import Reasons, decide_reports, withdraw_decision
from mcs.moderation.enums import Ground
from mcs.moderation.forms.reports import AnswerForm, ReasonsForm
from mcs.moderation.models import Report
from mcs.moderation.queries.reports import APPEALS, REPORTS, history_of, kind_label, review_page
from mcs.moderation.rules.reports import get_appeal, get_decision, get_report, may_answer
from mcs.moderation.views.canned import inserts, with_canned
from mcs.moderation.views.item import go_on, open_item, others_hands


class MemberRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through to these views."""

    user: Member


@require_http_methods(["GET", "HEAD", "POST"])
def report_review(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything needed to decide on one screen; one press decides, and the next one comes up."""
    report = get_report(request.user, pk)
    pressed = request.POST.get("decision", "")
    typed = with_canned(request.POST, "facts") if pressed == "retirer" or inserts(request) else None
    form = ReasonsForm(typed, initial=_usual(report))
    if pressed == "laisser" or (form.is_bound and form.is_valid() and not inserts(request)):
        said = form.cleaned_data if form.is_bound else None
        reasons = Reasons(Ground(said["ground"]), said["rule"], said["facts"]) if said else None
        return _decide(request, report, reasons)
    waits = report.decision_id is None
    context = review_page(report) | {"form": form}
    context |= open_item(request, REPORTS, str(pk), about=report.author, waits=waits)
    return render(request, "moderation/report_review.html", context)


@require_POST
def decision_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes a decision back: what it hid is shown, what was reported waits again."""
    decision = get_decision(request.user, pk)
    if withdraw_decision(decision=decision):
        messages.success(request, _("The decision is taken back, and the report waits again."))
    else:
        messages.info(request, _("This decision can no longer be taken back."))
    report = Report.objects.filter(kind=decision.kind, key=decision.key).order_by("-created_at", "-pk").first()
    return redirect("moderation:report_review", report.pk) if report else redirect("website:desk")


@require_http_methods(["GET", "HEAD", "POST"])
def appeal_review(request: MemberRequest, pk: int) -> HttpResponse:
    """The decision, what its author says, and the answer of somebody else than who decided."""
    appeal = get_appeal(request.user, pk)
    is_mine, pressed = may_answer(request.user, appeal), request.POST.get("decision", "")
    typed = with_canned(request.POST, "answer") if pressed in ("retablir", "maintenir") or inserts(request) else None
    form = AnswerForm(typed if is_mine else None)
    if form.is_bound and form.is_valid() and not inserts(request):
        said = {"grants": pressed == "retablir", "answer": form.cleaned_data["answer"]}
        if answer_appeal(appeal=appeal, volunteer=request.user, **said):
            messages.success(request, _("The author is told."))
        else:
            messages.info(request, _("Somebody decided this before."))
        return go_on(request, APPEALS, str(pk))
    decision = appeal.decision
    context: dict[str, Any] = {"appeal": appeal, "decision": decision, "label": kind_label(decision.kind), "form": form}
    context |= {"may_answer": is_mine, "history": history_of(decision.author, decision.kind, decision.key)}
    # Who may not answer only reads: the appeal stays free for those who may.
    waits = appeal.decided_at is None and is_mine
    context |= open_item(request, APPEALS, str(pk), about=decision.author, waits=waits)
    return render(request, "moderation/appeal_review.html", context)


def _usual(report: Report) -> dict[str, str]:
    """What most decisions say, so that one press is enough."""
    facts = _("What was published here was reported for this reason: %(reason)s. A volunteer has read it and agrees.")
    reason = str(report.get_reason_display()).lower()
    return {"ground": Ground.CHARTER, "facts": facts % {"reason": reason}}


def _decide(request: MemberRequest, report: Report, reasons: Reasons | None) -> HttpResponse:
    if taken := others_hands(request, REPORTS, str(report.pk)):
        return taken
    decision = decide_reports(report=report, volunteer=request.user, reasons=reasons)
    if decision is None:
        messages.info(request, _("Somebody decided this before."))
        return redirect("moderation:report_review", report.pk)
    return go_on(request, REPORTS, str(report.pk))
