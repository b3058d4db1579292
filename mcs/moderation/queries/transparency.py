"""The figures of a year, from what was stored and nothing else (European regulation 2022/2065, article 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from mcs.moderation.enums import RESTRICTING, Ground, Outcome, ReportReason
from mcs.moderation.models import Appeal, Decision, Report


@dataclass(frozen=True)
class Figures:
    """What happened in one year."""

    year: int
    reports: int
    from_visitors: int
    reasons: list[tuple[str | Promise, int]]
    decisions: int
    outcomes: list[tuple[str | Promise, int]]
    grounds: list[tuple[str | Promise, int]]
    automated: int
    days_to_decide: float | None
    appeals: int
    granted: int
    refused: int
    days_to_answer: float | None


def years() -> list[int]:
    """The years with something to tell, the latest first, and this one always: two queries."""
    found = {day.year for day in Report.objects.dates("created_at", "year")}
    found |= {day.year for day in Decision.objects.dates("decided_at", "year")}
    return sorted(found | {timezone.localdate().year}, reverse=True)


def figures_of(year: int) -> Figures:
    """The figures of that year: seven queries."""
    reports, decisions = Report.objects.filter(created_at__year=year), Decision.objects.filter(decided_at__year=year)
    appeals = Appeal.objects.filter(created_at__year=year)
    received = reports.aggregate(all=Count("pk"), visitors=Count("pk", filter=Q(reporter=None) & ~Q(email="")))
    taken = decisions.aggregate(all=Count("pk"), automated=Count("pk", filter=Q(is_automated=True)))
    answered = list(appeals.values_list("is_granted", "created_at", "decided_at"))
    first = decisions.annotate(first=Min("reports__created_at")).exclude(first=None)
    return Figures(
        year=year,
        reports=received["all"],
        from_visitors=received["visitors"],
        reasons=_counted(reports, "reason", ReportReason.choices),
        decisions=taken["all"],
        outcomes=_counted(decisions, "outcome", Outcome.choices),
        grounds=_counted(decisions.filter(outcome__in=RESTRICTING), "ground", Ground.choices),
        automated=taken["automated"],
        days_to_decide=_days(end - start for start, end in first.order_by().values_list("first", "decided_at")),
        appeals=len(answered),
        granted=sum(granted is True for granted, _, _ in answered),
        refused=sum(granted is False for granted, _, _ in answered),
        days_to_answer=_days(end - start for _, start, end in answered if end),
    )


def _counted(rows: QuerySet[Any], name: str, choices: Iterable[Any]) -> list[tuple[str | Promise, int]]:
    counts = dict(rows.order_by().values_list(name).annotate(count=Count("pk")))
    return [(label, counts[value]) for value, label in choices if counts.get(value)]


def _days(waits: Iterable[timedelta]) -> float | None:
    """The median, in days to a tenth; None for nothing."""
    found = [wait.total_seconds() / 86_400 for wait in waits]
    return round(median(found), 1) if found else None
