"""Private conversations: those of whom one can sign in as, and those that wait for the volunteers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from mcs.lib.french import fold
from mcs.members.models import Member
from mcs.messaging.actions.unread import count_unread
from mcs.messaging.models import Conversation, Message, Participant, Report
from mcs.messaging.queries.sides import VOLUNTEERS, pair_of
from mcs.website.demo.people import Crowd
from mcs.website.demo.words import read


def write_conversations(crowd: Crowd, now: datetime) -> None:
    """Writes the conversations of data/conversations.toml, whose members are in the database."""
    volunteer = crowd.by_email["claire@demo.example"].member
    for facts in read("conversations")["conversation"]:
        members = [_member(crowd, name) for name in facts["between"]]
        _write(facts, members, volunteer, now - timedelta(minutes=facts["minutes_ago"]))
    count_unread(
        member_pks=Participant.objects.filter(unread__gt=0, member__isnull=False).values_list("member", flat=True)
    )


def _member(crowd: Crowd, name: str) -> Member | None:
    if name == VOLUNTEERS:
        return None
    return (crowd.by_email[name] if "@" in name else crowd.named(name)).member


def _write(facts: dict[str, Any], members: list[Member | None], volunteer: Member, began: datetime) -> None:
    first = next(member for member in members if member)
    other = next((member for member in members if member != first), None)
    conversation = Conversation.objects.create(pair=pair_of(first, other), created_at=began)
    sides = [
        Participant.objects.create(conversation=conversation, member=member, is_volunteers=member is None)
        for member in members
    ]
    said = [
        Message.objects.create(
            conversation=conversation,
            sender=sides[who],
            author=members[who] or volunteer,
            text=text,
            folded=fold(text),
            created_at=began + timedelta(minutes=minutes),
        )
        for who, minutes, text in facts["said"]
    ]
    Conversation.objects.filter(pk=conversation.pk).update(last_message=said[-1])
    for side in sides:
        _settle(side, said, facts.get("unread", 0), waits=side.is_volunteers and facts.get("waits", False))
    if "reported" in facts:
        reason, text = facts["reported"]
        Report.objects.create(
            conversation=conversation, reporter=sides[0], reason=reason, text=text, created_at=said[-1].created_at
        )


def _settle(side: Participant, said: list[Message], unread: int, *, waits: bool) -> None:
    """What this side has seen; no e-mail is due."""
    side.last_at, side.told = said[-1].created_at, said[-1].pk
    side.unread = unread if said[-1].sender_id != side.pk else 0
    side.last_read = said[-1 - side.unread].pk if side.unread < len(said) else 0
    side.waiting_since = said[0].created_at if waits else None
    answered = [message for message in said if message.sender_id == side.pk]
    side.holder = answered[-1].author if side.is_volunteers and answered else None
    side.save()
