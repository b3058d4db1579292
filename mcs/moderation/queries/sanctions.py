"""Measures about a member, what comes next on the ladder, and who resembles a suspended account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Case, QuerySet, TextField, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.moderation.enums import Measure, Trace
from mcs.moderation.models import Likeness, Report, Sanction
from mcs.moderation.queries.reports import history_of
from mcs.moderation.queues import Rows, rows

MEASURES = "mesures"  # the queue, by its word in addresses
LADDER = tuple(Measure)
COUNTS_FOR = timedelta(days=365)  # how long a measure makes the next one graver
SHOWN = 20


def likeness_rows() -> Iterable[Rows]:
    """Who joined during a suspension and resembles it."""
    waiting = Likeness.objects.filter(settled_at=None)
    labels = [When(by=value, then=Value(str(label))) for value, label in Trace.choices]
    text = Case(*labels, output_field=TextField())
    yield rows(waiting, MEASURES, prefix="voisin-", title="member__name", text=text)


def member_file(member: Member) -> dict[str, Any]:
    """What a volunteer needs to know of a member before taking a measure: four queries."""
    told = _told(member)
    standing = {sanction.kind for sanction in told["active"]}
    return told | {
        "member": member,
        "next_step": next_step([*told["active"], *told["past"]]),
        "measures": [one for one in LADDER if one not in standing],
        "history": history_of(member, "voisin", str(member.pk)),
        "reports": Report.objects.filter(author=member, decision=None).count(),
        "likeness": Likeness.objects.filter(member=member, settled_at=None).first(),
    }


def next_step(sanctions: Iterable[Sanction]) -> Measure:
    """One step above the gravest measure of the year."""
    since = timezone.now() - COUNTS_FOR
    steps = [LADDER.index(Measure(one.kind)) for one in sanctions if one.starts_at > since and _stood(one)]
    return LADDER[min(max(steps, default=-1) + 1, len(LADDER) - 1)]


def _stood(sanction: Sanction) -> bool:
    return sanction.decision.withdrawn_at is None


def own_measures(member: Member) -> dict[str, Any]:
    """What a member reads of the measures about them: two queries."""
    likeness = Likeness.objects.select_related("ban").filter(member=member, settled_at=None).first()
    return {**_told(member), "likeness": likeness}


def _told(member: Member) -> dict[str, list[Sanction]]:
    """The measures that stand, and those of before: one query."""
    sanctions = list(_sanctions().filter(member=member)[:SHOWN])
    return {
        "active": [one for one in sanctions if one.is_active],
        "past": [one for one in sanctions if not one.is_active],
    }


def active_sanction(member: Member, kind: Measure) -> Sanction | None:
    """The one of that kind that stands."""
    return _sanctions().filter(member=member, kind=kind, ended_at=None).first()


def _sanctions() -> QuerySet[Sanction]:
    return Sanction.objects.select_related("decision__decided_by", "decision__appeal")


WHAT = {
    Measure.WARNING: _("A word, with no other effect: the next measure would be graver."),
    Measure.HOLD: _("What they publish waits until a volunteer has read it."),
    Measure.MUTE: _("They read everything, and can’t write except to the volunteers."),
    Measure.BAN: _("The account no longer opens; they may still appeal."),
}
