"""Asking for another look at a decision, and answering."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.moderation.actions.decide import withdraw_decision
from mcs.moderation.actions.desk import record_decision
from mcs.moderation.actions.tell import tell_appeal_answered, tell_reversed
from mcs.moderation.models import Appeal, Decision
from mcs.moderation.queries.reports import APPEALS
from mcs.moderation.rules.reports import check_may_appeal


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
        tell_reversed(appeal.decision)
    tell_appeal_answered(appeal)
    decision = appeal.decision
    record_decision(
        queue=APPEALS,
        key=str(appeal.pk),
        member=volunteer,
        said=(_("Appeal granted: %(title)s") if grants else _("Appeal refused: %(title)s")) % {"title": decision.title},
        title=decision.title,
        since=appeal.created_at,
        about=decision.author,
        kept={"final": True},
    )
    return True
