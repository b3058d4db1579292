"""Telling members that something happened, and knowing what they have read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from mcs.members.models import Member
from mcs.notices.enums import Channel, Frequency
from mcs.notices.models import MOST_COUNTED, NoticeEntry, PushDevice, Rhythm
from mcs.notices.moments import after_quiet, next_digest
from mcs.notices.notice import MemberNotice
from mcs.notices.queries import frequencies, rhythms

GATHER = timedelta(minutes=5)  # what happens within joins one e-mail
AGAIN = timedelta(hours=6)  # after an e-mail about something not read yet, before the next one about it
PUSH_GATHER = timedelta(minutes=1)
PUSH_AGAIN = timedelta(hours=1)
KEPT_FOR = timedelta(days=180)


@transaction.atomic
def tell_members(
    *,
    members: Iterable[UUID],
    kind: type[MemberNotice],
    key: str,
    url: str,
    context: dict[str, Any],
    actor: Member | None = None,
    counts: str = "",
) -> int:
    """Puts a line on each member's bell, or joins it to the one not read yet; plans e-mail and push as each likes.

    `key` says what it is about; `counts` (the actor's key unless said) what the line counts, once each: telling twice
    changes nothing. Whoever did it and closed accounts are left out. Returns how many were told. Six queries at most,
    for any number of members.
    """
    # Whoever tells takes the members first and in one order: no line is begun twice, and nobody waits in a circle.
    known_devices = Exists(PushDevice.objects.filter(member=OuterRef("pk")))
    locked = Member.objects.select_for_update().filter(pk__in=list(members), is_active=True).order_by("pk")
    locked = locked.annotate(has_device=known_devices)
    told = {member.pk: member for member in locked if actor is None or member.pk != actor.pk}
    if not told:
        return 0
    wanted, quiet, now = frequencies(kind, told), rhythms(told), timezone.now()
    unread = NoticeEntry.objects.filter(member__in=told, kind=kind.name, key=key, read_at=None)
    known = {entry.member_id: entry for entry in unread}
    counted = counts or (str(actor.pk) if actor else "")
    for member in told.values():
        entry = known.get(member.pk) or NoticeEntry(member=member, kind=kind.name, key=key, created_at=now)
        if counted and counted not in entry.counted:
            entry.counted = [*entry.counted, counted][:MOST_COUNTED]
        entry.url, entry.context, entry.actor, entry.updated_at = url, context, actor, now
        _plan(entry, member, wanted[Channel.EMAIL][member.pk], quiet.get(member.pk), now)
        if member.has_device:
            _plan_push(entry, wanted[Channel.PUSH][member.pk], quiet.get(member.pk), now)
        known[member.pk] = entry
    _save(list(known.values()))
    return len(told)


def _save(entries: list[NoticeEntry]) -> None:
    begun, changed = [each for each in entries if each.pk is None], [each for each in entries if each.pk is not None]
    NoticeEntry.objects.bulk_create(begun)
    fields = ["counted", "url", "context", "actor", "updated_at", "mail_due_at", "gathered", "push_due_at"]
    NoticeEntry.objects.bulk_update(changed, fields, batch_size=100)
    keys = [entry.member_id for entry in begun]
    Member.objects.filter(pk__in=keys).update(unread_notices=F("unread_notices") + 1)


def _plan(entry: NoticeEntry, member: Member, wanted: Frequency, rhythm: Rhythm | None, now: datetime) -> None:
    """Sets when its e-mail is due, unless one is due already: what comes meanwhile joins that one."""
    if not member.email or wanted == Frequency.NEVER or entry.mail_due_at:
        return
    entry.gathered = wanted != Frequency.AT_ONCE
    if entry.gathered:
        entry.mail_due_at = next_digest(wanted, member.pk, now)
    else:
        earliest = max(now + GATHER, entry.mailed_at + AGAIN) if entry.mailed_at else now + GATHER
        entry.mail_due_at = after_quiet(rhythm, earliest)


def _plan_push(entry: NoticeEntry, wanted: Frequency, rhythm: Rhythm | None, now: datetime) -> None:
    """Sets when the member's devices may say it, by the same rules."""
    if wanted == Frequency.NEVER or entry.push_due_at:
        return
    if wanted == Frequency.AT_ONCE:
        soon = now + PUSH_GATHER
        earliest = max(soon, entry.pushed_at + PUSH_AGAIN) if entry.pushed_at else soon
        entry.push_due_at = after_quiet(rhythm, earliest)
    else:
        entry.push_due_at = after_quiet(rhythm, next_digest(wanted, entry.member_id, now))


def read_all(*, member: Member) -> None:
    """Marks every line as read: no e-mail and no push follows."""
    _read(member, NoticeEntry.objects.filter(member=member))


def read_about(*, member: Member, key: str) -> None:
    """Marks as read what is about something the member is looking at. No query when nothing is unread."""
    if member.unread_notices:
        _read(member, NoticeEntry.objects.filter(member=member, key=key))


@transaction.atomic
def _read(member: Member, entries: QuerySet[NoticeEntry]) -> None:
    # Taken first, as whoever tells does: the count stays true.
    Member.objects.select_for_update().get(pk=member.pk)
    if entries.filter(read_at=None).update(read_at=timezone.now(), mail_due_at=None, push_due_at=None):
        _recount([member.pk])
        member.refresh_from_db(fields=["unread_notices"])


@transaction.atomic
def take_back(*, kinds: Iterable[type[MemberNotice]], key: str, counts: str) -> None:
    """Makes lines not read yet no longer count what was taken back; those that count nothing else go."""
    names = [kind.name for kind in kinds]
    unread = NoticeEntry.objects.filter(key=key, kind__in=names, read_at=None)
    members = list(unread.order_by("member").values_list("member", flat=True))
    list(Member.objects.select_for_update().filter(pk__in=members).order_by("pk"))
    entries = [entry for entry in unread.order_by("pk") if counts in entry.counted]
    for entry in entries:
        entry.counted = [each for each in entry.counted if each != counts]
        if str(entry.actor_id) == counts and entry.counted:
            entry.actor_id = UUID(entry.counted[-1])
    NoticeEntry.objects.filter(pk__in=[entry.pk for entry in entries if not entry.counted]).delete()
    NoticeEntry.objects.bulk_update([entry for entry in entries if entry.counted], ["counted", "actor"], batch_size=100)
    _recount([entry.member_id for entry in entries])


@transaction.atomic
def forget(*, key: str, member: Member | None = None) -> int:
    """Deletes the lines about something that is gone, or that one member no longer wants to hear of; how many."""
    entries = NoticeEntry.objects.filter(key=key, **({"member": member} if member else {}))
    members = list(entries.filter(read_at=None).order_by("member").values_list("member", flat=True))
    list(Member.objects.select_for_update().filter(pk__in=members).order_by("pk"))
    gone = entries.delete()[0]
    _recount(members)
    return gone


@transaction.atomic
def purge_entries() -> int:
    """Deletes lines that nothing has happened to for KEPT_FOR; returns how many."""
    old = NoticeEntry.objects.filter(updated_at__lt=timezone.now() - KEPT_FOR)
    members = list(old.filter(read_at=None).order_by("member").values_list("member", flat=True).distinct())
    gone = old.delete()[0]
    _recount(members)
    return gone


def _recount(members: list[UUID]) -> None:
    unread = NoticeEntry.objects.filter(member=OuterRef("pk"), read_at=None).order_by().values("member")
    count = Subquery(unread.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    Member.objects.filter(pk__in=members).update(unread_notices=Coalesce(count, 0))


@transaction.atomic
def forget_told(*, member: Member) -> None:
    """Nothing of what she was told is left, nor of how; others' lines no longer say that it was her."""
    key = str(member.pk)
    for entry in NoticeEntry.objects.filter(actor=member):
        entry.actor, entry.counted = None, [one for one in entry.counted if one != key]
        entry.save(update_fields=["actor", "counted"])
    for rows in (member.notice_entries, member.notice_preferences, member.push_devices):
        rows.all().delete()
    Rhythm.objects.filter(member=member).delete()
    Member.objects.filter(pk=member.pk).update(unread_notices=0)
