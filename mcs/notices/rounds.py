"""The rounds of the mail: what is due leaves, oldest first, a batch at a time and within the budget."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.notices.budget import allowance, record_sent, sent_on
from mcs.notices.digest import Reader, Section, sections_for
from mcs.notices.enums import Frequency, Lane
from mcs.notices.models import NoticeEntry, Rhythm
from mcs.notices.moments import after_quiet, next_digest
from mcs.notices.notice import Notice
from mcs.notices.notices import NeighbourhoodDigest, News
from mcs.notices.queries import DIGEST, digest_frequency, rhythms
from mcs.notices.rules import mute_url, unsubscribe_url
from mcs.notices.sending import send_email

logger = logging.getLogger(__name__)
BATCH = 100  # members in a round of a minute, a few seconds' work: 40,000 in seven hours, other jobs in between
LONGEST_HEADLINE = 70  # characters that a telephone shows of a subject
LOOKS_BACK = timedelta(days=30)  # at most, for who has had no digest for long


def send_notices() -> int:
    """Mails what is to be told at once and has gathered for its minutes; returns how many e-mails were queued."""
    now = timezone.now()
    room = min(BATCH, allowance(Lane.NOTICE, sent_on(now), now))
    due = NoticeEntry.objects.filter(gathered=False, mail_due_at__lte=now).order_by().values("member")
    members = due.annotate(first=Min("mail_due_at")).order_by("first", "member")[:room]
    return _each([row["member"] for row in members], _send_news, now)


def send_digests() -> int:
    """Mails the digests that are due, whoever has waited longest first; returns how many e-mails were queued."""
    now = timezone.now()
    room = min(BATCH, allowance(Lane.DIGEST, sent_on(now), now))
    lines = NoticeEntry.objects.filter(gathered=True, mail_due_at__lte=now).order_by().values("member")
    lines = lines.annotate(first=Min("mail_due_at")).order_by("first", "member")[:room]
    planned = Rhythm.objects.filter(next_digest_at__lte=now).order_by("next_digest_at", "member")
    due = [(row["first"], row["member"]) for row in lines]
    due += planned.values_list("next_digest_at", "member")[:room]
    waiting = sorted(due, key=lambda each: each[0])
    return _each(list(dict.fromkeys(member for _due, member in waiting))[:room], _send_digest, now)


def _each(members: list[UUID], send: Callable[[Member, datetime], bool], now: datetime) -> int:
    sent = 0
    for pk in members:
        try:
            with transaction.atomic(), translation.override("fr"):
                # Taken as whoever tells takes it: nothing is added or read meanwhile, and two rounds mail once.
                sent += send(Member.objects.select_for_update().get(pk=pk), now)
        except Exception:  # one member's mail must not hold up the others'
            logger.exception("The mail of one member could not be written.")
    return sent


def _is_quiet(member: Member, rhythm: Rhythm | None, now: datetime) -> bool:
    """Whether these are her hours of quiet: what is due then waits for their end, however late the budget made it."""
    later = after_quiet(rhythm, now)
    if later == now:
        return False
    NoticeEntry.objects.filter(member=member, mail_due_at__lte=now).update(mail_due_at=later)
    Rhythm.objects.filter(member=member, next_digest_at__lte=now).update(next_digest_at=later)
    return True


def _send_news(member: Member, now: datetime) -> bool:
    if _is_quiet(member, rhythms([member.pk]).get(member.pk), now):
        return False
    entries = _take(member, now, gathered=False, mail_due_at__lte=now)
    if not entries or not _is_reached(member):
        return False
    lines = [{"text": entry.line, "url": absolute(entry.link), "mute_url": mute_url(entry)} for entry in entries]
    headline = lines[0]["text"]
    if len(lines) > 1:
        headline = gettext("%(count)s things neighbours did for you") % {"count": len(lines)}
    _send(News, member, sorted({entry.kind for entry in entries}), {"headline": headline, "lines": lines})
    return True


def _send_digest(member: Member, now: datetime) -> bool:
    rhythm = rhythms([member.pk]).get(member.pk)
    if _is_quiet(member, rhythm, now):
        return False
    is_due = rhythm is not None and rhythm.next_digest_at is not None and rhythm.next_digest_at <= now
    only = {} if is_due else {"mail_due_at__lte": now}
    entries = _take(member, now, gathered=True, **only)
    last = rhythm.last_digest_at if rhythm else None
    since = max(last, now - LOOKS_BACK) if last else now - LOOKS_BACK
    if rhythm and is_due:
        frequency = digest_frequency(member) if _is_reached(member) else Frequency.NEVER
        rhythm.next_digest_at = None if frequency == Frequency.NEVER else next_digest(frequency, member.pk, now)
        rhythm.last_digest_at = now
        rhythm.save(update_fields=["next_digest_at", "last_digest_at"])
    if not _is_reached(member):
        return False
    sections = sections_for(Reader(member, since, now), entries, neighbourhood=is_due)
    if not sections:
        return False
    _send(NeighbourhoodDigest, member, [DIGEST], {"headline": _headline(sections), "sections": _written(sections)})
    return True


def _headline(sections: list[Section]) -> str:
    first = Truncator(sections[0].items[0].title).chars(LONGEST_HEADLINE)
    others = sum(len(section.items) for section in sections) - 1
    if not others:
        return first
    return ngettext("%(first)s, and %(count)s more", "%(first)s, and %(count)s more", others) % {
        "first": first,
        "count": others,
    }


def _written(sections: list[Section]) -> list[dict[str, Any]]:
    return [
        {"title": str(section.title), "items": [asdict(item) | {"url": absolute(item.url)} for item in section.items]}
        for section in sections
    ]


def _take(member: Member, now: datetime, **due: Any) -> list[NoticeEntry]:
    """The lines that are due, in hand of this e-mail only."""
    lines = NoticeEntry.objects.filter(member=member, read_at=None, mail_due_at__isnull=False, **due)
    entries = list(lines.select_related("actor").order_by("-updated_at", "-pk"))
    keys = [entry.pk for entry in entries]
    NoticeEntry.objects.filter(pk__in=keys).update(mail_due_at=None, mailed_at=now)
    return entries


def _send(notice: type[Notice], member: Member, kinds: list[str], context: dict[str, Any]) -> None:
    context |= {"settings_url": absolute(reverse("notices:preferences"))}
    send_email(notice=notice, to=str(member.email), context=context, unsubscribe=unsubscribe_url(member, kinds))
    record_sent(notice.lane)


def _is_reached(member: Member) -> bool:
    return bool(member.email) and member.is_active
