"""A volunteer decides on what was reported, and may take the decision back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.actions.desk import record_decision
from mcs.moderation.actions.tell import tell_author, tell_reporters, tell_withdrawn
from mcs.moderation.enums import RESTRICTING, Ground, Outcome
from mcs.moderation.models import Decision, DeskDecision, Report
from mcs.moderation.queries.reports import REPORTS
from mcs.moderation.reportables import PAGE, find_subject, reportable_named

UNDO_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Reasons:
    """What a restriction stands on: the ground, which rule of it, and the facts, as the author will read them."""

    ground: Ground
    rule: str
    facts: str


@transaction.atomic
def decide_reports(*, report: Report, volunteer: Member, reasons: Reasons | None) -> Decision | None:
    """Decides every report of the same thing that waits: hidden when there are reasons, else it stays.

    Whoever wrote it gets the reasons, whoever reported it the outcome. None when somebody decided before. What was
    deleted meanwhile is decided as gone: nobody is restricted.
    """
    # The rows are taken: of two volunteers at once the second finds none left.
    same = Report.objects.select_for_update().filter(kind=report.kind, key=report.key, decision=None)
    waiting = list(same.order_by("pk"))
    if not waiting:
        return None
    decision = _decided(waiting[0], volunteer, reasons)
    Report.objects.filter(pk__in=[one.pk for one in waiting]).update(decision=decision)
    if decision.outcome == Outcome.REMOVED:
        tell_author(decision)
    tell_reporters(decision)
    record_decision(
        queue=REPORTS,
        key=str(report.pk),
        member=volunteer,
        said=f"{decision.get_outcome_display()} — {decision.title}",
        title=decision.title,
        since=waiting[0].created_at,
        about=decision.author,
        kept={"decision": decision.pk},
    )
    return decision


def _decided(report: Report, volunteer: Member, reasons: Reasons | None) -> Decision:
    subject, outcome = find_subject(report.kind, report.key), Outcome.KEPT
    if reasons:
        outcome = Outcome.REMOVED if _hide(report.kind, report.key) else Outcome.GONE
    elif subject is None and report.kind != PAGE:
        outcome = Outcome.GONE
    values = {"ground": reasons.ground, "rule": reasons.rule, "facts": reasons.facts} if reasons else {}
    return Decision.objects.create(
        kind=report.kind,
        key=report.key,
        url=report.url,
        title=subject.title[:120] if subject else report.title,
        excerpt=subject.text[:5000] if subject else report.excerpt,
        author=subject.author if subject else report.author,
        outcome=outcome,
        decided_by=volunteer,
        **(values if outcome == Outcome.REMOVED else {}),
    )


def _hide(kind: str, key: str) -> bool:
    """Whether there was something; a page is changed by hand, by the volunteer who says so."""
    reportable = reportable_named(kind)
    return reportable.remove(key) if reportable else True


@transaction.atomic
def withdraw_decision(*, decision: Decision, reopens: bool = True) -> bool:
    """Shows again what the decision hid; False when it was withdrawn before, or too long ago to be.

    With `reopens` its reports wait for another decision; without (an appeal was granted) they stay decided.
    """
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    if current.withdrawn_at or (reopens and current.decided_at < timezone.now() - UNDO_FOR):
        return False
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])
    reportable = reportable_named(current.kind)
    if current.outcome in RESTRICTING and reportable:
        reportable.restore(current.key)
    if reopens:
        _reopen(current)
        stands = DeskDecision.objects.filter(queue=REPORTS, kept__decision=current.pk, undone_at=None)
        stands.update(undone_at=current.withdrawn_at)
        tell_withdrawn(current)
    return True


def _reopen(decision: Decision) -> None:
    """Its reports wait again, but those of who has reported it anew since."""
    again = Report.objects.filter(kind=decision.kind, key=decision.key, decision=None).order_by("pk")
    anew = again.exclude(reporter=None).values("reporter")
    Report.objects.filter(decision=decision).exclude(reporter__in=anew).update(decision=None)
