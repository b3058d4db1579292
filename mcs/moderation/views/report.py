"""Reporting, and following what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mcs.lib.ratelimit.limits import client_block
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.actions.report import receive_notice, report_subject
from mcs.moderation.enums import ReportReason
from mcs.moderation.forms.reports import NoticeForm, ReportForm
from mcs.moderation.models import Report
from mcs.moderation.queries.reports import kind_label
from mcs.moderation.reportables import Subject
from mcs.moderation.rules.reports import (
    REPORTS,
    TOO_MANY,
    check_may_report,
    get_report_told,
    get_subject,
    may_notify_now,
)


class MemberRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through to these views."""

    user: Member


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, kind: str, key: str) -> HttpResponse:
    """Each reason is a button: two presses from the page where something is wrong."""
    subject, status = get_subject(kind, key), 200
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            return redirect(_reported(request, request.user, subject, ReportReason(data["reason"]), data["text"]))
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    is_own = subject.author is not None and subject.author.pk == request.user.pk
    context = {"subject": subject, "label": kind_label(kind), "form": form, "is_own": is_own}
    return render(request, "moderation/report.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """Anybody's notice, an account or not."""
    member = request.user if isinstance(request.user, Member) else None
    start, status = {"address": request.GET.get("adresse", "")[:500]}, 200
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=start, is_member=member is not None)
    if form.is_bound and form.is_valid():
        if form.is_machine:
            return render(request, "moderation/notice_sent.html", {"report": None})
        try:
            return redirect(_noticed(request, member, form))
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    return render(request, "moderation/notice.html", {"form": form}, status=status)


@login_not_required
@never_cache
@require_safe
def report_followed(request: HttpRequest, reference: str) -> HttpResponse:
    """Where one's report stands; its address is known to who made it."""
    told = get_report_told(reference)
    return render(request, "moderation/notice_sent.html", {"report": told, "label": kind_label(told.kind)})


def _reported(request: HttpRequest, member: Member, subject: Subject, reason: ReportReason, text: str) -> Report:
    """Raises Refusal for one's own, and beyond the limit."""
    check_may_report(member, subject)
    if not REPORTS.allows(str(member.pk)):
        raise Refusal(TOO_MANY, 429)
    made, is_new = report_subject(subject=subject, reporter=member, reason=reason, text=text)
    if not is_new:
        messages.info(request, _("You had reported this already: the volunteers have it."))
    return made


def _noticed(request: HttpRequest, member: Member | None, form: NoticeForm) -> Report:
    """Raises Refusal for one's own, and beyond the limit."""
    data = form.cleaned_data
    if member:
        return _reported(request, member, form.found, ReportReason(data["reason"]), data["text"])
    if not may_notify_now(client_block(request)):
        raise Refusal(TOO_MANY, 429)
    return receive_notice(
        subject=form.found,
        reason=ReportReason(data["reason"]),
        text=data["text"],
        name=data["name"],
        email=data["email"],
    )
