"""Who may take which measure about whom, for how long."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.enums import Measure
from mcs.moderation.models import Likeness, Sanction
from mcs.moderation.queries.sanctions import MEASURES
from mcs.moderation.rules.desk import get_keeper, keeps

User = AbstractBaseUser | AnonymousUser
# How long each usually lasts, in days; public at /confiance/. None for longer than the appeal stays open.
USUAL_DAYS = {Measure.WARNING: 180, Measure.HOLD: 14, Measure.MUTE: 7, Measure.BAN: 30}
DAYS = (1, 3, 7, 14, 30, 90, 180)
SELF = _("Nobody judges themselves: another volunteer does.")
VOLUNTEERS_BAN = _("Only a volunteer suspends an account, and lifts a suspension.")
AMONG_KEEPERS = _("Only a volunteer takes a measure about somebody who keeps the desk.")
LAST = _("This is the last volunteer here: nobody would look after the place.")
LEFT = _("This neighbour has left: there is nobody to tell.")
NO_LONGER = _("You no longer keep the desk.")


def get_judged(user: User, pk: UUID) -> Member:
    """A member that keepers of the measures look at; raises Http404 for anyone else, and for oneself."""
    get_keeper(user, MEASURES)
    member = get_object_or_404(Member.objects.select_related("district"), pk=pk)
    if member.pk == user.pk:
        raise Http404
    return member


def get_sanction(user: User, pk: int) -> Sanction:
    """A measure that its keepers may lift; raises Http404 for anyone else, and for one's own."""
    get_keeper(user, MEASURES)
    found = get_object_or_404(Sanction.objects.select_related("member", "decision"), pk=pk, member__isnull=False)
    if found.member_id == user.pk:
        raise Http404
    return found


def get_likeness(user: User, pk: int) -> Likeness:
    """Somebody who resembles a suspended account, for who keeps the measures; raises Http404 for anyone else."""
    get_keeper(user, MEASURES)
    return get_object_or_404(Likeness.objects.select_related("member", "ban__member", "ban__decision"), pk=pk)


def may_ban(user: User) -> bool:
    """Whether they may suspend somebody: a volunteer, not a delegate."""
    return isinstance(user, Member) and user.is_active and user.is_volunteer


def check_may_sanction(actor: Member, member: Member, kind: Measure, volunteers: Collection[Member]) -> None:
    """Raises Refusal with what stands in the way. Both as they are now, locked with the volunteers."""
    if not keeps(actor, MEASURES):
        raise Refusal(NO_LONGER, 403)
    if actor.pk == member.pk:
        raise Refusal(SELF, 403)
    if member.erased_at:
        raise Refusal(LEFT, 410)
    if kind == Measure.BAN and not may_ban(actor):
        raise Refusal(VOLUNTEERS_BAN, 403)
    if member.role != Role.MEMBER and not actor.is_volunteer:
        raise Refusal(AMONG_KEEPERS, 403)
    if kind != Measure.WARNING and [one.pk for one in volunteers] == [member.pk]:
        raise Refusal(LAST, 409)


def check_may_lift(actor: Member, sanction: Sanction) -> None:
    """Raises Refusal: one's own measure stands, and a suspension is a volunteer's to lift."""
    if sanction.member_id == actor.pk:
        raise Refusal(SELF, 403)
    if sanction.kind == Measure.BAN and not may_ban(actor):
        raise Refusal(VOLUNTEERS_BAN, 403)
