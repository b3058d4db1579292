"""The registry of the desk's queues: each app above gives its own in AppConfig.ready().

A queue says what waits as rows of a queryset, made by `rows`, so that the desk reads all queues in one statement.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Substr
from django.utils.functional import Promise

from mcs.members.models import Member
from mcs.photos.models import Photo

if TYPE_CHECKING:
    from mcs.moderation.models import DeskDecision

COLUMNS = ("desk_urgency", "desk_since", "desk_queue", "desk_key", "desk_title", "desk_text")
SHOWN_CHARACTERS = 200
URGENT = 1
Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Press:
    """A decision that one press makes from the e-mail of the morning, on a page that shows the whole of what is decided
    (`Queue.whole`); `run` says whether it was still to be made.
    """

    name: str  # in addresses
    label: str | Promise
    run: Callable[[str, Member], bool]


@dataclass(frozen=True)
class Whole:
    """All that a press makes public: the text, facts as (label, words), photos."""

    text: str = ""
    facts: Sequence[tuple[str, str]] = ()
    photos: Sequence[Photo] = ()

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that change with any of it: its author may change it while it is read."""
        said = repr((self.text, [*self.facts], [photo.key for photo in self.photos]))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def _cannot(decision: DeskDecision, member: Member) -> bool:
    return False


def _no_presses(key: str) -> Iterable[Press]:
    return ()


def _nothing(key: str) -> Whole:
    return Whole()


@dataclass(frozen=True)
class Queue:
    """One kind of thing that waits. `name` is its word in addresses; `url` says where the one of that key is decided.

    `undo` takes a decision back and says whether it could. `whole` gives all that one of `presses` would make public.
    `paused` says what nobody can send while the volunteers pause the queue ("listing requests"); empty for what can't
    be paused.
    """

    name: str
    label: str | Promise
    icon: str
    waiting: Callable[[], Iterable[Rows]]
    url: Callable[[str], str]
    undo: Callable[[DeskDecision, Member], bool] = _cannot
    presses: Callable[[str], Iterable[Press]] = _no_presses
    whole: Callable[[str], Whole] = _nothing
    paused: str | Promise = ""


_queues: dict[str, Queue] = {}


def register_queue(queue: Queue) -> None:
    """Adds a queue. Raises ValueError on a name taken by another."""
    if _queues.setdefault(queue.name, queue) is not queue:
        raise ValueError(f"Two queues are named {queue.name}.")


def all_queues() -> list[Queue]:
    """Every queue, in the order they were registered."""
    return list(_queues.values())


def queue_named(name: str) -> Queue | None:
    """The queue of that name; None when there is none."""
    return _queues.get(name)


def worded(words: str, **fields: str) -> Combinable:
    """A translated sentence with fields of the row in its "%(places)s", as an expression."""
    parts = [
        Cast(F(fields[part]), TextField()) if number % 2 else Value(part, TextField())
        for number, part in enumerate(re.split(r"%\((\w+)\)s", words))
    ]
    return Concat(*parts, output_field=TextField())


def known_queue(name: str) -> Queue:
    """The queue of that name. Raises KeyError when there is none."""
    return _queues[name]


def rows(
    found: QuerySet[Any, Any],
    queue: str,
    *,
    title: str | Combinable,
    text: str | Combinable,
    since: str = "created_at",
    key: str = "pk",
    prefix: str = "",
    urgency: int = 0,
) -> Rows:
    """What waits in a queue, as the desk lists it: the same columns whatever the table.

    `title` and `text` are fields or expressions, `since` and `key` fields; `prefix` tells kinds apart within a queue.
    """
    text = F(text) if isinstance(text, str) else text
    title = F(title) if isinstance(title, str) else title
    words = TextField()
    values = {
        "desk_urgency": Value(urgency, IntegerField()),
        "desk_since": Cast(F(since), DateTimeField()),
        "desk_queue": Cast(Value(queue), words),
        "desk_key": Concat(Value(prefix), Cast(key, CharField()), output_field=words),
        "desk_title": Coalesce(Cast(title, words), Value("", words)),
        "desk_text": Coalesce(Cast(Substr(Cast(text, words), 1, SHOWN_CHARACTERS), words), Value("", words)),
    }
    waiting: Rows = found.order_by().annotate(**values).values_list(*COLUMNS)
    return waiting
