"""Keeping that a volunteer read something private, and forgetting it in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.enums import Read
from mcs.moderation.models import PrivateRead

KEPT_FOR = timedelta(days=365)
SAME_FOR = timedelta(hours=1)  # a page looked at again and again is one reading


def record_read(*, reader: Member, members: Iterable[Member], what: Read, why: str = "") -> None:
    """Keeps that the reader opened something of these members' : two queries. One's own is nobody's business."""
    others = {member.pk: member for member in members if member.pk != reader.pk}
    now = timezone.now()
    lately = PrivateRead.objects.filter(reader=reader, what=what, why=why[:120], read_at__gt=now - SAME_FOR)
    known = set(lately.filter(member__in=others).values_list("member", flat=True))
    rows = [
        PrivateRead(reader=reader, member=member, what=what, why=why[:120], read_at=now)
        for pk, member in others.items()
        if pk not in known
    ]
    PrivateRead.objects.bulk_create(rows)


def forget_reads() -> int:
    """Deletes those of more than a year ago; returns how many."""
    return PrivateRead.objects.filter(read_at__lt=timezone.now() - KEPT_FOR).delete()[0]
