"""Asking for another look at a decision, and answering."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.actions.decide import withdraw_decision
from mcs.moderation.actions.tell import tell_appeal_answered
from mcs.moderation.models import Appeal, Decision
from mcs.moderation.rules import check_may_appeal


@transaction.atomic
def appeal_decision(*, decision: Decision, text: str) -> Appeal:
    """The appeal, which waits for a volunteer. Raises Refusal for a second one, or when there is nothing to appeal."""
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    check_may_appeal(current)
    return Appeal.objects.create(decision=current, text=text)


@transaction.atomic
def answer_appeal(*, appeal: Appeal, volunteer: Member, grants: bool, answer: str) -> bool:
    """Tells the author; what a granted appeal was about is shown again. False when somebody answered before."""
    values = {"decided_by": volunteer, "decided_at": timezone.now(), "is_granted": grants, "answer": answer}
    if not Appeal.objects.filter(pk=appeal.pk, decided_at=None).update(**values):
        return False
    appeal.refresh_from_db()
    if grants:
        withdraw_decision(decision=appeal.decision, reopens=False)
    tell_appeal_answered(appeal)
    return True
