"""A kind of the tests' own, and telling it."""

from __future__ import annotations

from typing import Any

from mcs.board.notices import Answered
from mcs.members.models import Member
from mcs.notices.models import NoticeEntry
from mcs.notices.notice import MemberNotice
from mcs.notices.sending import tell


def tell_one(member: Member, kind: type[MemberNotice] = Answered, **values: Any) -> NoticeEntry:
    """The line a member was told last."""
    defaults: dict[str, Any] = {"key": "post-1", "url": "/fil/", "context": {"title": "Un plombier"}, "counts": "x"}
    tell(members=[member], kind=kind, **defaults | values)
    entry = NoticeEntry.objects.filter(member=member).order_by("-updated_at", "-pk").first()
    assert entry
    return entry
