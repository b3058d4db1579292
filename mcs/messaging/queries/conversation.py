"""One conversation, as one of its sides reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch

from mcs.lib.numbers import key
from mcs.messaging.models import Message, MessagePhoto, Participant, Report
from mcs.messaging.queries.sides import blocks_between

THREAD_SIZE = 40


def conversation_page(side: Participant, before: str) -> dict[str, Any]:
    """The newest messages, or those before the one whose key is `before`, oldest first.

    Two queries for the messages, and of a member one each for the blocks and the report that waits.
    """
    messages = _messages(side)
    if start := key(before):
        messages = messages.filter(pk__lt=start)
    found = list(messages.order_by("-pk")[: THREAD_SIZE + 1])
    shown = found[:THREAD_SIZE][::-1]
    other = side.other
    blocks = blocks_between(side.member, other.member if other else None)
    return {
        "side": side,
        "other": other,
        "shown": _told(side, other, shown),
        "older": shown[0].pk if len(found) > THREAD_SIZE else None,
        "is_newest": not start,
        "last_key": max(shown[-1].pk if shown else 0, 0),
        "has_blocked": any(block.member_id == side.member_id for block in blocks),
        "is_blocked": any(block.member_id != side.member_id for block in blocks),
        "report": None if side.is_volunteers else Report.objects.filter(reporter=side).order_by("-pk").first(),
    }


def new_messages_page(side: Participant, after: str) -> dict[str, Any]:
    """What came after the message whose key is `after`: at most two queries."""
    shown = list(_messages(side).filter(pk__gt=key(after)).order_by("pk")[:THREAD_SIZE])
    last = shown[-1].pk if shown else key(after)
    return {"side": side, "other": side.other, "shown": _told(side, side.other, shown), "last_key": last}


def reported_messages(report: Report) -> Sequence[Message]:
    """What the volunteers may read of a reported conversation: the last messages before the report (two queries)."""
    messages = _messages(report.reporter).filter(created_at__lte=report.created_at).order_by("-pk")
    return _told(report.reporter, None, list(messages[:THREAD_SIZE])[::-1])


def unread_messages(side: Participant) -> list[Message]:
    """What this side has not seen and no e-mail has told of, oldest first: one query."""
    messages = _messages(side).filter(pk__gt=max(side.last_read, side.told)).exclude(sender=side)
    return list(messages.order_by("pk")[:THREAD_SIZE])


def _messages(side: Participant) -> Any:
    photos = MessagePhoto.objects.select_related("photo")
    messages = Message.objects.filter(conversation=side.conversation_id, anonymised_at__isnull=True)
    return messages.select_related("author", "sender").prefetch_related(Prefetch("message_photos", photos))


def _told(side: Participant, other: Participant | None, messages: list[Message]) -> list[Message]:
    """Says of each message whose it is, and of the last one of ours that the other has seen, that it was."""
    for message in messages:
        message.is_ours = message.sender_id == side.pk
    seen = [one for one in messages if one.is_ours and other and one.pk <= other.last_read]
    if seen and seen[-1] == [one for one in messages if one.is_ours][-1]:
        seen[-1].is_seen = True
    return messages
