"""Asking the volunteers to look at a conversation, and what they decide."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from mcs.members.models import Member
from mcs.messaging.enums import ReportOutcome, ReportReason
from mcs.messaging.models import Conversation, Participant, Report


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
    return True


@transaction.atomic
def reopen_report(*, report: Report) -> bool:
    """Takes a decision back: the report waits again, and the conversation it stopped goes on. False if none stood."""
    if Report.objects.filter(reporter=report.reporter_id, decided_at=None).exists():
        return False
    decided = Report.objects.filter(pk=report.pk, decided_at__isnull=False)
    if not decided.update(decided_at=None, decided_by=None, outcome=""):
        return False
    if report.outcome == ReportOutcome.STOPPED:
        Conversation.objects.filter(pk=report.conversation_id).update(stopped_at=None)
    return True
