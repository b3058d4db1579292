"""The list of somebody's conversations, and that of the volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from mcs.lib.cursor import paginate
from mcs.lib.french import words
from mcs.members.models import Member
from mcs.messaging.models import Message, Participant

INBOX_SIZE = 20
MOST_WORDS = 6  # of a search; the others change little


def inbox_page(member: Member, cursor: str, search: str, *, archived: bool) -> dict[str, Any]:
    """A member's conversations, the newest first: two queries. A search looks among the archived ones too."""
    sides = Participant.objects.filter(member=member)
    if not search:
        sides = sides.filter(archived_at__isnull=not archived)
    return _page(sides, cursor, search) | {"archived": archived}


def desk_page(cursor: str, search: str, *, waiting: bool) -> dict[str, Any]:
    """The volunteers' conversations, the newest first: two queries. `waiting` keeps those that wait for an answer."""
    sides = Participant.objects.filter(is_volunteers=True).select_related("holder")
    if waiting and not search:
        sides = sides.filter(waiting_since__isnull=False)
    return _page(sides, cursor, search) | {"waiting": waiting}


def _page(sides: QuerySet[Participant], cursor: str, search: str) -> dict[str, Any]:
    people = Participant.objects.select_related("member__district")
    sides = _matching(sides, words(search)[:MOST_WORDS]).select_related("conversation__last_message__author")
    sides = sides.prefetch_related(Prefetch("conversation__participants", people))
    page = paginate(sides, cursor, INBOX_SIZE, by="last_at")
    return {"page": page, "rows": _rows(page.items), "search": search, "is_first": not cursor}


def _rows(sides: Sequence[Participant]) -> list[dict[str, Any]]:
    rows = []
    for side in sides:
        other = next((one for one in side.conversation.participants.all() if one.pk != side.pk), None)
        last = side.conversation.last_message
        is_ours = last is not None and last.sender_id == side.pk
        rows.append({"side": side, "other": other, "last": last, "is_ours": is_ours})
    return rows


def _matching(sides: QuerySet[Participant], searched: list[str]) -> QuerySet[Participant]:
    """Each word stands in a message, or in the other's name."""
    for word in searched:
        written = Message.objects.filter(conversation=OuterRef("conversation"), folded__contains=word)
        people = Participant.objects.filter(conversation=OuterRef("conversation"), member__name__icontains=word)
        sides = sides.filter(Q(Exists(written)) | Q(Exists(people.exclude(pk=OuterRef("pk")))))
    return sides
