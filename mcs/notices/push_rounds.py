"""The rounds of the pushes: what is due on members' devices is queued, a batch at a time, one message a member."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from mcs.members.models import Member
from mcs.notices import tasks
from mcs.notices.models import NoticeEntry, PushDevice
from mcs.notices.moments import after_quiet
from mcs.notices.queries import rhythms

BATCH = 500  # members in a round of a minute


def send_pushes() -> int:
    """Queues what is due, whoever has waited longest first; returns how many members it is for."""
    due = NoticeEntry.objects.filter(push_due_at__lte=timezone.now()).order_by().values("member")
    members = due.annotate(first=Min("push_due_at")).order_by("first", "member")[:BATCH]
    return sum(_send_push(row["member"]) for row in members)


@transaction.atomic
def _send_push(member: UUID) -> bool:
    # Taken as whoever tells takes it: nothing is added or read meanwhile, and two rounds push once.
    reader = Member.objects.select_for_update().get(pk=member)
    now = timezone.now()
    due = NoticeEntry.objects.filter(member=reader, push_due_at__lte=now)
    later = after_quiet(rhythms([reader.pk]).get(reader.pk), now)
    if later != now:
        due.update(push_due_at=later)
        return False
    entries = list(due.filter(read_at=None).order_by("-updated_at", "-pk").values_list("pk", flat=True))
    due.update(push_due_at=None, pushed_at=now)
    if not entries or not reader.is_active:
        return False
    for device in PushDevice.objects.filter(member=reader).values_list("pk", flat=True):
        tasks.push.enqueue(device=device, entries=entries)
    return True
