"""Moderation's own queues at the desk: what is reported, and appeals."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.moderation.actions.decide import withdraw_decision
from mcs.moderation.models import Decision, DeskDecision
from mcs.moderation.queries.reports import APPEALS, REPORTS, appeal_rows, report_rows
from mcs.moderation.queues import Queue


def _report_url(key: str) -> str:
    return reverse("moderation:report_review", args=[key])


def _appeal_url(key: str) -> str:
    return reverse("moderation:appeal_review", args=[key])


def _withdraw(decision: DeskDecision, member: Member) -> bool:
    taken = Decision.objects.filter(pk=decision.kept["decision"]).first()
    return taken is not None and withdraw_decision(decision=taken)


QUEUES = (
    Queue(name=REPORTS, label=_("Report"), icon="flag", waiting=report_rows, url=_report_url, undo=_withdraw),
    Queue(name=APPEALS, label=_("Appeal"), icon="scale", waiting=appeal_rows, url=_appeal_url),
)
