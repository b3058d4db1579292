"""Taking an item in hand, keeping what was decided, and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.models import DeskDecision, DeskNote, DoneOnce, InHand
from mcs.moderation.queues import queue_named

IN_HAND_FOR = timedelta(minutes=10)
DONE_FOR = timedelta(days=30)  # longer than any link or morning lasts
TAKE = """
INSERT INTO {table} ({columns}) VALUES (%s, %s, %s, %s)
ON CONFLICT (queue, key) DO UPDATE SET member_id = excluded.member_id, until = excluded.until
WHERE {table}.member_id = excluded.member_id OR {table}.until <= %s
"""


def take_in_hand(*, queue: str, key: str, member: Member, from_another: bool = False) -> InHand:
    """Who has the item in hand from now on: the member, unless another one has it and isn't taken over from.

    One statement decides, so that of two who open it at once only one has it, on both databases.
    """
    now = timezone.now()
    mine = InHand(queue=queue, key=key, member=member, until=now + IN_HAND_FOR)
    if from_another:
        InHand.objects.filter(queue=queue, key=key).delete()
    if _takes(mine, now):
        return mine
    held = InHand.objects.filter(queue=queue, key=key).select_related("member")
    return held.first() or mine  # decided at this moment


def _takes(mine: InHand, now: datetime) -> bool:
    """Writes the hand where there is none, or one that is over or the member's own: what the ORM can't say at once."""
    fields = [field for field in InHand._meta.fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(mine, field.attname), connection) for field in fields]
    over = InHand._meta.get_field("until").get_db_prep_save(now, connection)
    said = TAKE.format(table=InHand._meta.db_table, columns=", ".join(str(field.column) for field in fields))
    with connection.cursor() as cursor:
        cursor.execute(said, [*values, over])
        return bool(cursor.rowcount)


def let_go(*, queue: str, key: str, member: Member) -> None:
    """The member no longer has the item in hand: others see it as free."""
    InHand.objects.filter(queue=queue, key=key, member=member).delete()


def is_in_others_hands(*, queue: str, key: str, member: Member) -> bool:
    """Whether another volunteer has the item in hand now."""
    held = InHand.objects.filter(queue=queue, key=key, until__gt=timezone.now())
    return held.exclude(member=member).exists()


def record_decision(
    *,
    queue: str,
    key: str,
    member: Member | None,
    said: str,
    title: str,
    since: datetime,
    about: Member | None = None,
    kept: dict[str, Any] | None = None,
) -> DeskDecision:
    """Keeps what was decided, in the transaction of the decision itself; nobody has the item in hand any more."""
    now = timezone.now()
    InHand.objects.filter(queue=queue, key=key).delete()
    return DeskDecision.objects.create(
        queue=queue,
        key=key,
        title=title[:120],
        said=said[:200],
        about=about,
        decided_by=member,
        decided_at=now,
        waited=max(0, int((now - since).total_seconds())),
        kept=kept or {},
    )


def record_undone(*, queue: str, key: str, member: Member) -> None:
    """The last decision about the item no longer stands: it waits again."""
    last = DeskDecision.objects.filter(queue=queue, key=key).first()
    if last and last.undone_at is None:
        DeskDecision.objects.filter(pk=last.pk).update(undone_at=timezone.now(), undone_by=member)


def write_note(*, queue: str, key: str, author: Member, text: str) -> DeskNote:
    """What a volunteer tells the others of an item."""
    return DeskNote.objects.create(queue=queue, key=key, author=author, text=text)


@transaction.atomic
def undo_decision(*, decision: DeskDecision, member: Member) -> bool:
    """Takes it back by what its queue says; False when it was, is too old, or can't be any more."""
    decision = DeskDecision.objects.select_for_update().get(pk=decision.pk)
    queue = queue_named(decision.queue)
    if queue is None or not decision.may_be_undone or not queue.undo(decision, member):
        return False
    DeskDecision.objects.filter(pk=decision.pk).update(undone_at=timezone.now(), undone_by=member)
    return True


def forget_old_decisions(*, keep: timedelta = timedelta(days=730)) -> int:
    """Deletes what was decided two years ago, and hands that are free; returns how many decisions."""
    InHand.objects.filter(until__lt=timezone.now()).delete()
    DoneOnce.objects.filter(done_at__lt=timezone.now() - DONE_FOR).delete()
    return DeskDecision.objects.filter(decided_at__lt=timezone.now() - keep).delete()[0]
