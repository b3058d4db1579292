"""Who keeps which queue: volunteers all of them, a delegate those chosen for them."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from mcs.members.models import Member
from mcs.moderation.models import DeskDecision
from mcs.moderation.queries.desk import queues_of
from mcs.moderation.queues import Queue, all_queues, queue_named

User = AbstractBaseUser | AnonymousUser | None


def keeps_desk(user: User) -> bool:
    """Whether the desk opens to them, all of it or some queues."""
    return isinstance(user, Member) and user.is_active and user.keeps_desk


def keeps(user: User, queue: str) -> bool:
    """Whether they may decide what waits in the queue."""
    return isinstance(user, Member) and keeps_desk(user) and queue in queues_of(user)


def kept_queues(user: User) -> list[Queue]:
    """The queues they keep, in the order they were registered."""
    names = queues_of(user) if isinstance(user, Member) and keeps_desk(user) else ()
    return [queue for queue in all_queues() if queue.name in names]


def get_keeper(user: User, queue: str) -> Member:
    """The signed-in keeper of the queue; raises Http404 for anyone else."""
    if not isinstance(user, Member) or not keeps(user, queue):
        raise Http404
    return user


def get_kept_queue(user: User, name: str) -> Queue:
    """The queue of that name, for who keeps it; raises Http404 for anyone else."""
    queue = queue_named(name)
    if queue is None or not keeps(user, name):
        raise Http404
    return queue


def get_volunteer(user: User) -> Member:
    """The signed-in volunteer; raises Http404 for anyone else."""
    if not isinstance(user, Member) or not user.is_volunteer:
        raise Http404
    return user


def get_decision(user: User, pk: int) -> DeskDecision:
    """A decision of a queue they keep; raises Http404 for anyone else."""
    decision = get_object_or_404(DeskDecision.objects.select_related("decided_by"), pk=pk)
    get_kept_queue(user, decision.queue)
    return decision
