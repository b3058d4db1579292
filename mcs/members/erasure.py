"""Erasing oneself, and what the law or the calendar erases afterwards."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from mcs.members import mail
from mcs.members.holdings import all_holdings
from mcs.members.models import KeptIdentity, Member
from mcs.members.queries import locked_volunteers
from mcs.members.rules import (
    DORMANT_YEARS,
    KEPT_EMAIL_YEARS,
    KEPT_NAME_YEARS,
    WARNED_FOR,
    Refusal,
    check_may_erase,
)

logger = logging.getLogger(__name__)
AT_ONCE = 50  # accounts that one run of the job warns or erases


@transaction.atomic
def erase_member(*, member: Member, words: bool = False) -> bool:
    """Erases what the apps hold of her, and with `words` what she wrote as well; False when it was done before.

    What she wrote stays readable otherwise, signed by a former member. Her address, if she gave one, is told.
    Raises Refusal for the last volunteer.
    """
    volunteers = locked_volunteers()  # of the last two, who leave at the same moment, one is told no
    current = Member.objects.select_for_update().get(pk=member.pk)
    if current.erased_at:
        return False
    check_may_erase(current, volunteers)
    address = current.email
    for holding in reversed(all_holdings()):
        holding.erase(current, words)
    if address:
        mail.send("account_erased", to=address, context={}, language=get_language() or "fr")
    return True


def erase_dormant_members(*, now: datetime | None = None) -> int:
    """Warns those who have not signed in for years, erases those warned a month ago who did not; returns how many.

    Who left no address can't be warned. CNIL, recommendation on inactive accounts: two to three years.
    """
    now = now or timezone.now()
    dormant = _dormant(now)
    for member in dormant.filter(warned_at=None).exclude(email=None)[:AT_ONCE]:
        mail.send("account_dormant", to=member.email or "", context={}, language="fr")
        Member.objects.filter(pk=member.pk).update(warned_at=now)
    erased = 0
    for member in dormant.filter(Q(warned_at__lt=now - WARNED_FOR) | Q(email=None))[:AT_ONCE]:
        try:
            erased += erase_member(member=member)
        except Refusal:
            logger.warning("The last volunteer has not signed in for years.")
    return erased


def _dormant(now: datetime) -> QuerySet[Member]:
    before = now - timedelta(days=365 * DORMANT_YEARS)
    unseen = Q(last_login__lt=before) | Q(last_login=None, joined_at__lt=before)
    return Member.objects.filter(unseen, is_active=True).order_by("joined_at", "pk")


def forget_kept_identities(*, now: datetime | None = None) -> int:
    """Blanks the names, deletes the e-mails whose legal time is over; returns how many rows were deleted."""
    now = now or timezone.now()
    left = KeptIdentity.objects.filter(left_at__lt=now - timedelta(days=365 * KEPT_NAME_YEARS))
    left.exclude(name="").update(name="")
    over = Q(email="") | Q(left_at__lt=now - timedelta(days=365 * KEPT_EMAIL_YEARS))
    return left.filter(over).delete()[0]


def forget_ended_sessions() -> int:
    """Takes off the lists the sessions that are over, with the addresses they were opened from; returns how many."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    deleted: int = UserSession.objects.exclude(session_key__in=alive).delete()[0]
    return deleted
