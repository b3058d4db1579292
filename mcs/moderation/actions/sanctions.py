"""A measure about an account is taken, ends by the calendar, or is lifted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.actions import close_sessions
from mcs.members.models import Member
from mcs.members.queries import locked_volunteers
from mcs.members.rules import Refusal
from mcs.moderation.actions.decide import Reasons, withdraw_decision
from mcs.moderation.actions.desk import record_decision
from mcs.moderation.actions.tell_measures import tell_likeness, tell_over, tell_taken
from mcs.moderation.actions.traces import forget_traces, keep_traces
from mcs.moderation.enums import Measure, Outcome
from mcs.moderation.models import BanTrace, Decision, DeskDecision, Likeness, Sanction
from mcs.moderation.models.reports import new_reference
from mcs.moderation.queries.sanctions import MEASURES, active_sanction
from mcs.moderation.rules.sanctions import check_may_lift, check_may_sanction

KIND = "mesure"  # of decisions, in the registry of what can be restored
AT_ONCE = 200


@transaction.atomic
def sanction_member(
    *, member: Member, volunteer: Member, kind: Measure, days: int, reasons: Reasons
) -> Sanction | None:
    """The measure, told to the member with its reasons; None when one of that kind stands already.

    Raises Refusal where the volunteer may not take it.
    """
    volunteers = locked_volunteers()  # the last two can't suspend each other
    current = Member.objects.select_for_update().get(pk=member.pk)
    check_may_sanction(Member.objects.get(pk=volunteer.pk), current, kind, volunteers)
    due = active_sanction(current, kind)
    if due and not (due.ends_at <= timezone.now() and end_sanction(sanction=due)):
        return None
    sanction = _written(current, volunteer, kind, days, reasons)
    if kind == Measure.BAN:
        _close_account(sanction, current)
    push_down(current)
    tell_taken(sanction)
    name = current.display_name
    record_decision(
        queue=MEASURES,
        key=f"mesure-{sanction.pk}",
        member=volunteer,
        said=_("%(measure)s: %(name)s") % {"measure": kind.label, "name": name},
        title=name,
        since=sanction.starts_at,
        about=current,
        kept={"decision": sanction.decision_id},
    )
    return sanction


def _written(member: Member, volunteer: Member, kind: Measure, days: int, reasons: Reasons) -> Sanction:
    reference, now = new_reference(), timezone.now()
    decision = Decision.objects.create(
        kind=KIND,
        key=reference,
        reference=reference,
        url=f"/voisins/{member.pk}/",
        title=str(kind.label),
        author=member,
        outcome=Outcome.MEASURE,
        ground=reasons.ground,
        rule=reasons.rule,
        facts=reasons.facts,
        decided_by=volunteer,
    )
    return Sanction.objects.create(
        decision=decision, member=member, kind=kind, starts_at=now, ends_at=now + timedelta(days=days)
    )


def _close_account(ban: Sanction, member: Member) -> None:
    keep_traces(ban=ban, member=member)
    Likeness.objects.filter(member=member).delete()
    Member.objects.filter(pk=member.pk).update(is_active=False)
    close_sessions(member=member)


@transaction.atomic
def end_sanction(*, sanction: Sanction, lifted: bool = False) -> bool:
    """Its effects end and the member is told; False when they had ended before."""
    about = Member.objects.filter(sanctions=sanction)
    member = about.select_for_update(of=("self",)).first()
    now = timezone.now()
    if not Sanction.objects.filter(pk=sanction.pk, ended_at=None).update(ended_at=now):
        return False
    if member is None or member.erased_at:
        forget_traces(ban=sanction)
        return True
    if sanction.kind == Measure.BAN:
        Member.objects.filter(pk=member.pk).update(is_active=True)
        resembled = [one.member for one in Likeness.objects.filter(ban=sanction).select_related("member")]
        forget_traces(ban=sanction)
        for other in resembled:
            push_down(other)
    push_down(member)
    tell_over(sanction, member, lifted=lifted)
    return True


def end_measure(key: str) -> bool:
    """Its decision was taken back, or overturned by an appeal."""
    sanction = Sanction.objects.filter(decision__reference=key).first()
    return sanction is not None and end_sanction(sanction=sanction, lifted=True)


def end_due_sanctions(*, now: datetime | None = None) -> int:
    """Ends those whose time is over; returns how many. Running it again changes nothing."""
    due = Sanction.objects.filter(ended_at=None, ends_at__lte=now or timezone.now()).order_by("ends_at", "pk")
    return sum(end_sanction(sanction=sanction) for sanction in due[:AT_ONCE])


def push_down(member: Member) -> None:
    """What the member's row says of measures, made again from those that stand: two queries and a write."""
    standing = Sanction.objects.filter(member=member, ended_at=None)
    until = dict(standing.values_list("kind", "ends_at"))
    held_until, held_for = until.get(Measure.HOLD), "measure"
    likeness = Likeness.objects.filter(member=member, settled_at=None).select_related("ban").first()
    if held_until is None and likeness:
        held_until, held_for = likeness.ban.ends_at, "likeness"
    Member.objects.filter(pk=member.pk).update(
        muted_until=until.get(Measure.MUTE), held_until=held_until, held_for=held_for if held_until else ""
    )


