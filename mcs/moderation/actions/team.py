"""Appointing somebody to the desk, changing their queues, and stepping down."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.queries import locked_volunteers
from mcs.moderation.models import Delegation, InHand
from mcs.moderation.notices import DeskRole
from mcs.moderation.rules.team import check_may_set_role
from mcs.notices.sending import tell


@transaction.atomic
def set_desk_role(*, member: Member, role: Role, queues: Collection[str], by: Member) -> None:
    """The member keeps the desk in that role from now on, a delegate the queues named; the other queues close at once.

    Raises Refusal for the last volunteer, Http404 when who appoints is no longer a volunteer.
    """
    volunteers = locked_volunteers()
    current = Member.objects.select_for_update().get(pk=member.pk)
    check_may_set_role(by=by, member=current, role=role, volunteers=volunteers)
    kept = set(queues) if role == Role.DELEGATE else set()
    Member.objects.filter(pk=member.pk).update(role=role)
    Delegation.objects.filter(member=member).exclude(queue__in=kept).delete()
    named = [Delegation(member=member, queue=queue, named_by=by) for queue in sorted(kept)]
    Delegation.objects.bulk_create(named, ignore_conflicts=True)
    if role != Role.VOLUNTEER:
        InHand.objects.filter(member=member).exclude(queue__in=kept).delete()
    if by != member:
        _tell(member, role)


def _tell(member: Member, role: Role) -> None:
    said = {
        Role.VOLUNTEER: _("you are a volunteer now"),
        Role.DELEGATE: _("you are a delegate, for the queues chosen with you"),
        Role.MEMBER: _("you no longer keep it; thank you for the time you gave"),
    }
    url = reverse("website:home") if role == Role.MEMBER else reverse("website:desk")
    tell(members=[member], kind=DeskRole, key="desk-role", url=url, context={"what": said[role]}, counts=str(role))
