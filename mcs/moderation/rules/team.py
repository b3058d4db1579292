"""Who may appoint, and who must stay."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mcs.lib.ratelimit.limits import Limit
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.rules import Refusal

DAY = 86_400
INVITATIONS = Limit("desk.invite", 10, DAY)  # by one volunteer
INVITATIONS_TO = Limit("desk.invite.to", 3, DAY)  # to one mailbox, whoever asks
LAST = _("You are the last volunteer here: appoint somebody first, then step down.")
LEFT = _("This neighbour has left or is suspended: nobody can be appointed in their name.")


def get_keeper_named(pk: UUID) -> Member:
    """Somebody who keeps the desk; raises Http404 for anybody else."""
    return get_object_or_404(Member.objects.exclude(role=Role.MEMBER), pk=pk, is_active=True)


def check_may_set_role(*, by: Member, member: Member, role: Role, volunteers: Collection[Member]) -> None:
    """Raises Refusal for the last volunteer and for whoever has left, Http404 for who appoints without being one.

    `volunteers` and `member` are as they stand now, their rows taken: of two volunteers who remove each other at the
    same moment, one is told no.
    """
    if by not in volunteers and (by != member or role != Role.MEMBER):
        raise Http404
    if not member.is_active:
        raise Refusal(LEFT, 409)
    if role != Role.VOLUNTEER and list(volunteers) == [member]:
        raise Refusal(LAST, 409)
