"""Keeping that a volunteer read something private, and forgetting it in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.enums import Read
from mcs.moderation.models import PrivateRead

KEPT_FOR = timedelta(days=365)


def record_read(*, reader: Member, members: Iterable[Member], what: Read, why: str = "") -> None:
    """Keeps that the reader opened something of these members': one statement. One's own is nobody's business."""
    others = {member.pk: member for member in members if member.pk != reader.pk}
    rows = [PrivateRead(reader=reader, member=member, what=what, why=why[:120]) for member in others.values()]
    PrivateRead.objects.bulk_create(rows, ignore_conflicts=True)


def forget_reads() -> int:
    """Deletes those of more than a year ago; returns how many."""
    return PrivateRead.objects.filter(read_at__lt=timezone.now() - KEPT_FOR).delete()[0]
