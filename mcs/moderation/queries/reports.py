"""What was reported and waits, appeals that wait, and all that is needed to decide on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.moderation.enums import RESTRICTING, Outcome, ReportReason
from mcs.moderation.models import Appeal, Decision, Report
from mcs.moderation.queues import URGENT, Rows, rows
from mcs.moderation.reportables import find_subject, reportable_named

SHOWN, HISTORY = 50, 10
REPORTS, APPEALS = "signalements", "appels"  # queues, by their word in addresses
DANGER = (ReportReason.UNSAFE, ReportReason.CHILD)
APPEAL_FOR = timedelta(days=183)  # six months: European regulation 2022/2065, article 20.1
PAGE_LABEL = _("Page of the site")


def kind_label(kind: str) -> str | Promise:
    """What a kind is called; one that is no longer registered is a page."""
    reportable = reportable_named(kind)
    return reportable.label if reportable else PAGE_LABEL


def report_rows() -> Iterable[Rows]:
    """Things reported and not decided, by their oldest report, each once; danger comes before the rest."""
    waiting = Report.objects.filter(decision=None)
    older = waiting.filter(kind=OuterRef("kind"), key=OuterRef("key"), pk__lt=OuterRef("pk"))
    labels = [When(reason=value, then=Value(str(label))) for value, label in ReportReason.choices]
    text = Concat(Case(*labels, output_field=TextField()), Value(" — "), "text", output_field=TextField())
    first = waiting.exclude(Exists(older))
    yield rows(first.filter(reason__in=DANGER), REPORTS, title="title", text=text, urgency=2)
    yield rows(first.exclude(reason__in=DANGER), REPORTS, title="title", text=text, urgency=URGENT)


def appeal_rows() -> Iterable[Rows]:
    """Appeals that wait."""
    yield rows(Appeal.objects.filter(decided_at=None), APPEALS, title="decision__title", text="text", urgency=URGENT)


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
        decision.outcome not in RESTRICTING
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
