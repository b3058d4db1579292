"""Who is told of a decision: its author with the reasons, those who reported with the outcome."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.moderation.enums import Outcome
from mcs.moderation.models import Appeal, Decision, Report
from mcs.moderation.notices import (
    AppealAnswered,
    AppealHeard,
    ConversationStopped,
    DecisionTaken,
    DecisionWithdrawn,
    ReportAnswered,
    ReportHandled,
    ReportReversed,
    StatementOfReasons,
)
from mcs.moderation.queries.reports import kind_label
from mcs.notices.notice import MemberNotice
from mcs.notices.sending import send_email, tell


def tell_author(decision: Decision) -> None:
    """The statement of reasons: on the bell, and by e-mail where there is one. An erased author is nobody."""
    author = decision.author
    if author is None or author.erased_at:
        return
    is_stopped = decision.outcome == Outcome.STOPPED
    _on_the_bell(author, ConversationStopped if is_stopped else DecisionTaken, decision)
    if author.email:
        context: dict[str, Any] = {
            "title": decision.title,
            "label": str(kind_label(decision.kind)),
            "is_stopped": is_stopped,
            "facts": decision.facts,
            "ground": decision.get_ground_display(),
            "rule": decision.rule,
            "link": absolute(decision.get_absolute_url()),
            "appeal_link": absolute(reverse("moderation:appeal", args=[decision.reference])),
        }
        send_email(notice=StatementOfReasons, to=author.email, context=context)


def tell_reporters(decision: Decision) -> None:
    """Everybody who reported it."""
    for report in Report.objects.filter(decision=decision).select_related("reporter").order_by("pk"):
        if report.reporter:
            _tell(report.reporter, ReportHandled, f"report-{report.pk}", report.get_absolute_url(), report.title)
        elif report.email:
            context = {"title": report.title, "outcome": decision.get_outcome_display()}
            context |= {"link": absolute(report.get_absolute_url())}
            send_email(notice=ReportAnswered, to=report.email, context=context)


def tell_reporter(reporter: Member, *, key: str, url: str, title: str) -> None:
    """Somebody who reported what an app decides on its own page."""
    _tell(reporter, ReportHandled, key, url, title)


def tell_reversed(decision: Decision) -> None:
    """Everybody who reported it: an appeal was granted."""
    for report in Report.objects.filter(decision=decision).select_related("reporter").order_by("pk"):
        if report.reporter:
            key = f"report-{report.pk}-reversed"
            _tell(report.reporter, ReportReversed, key, report.get_absolute_url(), report.title)
        elif report.email:
            shown = _("What had been removed is shown again: its author appealed, and another look was taken.")
            context = {"title": report.title, "outcome": shown, "link": absolute(report.get_absolute_url())}
            send_email(notice=ReportAnswered, to=report.email, context=context)


def tell_withdrawn(decision: Decision) -> None:
    """Its author, when something of theirs had been hidden."""
    if decision.author and decision.ground:
        _on_the_bell(decision.author, DecisionWithdrawn, decision)


def tell_appeal_answered(appeal: Appeal) -> None:
    """Who appealed."""
    decision = appeal.decision
    author = decision.author
    if author is None or author.erased_at:
        return
    _on_the_bell(author, AppealHeard, decision)
    if author.email:
        context = {"title": decision.title, "is_granted": appeal.is_granted, "answer": appeal.answer}
        context |= {"link": absolute(decision.get_absolute_url()), "is_measure": decision.outcome == Outcome.MEASURE}
        send_email(notice=AppealAnswered, to=author.email, context=context)


def _on_the_bell(member: Member, kind: type[MemberNotice], decision: Decision) -> None:
    _tell(member, kind, f"decision-{decision.pk}", decision.get_absolute_url(), decision.title)


def _tell(member: Member, kind: type[MemberNotice], key: str, url: str, title: str) -> None:
    tell(members=[member], kind=kind, key=key, url=url, context={"title": title}, counts=key)
