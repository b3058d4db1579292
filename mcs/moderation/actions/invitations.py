"""Asking somebody who is no member yet to keep the desk, taking it back, and what it does when they join."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from mcs.lib.absolute import absolute
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.rules import Refusal, check_limit
from mcs.moderation.actions.team import set_desk_role
from mcs.moderation.models import INVITED_FOR, DeskInvitation
from mcs.moderation.notices import DeskInvited
from mcs.moderation.rules.team import INVITATIONS, INVITATIONS_TO
from mcs.notices.sending import send_email


@transaction.atomic
def invite_keeper(*, email: str, role: Role, queues: Collection[str], by: Member) -> DeskInvitation:
    """The one invitation of that address, in place of an earlier one, and its e-mail. Raises Refusal beyond the limits.

    Nothing happens to anybody until they join with this address and its code.
    """
    check_limit(INVITATIONS, str(by.pk))
    check_limit(INVITATIONS_TO, email)
    now = timezone.now()
    kept = sorted(queues) if role == Role.DELEGATE else []
    values = {"role": role, "queues": kept, "invited_by": by, "created_at": now, "expires_at": now + INVITED_FOR}
    invitation, _is_new = DeskInvitation.objects.update_or_create(email=email, defaults=values)
    context = {"who": by.display_name, "is_volunteer": role == Role.VOLUNTEER, "until": invitation.expires_at}
    send_email(notice=DeskInvited, to=email, context=context | {"link": absolute(reverse("members:join"))})
    return invitation


def withdraw_invitation(*, invitation: DeskInvitation) -> bool:
    """It does nothing any more; False when somebody withdrew it, or they joined, a moment before."""
    return DeskInvitation.objects.filter(pk=invitation.pk).delete()[0] > 0


@transaction.atomic
def accept_invitation(*, member: Member) -> bool:
    """The member keeps the desk as they were asked; whether they had been. It counts once.

    An invitation by somebody who keeps the desk no longer does nothing.
    """
    if not member.email or member.role != Role.MEMBER:
        return False
    asked = DeskInvitation.objects.select_for_update(of=("self",)).select_related("invited_by")
    invitation = asked.filter(email=member.email, expires_at__gt=timezone.now()).first()
    if invitation is None or not withdraw_invitation(invitation=invitation):
        return False
    role = Role(invitation.role)
    try:
        set_desk_role(member=member, role=role, queues=invitation.queues, by=invitation.invited_by)
    except (Http404, Refusal):
        return False
    return True


def forget_invitations() -> int:
    """Deletes those that are over; returns how many."""
    return DeskInvitation.objects.filter(expires_at__lte=timezone.now()).delete()[0]
