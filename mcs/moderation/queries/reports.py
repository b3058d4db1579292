"""What was reported and waits, appeals that wait, and all that is needed to decide on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.moderation.enums import Outcome
from mcs.moderation.models import Appeal, Decision, Report
from mcs.moderation.queues import QueueItem
from mcs.moderation.reportables import find_subject, reportable_named

SHOWN, HISTORY = 50, 10
APPEAL_FOR = timedelta(days=183)  # six months: European regulation 2022/2065, article 20.1
PAGE_LABEL = _("Page of the site")


def kind_label(kind: str) -> str | Promise:
    """What a kind is called; one that is no longer registered is a page."""
    reportable = reportable_named(kind)
    return reportable.label if reportable else PAGE_LABEL


def report_items() -> Iterable[QueueItem]:
    """Things reported and not decided, oldest report first, each once: one query."""
    waiting: dict[tuple[str, str], Report] = {}
    for report in Report.objects.filter(decision=None).order_by("created_at", "pk")[: SHOWN * 4]:
        waiting.setdefault((report.kind, report.key), report)
    return [
        QueueItem(
            queue=_("Report"),
            icon="flag",
            title=report.title or str(kind_label(report.kind)),
            excerpt=Truncator(": ".join(filter(None, [str(report.get_reason_display()), report.text]))).chars(140),
            waiting_since=report.created_at,
            url=reverse("moderation:report_review", args=[report.pk]),
        )
        for report in list(waiting.values())[:SHOWN]
    ]


def appeal_items() -> Iterable[QueueItem]:
    """Appeals that wait, oldest first: one query."""
    appeals = Appeal.objects.filter(decided_at=None).select_related("decision").order_by("created_at", "pk")
    return [
        QueueItem(
            queue=_("Appeal"),
            icon="scale",
            title=appeal.decision.title or str(kind_label(appeal.decision.kind)),
            excerpt=Truncator(appeal.text).chars(140),
            waiting_since=appeal.created_at,
            url=reverse("moderation:appeal_review", args=[appeal.pk]),
        )
        for appeal in appeals[:SHOWN]
    ]


def review_page(report: Report) -> dict[str, Any]:
    """What is reported as it is now, every report of it that waits, and what was decided before about its author."""
    same = Report.objects.filter(kind=report.kind, key=report.key).select_related("reporter")
    reportable = reportable_named(report.kind)
    return {
        "report": report,
        "subject": find_subject(report.kind, report.key),
        "label": kind_label(report.kind),
        "is_removable": reportable.is_removable if reportable else True,
        "reports": list(same.filter(decision=report.decision_id).order_by("created_at", "pk")[:SHOWN]),
        "history": history_of(report.author, report.kind, report.key),
    }


def history_of(author: Member | None, kind: str, key: str) -> list[Decision]:
    """The last decisions about the thing and about its author's others."""
    about = Q(kind=kind, key=key) | (Q(author=author) if author else Q(pk=None))
    return list(Decision.objects.filter(about).select_related("decided_by").order_by("-decided_at", "-pk")[:HISTORY])


def may_be_appealed(decision: Decision) -> bool:
    """Whether it restricts somebody, still stands, is not too old, and nobody has appealed yet."""
    if (
        decision.outcome != Outcome.REMOVED
        or decision.withdrawn_at
        or decision.decided_at < timezone.now() - APPEAL_FOR
    ):
        return False
    return not Appeal.objects.filter(decision=decision).exists()


def kept_for_appeal(kind: str) -> list[str]:
    """Keys of what was removed and must not be deleted yet: it may be appealed, or an appeal waits."""
    removed = Decision.objects.filter(kind=kind, outcome=Outcome.REMOVED, withdrawn_at=None)
    open_ = Q(decided_at__gte=timezone.now() - APPEAL_FOR, appeal=None)
    open_ |= Q(appeal__isnull=False, appeal__decided_at=None)
    return list(removed.filter(open_).order_by("pk").values_list("key", flat=True))
