"""Asking the volunteers to look at a conversation, and what they decide."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.messaging.enums import ReportOutcome, ReportReason
from mcs.messaging.models import Conversation, Participant, Report
from mcs.messaging.queries.desk import REPORTS
from mcs.moderation.actions.desk import record_decision, record_undone
from mcs.moderation.models import DeskDecision


def report_conversation(*, side: Participant, reason: ReportReason, text: str) -> Report:
    """The report that waits for the volunteers; a second press finds the first."""
    values = {"conversation": side.conversation, "reason": reason, "text": text}
    report, _is_new = Report.objects.get_or_create(reporter=side, decided_at=None, defaults=values)
    return report


@transaction.atomic
def decide_report(*, report: Report, volunteer: Member, outcome: ReportOutcome) -> bool:
    """Keeps or stops the conversation; False when somebody decided before: nothing is done twice."""
    values = {"decided_at": timezone.now(), "decided_by": volunteer, "outcome": outcome}
    if not Report.objects.filter(pk=report.pk, decided_at=None).update(**values):
        return False
    if outcome == ReportOutcome.STOPPED:
        Conversation.objects.filter(pk=report.conversation_id, stopped_at=None).update(stopped_at=timezone.now())
    stopped = outcome == ReportOutcome.STOPPED
    said = _("Conversation stopped: %(reason)s") if stopped else _("Conversation goes on: %(reason)s")
    reason = str(report.get_reason_display())
    record_decision(
        queue=REPORTS,
        key=str(report.pk),
        member=volunteer,
        said=said % {"reason": reason},
        title=reason,
        since=report.created_at,
    )
    return True


@transaction.atomic
def reopen_report(*, report: Report, volunteer: Member) -> bool:
    """Takes a decision back: the report waits again, and the conversation it stopped goes on. False if none stood."""
    if Report.objects.filter(reporter=report.reporter_id, decided_at=None).exists():
        return False
    decided = Report.objects.filter(pk=report.pk, decided_at__isnull=False)
    if not decided.update(decided_at=None, decided_by=None, outcome=""):
        return False
    if report.outcome == ReportOutcome.STOPPED:
        Conversation.objects.filter(pk=report.conversation_id).update(stopped_at=None)
    record_undone(queue=REPORTS, key=str(report.pk), member=volunteer)
    return True


def take_report_back(decision: DeskDecision, member: Member) -> bool:
    """Undoes what the desk decided of a reported conversation."""
    report = Report.objects.filter(pk=decision.key).first()
    return report is not None and reopen_report(report=report, volunteer=member)
