"""Who takes part in what."""

from __future__ import annotations

from django.db.models import Q

from mcs.members.models import Member
from mcs.messaging.models import Block, Conversation, Participant

VOLUNTEERS = "volunteers"


def pair_of(member: Member, other: Member | None) -> str:
    """The key of the one conversation of these two; None stands for the volunteers."""
    return ":".join(sorted([str(member.pk), str(other.pk) if other else VOLUNTEERS]))


def side_of(member: Member, other: Member | None) -> Participant | None:
    """The member's side of their conversation, if they have one."""
    sides = Participant.objects.select_related("conversation")
    return sides.filter(member=member, conversation__pair=pair_of(member, other)).first()


def both_sides(pk: int) -> list[Participant]:
    """Who takes part in the conversation of that key, with all that its page says of them: one query."""
    people = Participant.objects.select_related("conversation", "member__district", "holder")
    sides = list(people.filter(conversation__in=Conversation.objects.filter(pk=pk)).order_by("pk"))
    for side in sides:
        side.other = next((one for one in sides if one.pk != side.pk), None)
    return sides


def blocks_between(one: Member | None, two: Member | None) -> list[Block]:
    """Who of the two no longer wants to hear of the other: none, one or two rows."""
    if one is None or two is None:
        return []
    return list(Block.objects.filter(Q(member=one, blocked=two) | Q(member=two, blocked=one)))
