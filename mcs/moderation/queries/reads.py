"""What volunteers read of what is private."""

from __future__ import annotations

from typing import Any

from mcs.lib.cursor import paginate
from mcs.moderation.models import PrivateRead

SIZE = 40


def reads_page(cursor: str) -> dict[str, Any]:
    """One query."""
    found = PrivateRead.objects.select_related("reader", "member")
    page = paginate(found, cursor, SIZE, by="read_at")
    return {"reads": page.items, "next_cursor": page.next_cursor}
