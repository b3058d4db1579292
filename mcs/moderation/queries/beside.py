"""What stands beside an item whatever its queue: earlier decisions, notes, answers to choose from, the log."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from mcs.lib.cursor import paginate
from mcs.members.models import Member
from mcs.moderation.models import CannedAnswer, DeskDecision, DeskNote

EARLIER = 6
LOG_PAGE = 30


def beside(queue: str, key: str, about: Member | None) -> dict[str, Any]:
    """Two queries: what was decided of it and of whom it concerns, what volunteers noted.

    And answers written before, asked for by the pages that offer them.
    """
    concerned = Q(queue=queue, key=key)
    if about:
        concerned |= Q(about=about)
    decisions = DeskDecision.objects.filter(concerned).select_related("decided_by")[:EARLIER]
    return {
        "queue_name": queue,
        "item_key": key,
        "decisions": list(decisions),
        "notes": list(DeskNote.objects.filter(queue=queue, key=key).select_related("author")),
        "canned": CannedAnswer.objects.all(),
    }


def log_page(names: list[str], cursor: str) -> dict[str, Any]:
    """What was decided in those queues, newest first: one query."""
    found = DeskDecision.objects.filter(queue__in=names).select_related("decided_by", "undone_by")
    page = paginate(found, cursor, LOG_PAGE, by="decided_at")
    return {"decisions": page.items, "next_cursor": page.next_cursor}