@transaction.atomic
def hold_likeness(*, member: Member, trace: BanTrace) -> bool:
    """What they publish waits for a volunteer, and they are told; False when it does or did already."""
    values = {"ban_id": trace.ban_id, "by": trace.kind}
    likeness, is_new = Likeness.objects.get_or_create(member=member, defaults=values)
    if is_new:
        push_down(member)
        tell_likeness(likeness)
    return is_new


@transaction.atomic
def settle_likeness(*, likeness: Likeness, volunteer: Member) -> bool:
    """It is somebody else: nothing is held any more. False when a volunteer said so before."""
    if not Likeness.objects.filter(pk=likeness.pk, settled_at=None).update(settled_at=timezone.now()):
        return False
    push_down(likeness.member)
    name = likeness.member.display_name
    record_decision(
        queue=MEASURES,
        key=f"voisin-{likeness.pk}",
        member=volunteer,
        said=_("Somebody else: %(name)s") % {"name": name},
        title=name,
        since=likeness.created_at,
        about=likeness.member,
        kept={"likeness": likeness.pk},
    )
    return True


def forget_sanctions(*, member: Member) -> None:
    """Somebody leaves: nothing stands any more, and nothing says that it was about them."""
    Likeness.objects.filter(member=member).delete()
    DeskDecision.objects.filter(queue=MEASURES, about=member).update(title="", said=_("Measure"))
    for sanction in Sanction.objects.filter(member=member, ended_at=None):
        forget_traces(ban=sanction)
    sanctions = Sanction.objects.filter(member=member)
    sanctions.filter(ended_at=None).update(ended_at=timezone.now())
    sanctions.update(member=None)


def take_measure_back(decision: DeskDecision, member: Member) -> bool:
    """Undoes what the desk decided: the measure is lifted, or the likeness waits again."""
    if "likeness" in decision.kept:
        again = Likeness.objects.filter(pk=decision.kept["likeness"], ban__ended_at=None).exclude(member=member)
        if not again.update(settled_at=None):
            return False
        push_down(again.get().member)
        return True
    sanction = Sanction.objects.filter(decision=decision.kept.get("decision")).first()
    try:
        return sanction is not None and lift_sanction(sanction=sanction, volunteer=member)
    except Refusal:
        return False


@transaction.atomic
def lift_sanction(*, sanction: Sanction, volunteer: Member) -> bool:
    """Taken back by the volunteers before its end; False when it had ended. Raises Refusal."""
    check_may_lift(volunteer, sanction)
    if sanction.ended_at:
        return False
    # Locked in the order of the desk's undo and of appeals: what was decided, its reasons, the member.
    stands = DeskDecision.objects.select_for_update().filter(queue=MEASURES, key=f"mesure-{sanction.pk}")
    decided = [one.pk for one in stands.filter(undone_at=None).order_by("pk")]
    withdrawn = withdraw_decision(decision=sanction.decision, reopens=False)
    if not withdrawn:
        return False
    DeskDecision.objects.filter(pk__in=decided).update(undone_at=timezone.now(), undone_by=volunteer)
    return True
