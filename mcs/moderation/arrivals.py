"""Who comes in: one who resembles a suspended account is read before being published, and both sides know it; one who
was invited to keep the desk keeps it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from mcs.lib.ratelimit.limits import client_block
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.actions.invitations import accept_invitation
from mcs.moderation.actions.sanctions import hold_likeness
from mcs.moderation.actions.traces import find_likeness


def recognise(request: HttpRequest, member: Member) -> None:
    """Called whenever somebody signs in: an e-mail may have been added since."""
    if member.role != Role.MEMBER or not member.is_active:
        return
    trace = find_likeness(member=member, address=client_block(request))
    if trace:
        hold_likeness(member=member, trace=trace)
        member.refresh_from_db(fields=["held_until", "held_for"])  # for what is published in this very request


def join_team(request: HttpRequest, member: Member) -> None:
    """Called whenever somebody signs in: they may have been a member by another e-mail before."""
    if member.is_active and accept_invitation(member=member):
        member.refresh_from_db(fields=["role"])
        messages.success(request, _("You keep the desk now: it stands in the menu."))
