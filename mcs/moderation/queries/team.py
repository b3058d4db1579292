"""Who keeps the desk, and which queues."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.models import Delegation, DeskInvitation
from mcs.moderation.queues import Queue, all_queues


@dataclass(frozen=True)
class Keeper:
    """A volunteer, who keeps all queues, or a delegate with those chosen."""

    member: Member
    queues: list[Queue]

    @property
    def names(self) -> list[str]:
        return [queue.name for queue in self.queues]


def team() -> list[Keeper]:
    """Everybody who keeps the desk, volunteers first: two queries."""
    delegations = Prefetch("delegations", Delegation.objects.order_by("queue"))
    people = Member.objects.exclude(role=Role.MEMBER).filter(is_active=True).prefetch_related(delegations)
    return [keeper(member) for member in people.order_by("-role", "name", "pk")]


def keeper(member: Member) -> Keeper:
    """What a member keeps; nothing for one who keeps none."""
    names = {delegation.queue for delegation in member.delegations.all()}
    is_volunteer = member.role == Role.VOLUNTEER
    return Keeper(member, [queue for queue in all_queues() if is_volunteer or queue.name in names])


@dataclass(frozen=True)
class Invited:
    """Somebody asked, and the queues a delegate would keep."""

    invitation: DeskInvitation
    queues: list[Queue]


def invited() -> list[Invited]:
    """Who was asked and has not joined yet: one query."""
    waiting = DeskInvitation.objects.filter(expires_at__gt=timezone.now()).select_related("invited_by")
    return [Invited(one, [queue for queue in all_queues() if queue.name in one.queues]) for one in waiting]
