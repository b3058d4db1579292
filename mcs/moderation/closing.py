"""Why an account is closed for now, for the page that says so."""

from __future__ import annotations

from mcs.members.closed import Closing
from mcs.members.models import Member
from mcs.moderation.enums import Measure
from mcs.moderation.queries.sanctions import active_sanction


def why_closed(member: Member) -> Closing | None:
    """One query; None when no suspension is known."""
    ban = active_sanction(member, Measure.BAN)
    return Closing(ban.ends_at, ban.decision.get_absolute_url()) if ban else None
