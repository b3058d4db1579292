"""Answers that volunteers write once and send often."""

from __future__ import annotations

from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.models import CannedAnswer


def write_canned_answer(*, title: str, text: str, member: Member, answer: CannedAnswer | None = None) -> CannedAnswer:
    """A new answer, or the one given in other words; the same title and words twice are one answer."""
    if answer is None:
        return CannedAnswer.objects.get_or_create(title=title, text=text, defaults={"written_by": member})[0]
    answer.title, answer.text, answer.written_by, answer.written_at = title, text, member, timezone.now()
    answer.save()
    return answer


def delete_canned_answer(*, answer: CannedAnswer) -> None:
    """What was sent with it stays as it was sent."""
    answer.delete()
