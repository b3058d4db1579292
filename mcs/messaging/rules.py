"""Whose a conversation is, who may write to whom, and how often."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mcs.lib.ratelimit.limits import Limit
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.models import Participant, Report
from mcs.messaging.queries.desk import MESSAGES, REPORTS
from mcs.messaging.queries.sides import blocks_between, both_sides, side_of
from mcs.messaging.reasons import is_reachable
from mcs.moderation.rules.desk import get_keeper
from mcs.moderation.rules.pauses import check_is_open

HOUR, DAY = 3600, 86_400
# Neighbours first written to: by one member, and from one address, where a machine may join again and again.
START_LIMITS = (Limit("message.start", 6, HOUR), Limit("message.start", 15, DAY))
START_BLOCK_LIMITS = (Limit("message.start.block", 20, HOUR), Limit("message.start.block", 60, DAY))
MESSAGE_LIMITS = (Limit("message", 60, HOUR), Limit("message", 300, DAY))
REPORT_LIMIT = Limit("message.report", 10, DAY)
TOO_MANY = _("You have written a lot in a short time. Your text is kept: please try again in an hour.")
STOPPED = _("The volunteers have stopped this conversation.")
MUTED = _("The volunteers asked you to be silent for a while: why, until when and how to appeal is on your page.")
GONE = _("This neighbour has left: nobody would read your message.")
HAS_BLOCKED = _("You have blocked this neighbour. Unblock first if you want to write.")
IS_BLOCKED = _("This neighbour no longer takes messages from you.")


def get_own_side(member: Member, pk: int) -> Participant:
    """The member's side of the conversation of that key; raises Http404 for anybody else's."""
    return _the_one([side for side in both_sides(pk) if side.member_id == member.pk])


def get_volunteers_side(user: AbstractBaseUser | AnonymousUser, pk: int) -> Participant:
    """The volunteers' side of the conversation of that key; raises Http404 for who doesn't keep them."""
    get_keeper(user, MESSAGES)
    return _the_one([side for side in both_sides(pk) if side.is_volunteers])


def _the_one(sides: list[Participant]) -> Participant:
    if not sides:
        raise Http404
    return sides[0]


def get_addressee(member: Member, pk: UUID) -> Member:
    """A neighbour the member may write to: reachable for a reason, or talking with them already; raises Http404."""
    other = get_object_or_404(Member.objects.select_related("district"), pk=pk, is_active=True)
    if other == member or not (is_reachable(other) or side_of(member, other)):
        raise Http404
    return other


def get_report(user: AbstractBaseUser | AnonymousUser, pk: int) -> Report:
    """A report its keepers may decide on; raises Http404 for anyone else, or who takes part themselves."""
    member = get_keeper(user, REPORTS)
    own = Participant.objects.filter(conversation=OuterRef("conversation"), member=member)
    reports = Report.objects.select_related("conversation", "reporter__member", "decided_by")
    return get_object_or_404(reports.exclude(Exists(own)), pk=pk)


def check_may_send(side: Participant) -> None:
    """Raises Refusal, with the sentence that says why, when nobody would or should read what this side writes."""
    other = side.find_other()
    if side.conversation.stopped_at:
        raise Refusal(STOPPED, 403)
    if other is None or not (other.is_volunteers or (other.member and other.member.is_active)):
        raise Refusal(GONE, 410)
    if side.member and side.member.is_muted and not other.is_volunteers:
        raise Refusal(MUTED, 403)
    blocks = blocks_between(side.member, other.member)
    if any(block.member_id == side.member_id for block in blocks):
        raise Refusal(HAS_BLOCKED, 403)
    if blocks:
        raise Refusal(IS_BLOCKED, 403)
    if other.is_volunteers and not answers_volunteers(side):
        check_is_open(MESSAGES)


def answers_volunteers(side: Participant) -> bool:
    """Whether the last word is the volunteers': whom they asked something may answer while they take no new message."""
    last = side.conversation.last_message
    return last is not None and last.sender_id != side.pk


def may_start_now(member: Member, block: str) -> bool:
    """Counts one neighbour first written to, and says whether it is within the limits."""
    uses = [(limit, block) for limit in START_BLOCK_LIMITS] + [(limit, str(member.pk)) for limit in START_LIMITS]
    return all(limit.allows(subject) for limit, subject in uses)


def may_send_now(member: Member) -> bool:
    """Counts one message, and says whether it is within the limits."""
    return all(limit.allows(str(member.pk)) for limit in MESSAGE_LIMITS)
