"""The e-mail of the morning to who keeps the desk, and the decisions its links make."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from mcs.lib.absolute import absolute
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.models import DoneOnce
from mcs.moderation.notices import DeskMorning, DeskWaiting
from mcs.moderation.queries.desk import Waiting, is_done, queues_of, waiting_counts, waiting_items
from mcs.moderation.rules.mail import MailPress, press_url
from mcs.notices.budget import record_sent
from mcs.notices.enums import Channel, Frequency
from mcs.notices.queries import frequencies
from mcs.notices.rules import unsubscribe_url
from mcs.notices.sending import send_email

MORNING = time(7)
MONDAY = 0
MOST_MAILED = 10  # items in one e-mail; the desk has the others


def mail_keepers() -> int:
    """Mails each keeper what waits in their queues, once a morning; returns how many e-mails were queued.

    Who asked for a weekly e-mail gets it on Mondays. Nothing waits: no e-mail.
    """
    now = timezone.localtime()
    if now.time() < MORNING:
        return 0
    keepers = Member.objects.filter(role__in=[Role.VOLUNTEER, Role.DELEGATE], is_active=True, email__isnull=False)
    reached = list(keepers.exclude(email="").order_by("pk"))
    wanted = frequencies(DeskWaiting, [member.pk for member in reached])[Channel.EMAIL]
    due = [member for member in reached if _is_day(wanted[member.pk], now)]
    return sum(_mail(member, now) for member in due)


def press_from_mail(press: MailPress) -> bool:
    """Decides as the link says; False when it has before, or the item no longer waits."""
    with transaction.atomic():
        return _is_first(press.digest) and press.press.run(press.key, press.member)


def _is_day(wanted: Frequency, now: datetime) -> bool:
    return wanted != Frequency.NEVER and (wanted != Frequency.WEEKLY or now.weekday() == MONDAY)


def _is_first(digest: str) -> bool:
    return DoneOnce.objects.get_or_create(digest=digest)[1]


@transaction.atomic
def _mail(member: Member, now: datetime) -> bool:
    morning = hashlib.sha256(f"desk-morning {member.pk} {now:%Y-%m-%d}".encode()).hexdigest()
    if is_done(morning):  # before anything is counted: this is asked every quarter of an hour
        return False
    names = queues_of(member)
    number = sum(waiting_counts(names).values())
    if not number or not _is_first(morning):
        return False
    with translation.override("fr"):
        context = {
            "number": number,
            "items": [_said(member, item) for item in waiting_items(names, size=MOST_MAILED)],
            "others": max(number - MOST_MAILED, 0),
            "desk_url": absolute(reverse("website:desk")),
            "settings_url": absolute(reverse("notices:preferences")),
        }
    stop = unsubscribe_url(member, [DeskWaiting.name])
    send_email(notice=DeskMorning, to=str(member.email), context=context, unsubscribe=stop)
    record_sent(DeskMorning.lane)
    return True


def _said(member: Member, item: Waiting) -> dict[str, Any]:
    """Words are mailed only where one decides on them: private messages and reports stay at the desk."""
    presses = [
        {"label": str(press.label), "url": press_url(member, item.queue, item.key, press)}
        for press in item.queue.presses(item.key)
    ]
    text = item.excerpt if presses else ""
    return {
        "queue": str(item.queue.label),
        "title": item.title,
        "text": text,
        "url": absolute(item.url),
        "presses": presses,
    }
