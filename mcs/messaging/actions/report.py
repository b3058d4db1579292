"""Asking the volunteers to look at a conversation, and what they decide."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.lib.numbers import key as pk_of
from mcs.members.models import Member
from mcs.messaging.enums import ReportOutcome, ReportReason
from mcs.messaging.models import Conversation, Participant, Report
from mcs.messaging.queries.desk import REPORTS
from mcs.moderation.actions.desk import record_decision, record_undone
from mcs.moderation.actions.tell import tell_author, tell_reporter
from mcs.moderation.enums import Ground, Outcome
from mcs.moderation.models import Decision, DeskDecision

KIND = "conversation"


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
        _state_reasons(report, volunteer)
    if report.reporter.member:
        title, url = str(_("Private conversation")), report.reporter.get_absolute_url()
        tell_reporter(report.reporter.member, key=f"conversation-{report.pk}", url=url, title=title)
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


def _state_reasons(report: Report, volunteer: Member) -> None:
    """The other side reads why, and may appeal; nothing of what was written is copied."""
    other = report.reporter.find_other()
    facts = _("What was written in this conversation was reported for this reason: %(reason)s. A volunteer agrees.")
    decision = Decision.objects.create(
        kind=KIND,
        key=str(report.pk),
        url=other.get_absolute_url() if other else "/messages/",
        title=_("Private conversation"),
        author=other.member if other else None,
        outcome=Outcome.STOPPED,
        ground=Ground.CHARTER,
        rule=_("The charter"),
        facts=facts % {"reason": str(report.get_reason_display()).lower()},
        decided_by=volunteer,
    )
    tell_author(decision)


def resume_conversation(key: str) -> bool:
    """What a granted appeal had stopped goes on; False when it did already."""
    stopped = Conversation.objects.filter(reports=pk_of(key), stopped_at__isnull=False)
    return bool(Conversation.objects.filter(pk__in=stopped.values("pk")).update(stopped_at=None))


@transaction.atomic
def reopen_report(*, report: Report, volunteer: Member) -> bool:
    """Takes a decision back: the report waits again, and the conversation it stopped goes on. False if none stood."""
    if Report.objects.filter(reporter=report.reporter_id, decided_at=None).exists():
        return False
    decided = Report.objects.filter(pk=report.pk, decided_at__isnull=False)
    if not decided.update(decided_at=None, decided_by=None, outcome=""):
        return False
    if report.outcome == ReportOutcome.STOPPED:
        resume_conversation(str(report.pk))
        stands = Decision.objects.filter(kind=KIND, key=str(report.pk), withdrawn_at=None)
        stands.update(withdrawn_at=timezone.now())
    record_undone(queue=REPORTS, key=str(report.pk), member=volunteer)
    return True


def take_report_back(decision: DeskDecision, member: Member) -> bool:
    """Undoes what the desk decided of a reported conversation; not by who takes part in it."""
    report = Report.objects.filter(pk=decision.key).exclude(conversation__participants__member=member).first()
    return report is not None and reopen_report(report=report, volunteer=member)
