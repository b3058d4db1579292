"""Moderation's own queues at the desk: what is reported, and appeals."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mcs.lib.numbers import key as pk_of
from mcs.members.models import Member
from mcs.moderation.actions.decide import withdraw_decision
from mcs.moderation.actions.sanctions import take_measure_back
from mcs.moderation.models import Decision, DeskDecision, Sanction
from mcs.moderation.queries.reports import APPEALS, REPORTS, appeal_rows, report_rows
from mcs.moderation.queries.sanctions import MEASURES, likeness_rows
from mcs.moderation.queues import Queue


def _report_url(key: str) -> str:
    return reverse("moderation:report_review", args=[key])


def _appeal_url(key: str) -> str:
    return reverse("moderation:appeal_review", args=[key])


def _measure_url(key: str) -> str:
    """Of somebody who resembles a suspended account, else the page of the member a measure is about."""
    kind, _dash, pk = key.partition("-")
    if kind == "mesure" and pk_of(pk):
        sanction = Sanction.objects.filter(pk=pk_of(pk), member__isnull=False).first()
        return reverse("moderation:desk_member", args=[sanction.member_id]) if sanction else reverse("website:desk")
    return reverse("moderation:likeness_review", args=[pk if kind == "voisin" else ""])


def _withdraw(decision: DeskDecision, member: Member) -> bool:
    """Not by who it is about."""
    taken = Decision.objects.filter(pk=decision.kept["decision"]).first()
    if taken and taken.author_id == member.pk:
        return False
    return taken is not None and withdraw_decision(decision=taken)


QUEUES = (
    Queue(
        name=REPORTS,
        label=pgettext_lazy("queue", "Report"),
        icon="flag",
        waiting=report_rows,
        url=_report_url,
        undo=_withdraw,
    ),
    Queue(name=APPEALS, label=_("Appeal"), icon="scale", waiting=appeal_rows, url=_appeal_url),
    Queue(
        name=MEASURES,
        label=_("Measure"),
        icon="scale",
        waiting=likeness_rows,
        url=_measure_url,
        undo=take_measure_back,
    ),
)
