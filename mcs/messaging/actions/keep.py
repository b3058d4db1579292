"""Putting a conversation away, blocking somebody, and who of the volunteers answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.messaging.models import Block, Conversation, Participant
from mcs.messaging.queries.desk import MESSAGES
from mcs.moderation.actions.desk import record_decision
from mcs.moderation.models import DeskDecision


def archive_conversation(*, side: Participant, archived: bool) -> None:
    """Takes it out of this side's list, or puts it back; the next message puts it back too."""
    Participant.objects.filter(pk=side.pk).update(archived_at=timezone.now() if archived else None)


@transaction.atomic
def block_member(*, side: Participant, blocked: Member) -> None:
    """Neither can write to the other until she unblocks; a message on its way is refused."""
    Conversation.objects.select_for_update().get(pk=side.conversation_id)
    Block.objects.get_or_create(member=side.member, blocked=blocked)


def unblock_member(*, member: Member, blocked: Member) -> None:
    """Lets them write to each other again."""
    Block.objects.filter(member=member, blocked=blocked).delete()


def take_conversation(*, side: Participant, volunteer: Member) -> bool:
    """Says that this volunteer answers; False when another one had it in hand."""
    free = Participant.objects.filter(Q(holder=None) | Q(holder=volunteer), pk=side.pk, is_volunteers=True)
    return bool(free.update(holder=volunteer))


def release_conversation(*, side: Participant) -> None:
    """Nobody has it in hand: any volunteer may say so, of one who is away."""
    Participant.objects.filter(pk=side.pk).update(holder=None)


@transaction.atomic
def settle_conversation(*, side: Participant, volunteer: Member) -> bool:
    """Nothing is left to answer: it no longer waits at the desk. False when it did not."""
    since = side.waiting_since
    if since is None or not Participant.objects.filter(pk=side.pk, waiting_since=since).update(waiting_since=None):
        return False
    record_handled(side=side, volunteer=volunteer, said=_("Nothing to answer: %(name)s"), since=since)
    return True


def record_handled(*, side: Participant, volunteer: Member, said: str, since: datetime) -> None:
    """Keeps at the desk how the volunteers dealt with what waited since then."""
    others = side.conversation.participants.exclude(pk=side.pk).select_related("member")
    other = others.first()
    name = other.name if other else ""
    record_decision(
        queue=MESSAGES,
        key=str(side.conversation_id),
        member=volunteer,
        said=said % {"name": name},
        title=name,
        since=since,
        about=other.member if other else None,
        kept={"since": since.isoformat()},
    )


def wait_again(decision: DeskDecision, member: Member) -> bool:
    """The conversation waits again since when it did; what was sent stays sent."""
    since = datetime.fromisoformat(decision.kept["since"])
    sides = Participant.objects.filter(conversation=int(decision.key), is_volunteers=True, waiting_since=None)
    return bool(sides.update(waiting_since=since))
