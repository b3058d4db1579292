"""Why an account is closed for now, for the page that says so."""

from __future__ import annotations

from mcs.members.closed import Closing
from mcs.members.models import Member
from mcs.moderation.queries.sanctions import closing_ban


def why_closed(member: Member) -> Closing | None:
    """One query; None when no suspension is known."""
    ban = closing_ban(member)
    return Closing(ban.ends_at, ban.decision.get_absolute_url()) if ban else None
