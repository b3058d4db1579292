"""Putting a conversation away, blocking somebody, and who of the volunteers answers."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mcs.members.models import Member
from mcs.messaging.models import Block, Conversation, Participant


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


def settle_conversation(*, side: Participant) -> None:
    """Nothing is left to answer: it no longer waits at the desk."""
    Participant.objects.filter(pk=side.pk).update(waiting_since=None)
