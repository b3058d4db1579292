"""What waits at the desk, in one statement whatever the number of queues."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.text import Truncator

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.models import Delegation, DoneOnce, InHand
from mcs.moderation.queues import Queue, Rows, all_queues, known_queue

PAGE = 20
LOOKED_AT = 20  # how far one looks for something that nobody else has in hand


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a volunteer: how urgent, since when, what, and who has it in hand."""

    urgency: int
    since: datetime
    queue: Queue
    key: str
    title: str
    text: str
    holder: Member | None = None

    @property
    def url(self) -> str:
        return self.queue.url(self.key)

    @property
    def excerpt(self) -> str:
        return Truncator(" ".join(self.text.split())).chars(140)

    @property
    def cursor(self) -> str:
        """Its place among all that waits."""
        place = [self.urgency, self.since.isoformat(), self.queue.name, self.key]
        return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


Place = tuple[int, datetime, str, str]


def queues_of(member: Member) -> frozenset[str]:
    """Names of the queues a volunteer or a delegate keeps; asked once a request."""
    if member.role == Role.VOLUNTEER:
        return frozenset(queue.name for queue in all_queues())
    known: frozenset[str] | None = member.__dict__.get("_kept_queues")
    if known is None:
        found = Delegation.objects.filter(member=member).values_list("queue", flat=True)
        known = member.__dict__["_kept_queues"] = frozenset(found)
    return known


def waiting_items(names: Collection[str], *, after: Place | None = None, size: int = PAGE) -> list[Waiting]:
    """What waits in those queues, most urgent and oldest first: one query."""
    parts = _parts(names, after)
    if not parts:
        return []
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return [_waiting(row) for row in found.order_by("-desk_urgency", "desk_since", "desk_queue", "desk_key")[:size]]


def waiting_item(queue: Queue, key: str) -> Waiting | None:
    """What waits in the queue under that key, if it still does; one query a kind of thing in the queue at most."""
    found = (row for part in queue.waiting() for row in part.filter(desk_key=key)[:1])
    return next(map(_waiting, found), None)


def is_done(digest: str) -> bool:
    """Whether what is done once, and has that digest, was; one query."""
    return DoneOnce.objects.filter(digest=digest).exists()


def desk_page(names: Collection[str], cursor: str) -> dict[str, Any]:
    """A page of the inbox and who has what in hand: two queries."""
    items = waiting_items(names, after=read_place(cursor), size=PAGE + 1)
    shown = items[:PAGE]
    return {"items": _with_holders(shown), "next_cursor": shown[-1].cursor if len(items) > PAGE else ""}


def waiting_counts(names: Collection[str]) -> dict[str, int]:
    """How many wait in each of those queues; one query. Queues where nothing does are left out."""
    return {name: count for name, (count, _oldest) in waiting_figures(names).items()}


def waiting_figures(names: Collection[str]) -> dict[str, tuple[int, datetime]]:
    """How many wait in each of those queues, and since when the oldest does; one query."""
    parts = _parts(names, None)
    if not parts:
        return {}
    said = {"desk_count": Count("pk"), "desk_oldest": Min("desk_since")}
    counted = [part.order_by().values_list("desk_queue").annotate(**said) for part in parts]
    figures: dict[str, tuple[int, datetime]] = {}
    for name, number, oldest in counted[0].union(*counted[1:], all=True) if len(counted) > 1 else counted[0]:
        count, since = figures.get(name, (0, oldest))
        figures[name] = (count + number, min(since, oldest))
    return figures


def next_item(names: Collection[str], *, after: Place | None, member: Member) -> Waiting | None:
    """What comes up after that place, else from the start; never what another volunteer has in hand.

    Two queries, four when nothing is left after the place.
    """
    for place in dict.fromkeys((after, None)):
        items = _with_holders(waiting_items(names, after=place, size=LOOKED_AT))
        free = next((item for item in items if item.holder in (None, member)), None)
        if free:
            return free
    return None


def read_place(cursor: str) -> Place | None:
    """The place a cursor stands for; an unreadable one is the start."""
    if not cursor or len(cursor) > 300:
        return None
    try:
        urgency, since, queue, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = datetime.fromisoformat(since).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, binascii.Error):
        return None
    if not (isinstance(urgency, int) and abs(urgency) < 100 and isinstance(queue, str) and isinstance(key, str)):
        return None
    return None if "\0" in queue + key else (urgency, moment, queue, key)


def _parts(names: Collection[str], after: Place | None) -> list[Rows]:
    parts = [part for queue in all_queues() if queue.name in names for part in queue.waiting()]
    return [part.filter(_later(after)) if after else part for part in parts]


def _later(place: Place) -> Q:
    urgency, since, queue, key = place
    same_moment = Q(desk_queue__gt=queue) | Q(desk_queue=queue, desk_key__gt=key)
    later = Q(desk_since__gt=since) | Q(same_moment, desk_since=since)
    return Q(desk_urgency__lt=urgency) | Q(later, desk_urgency=urgency)


def _waiting(row: tuple[Any, ...]) -> Waiting:
    urgency, since, name, key, title, text = row
    return Waiting(urgency, since, known_queue(name), key, title, text)


def _with_holders(items: list[Waiting]) -> list[Waiting]:
    if not items:
        return items
    now = timezone.now()
    of_items = InHand.objects.filter(until__gt=now, key__in=[item.key for item in items]).select_related("member")
    holders = {(held.queue, held.key): held.member for held in of_items}
    return [replace(item, holder=holders.get((item.queue.name, item.key))) for item in items]
