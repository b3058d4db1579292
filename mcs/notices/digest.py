"""What a digest holds: the registry of what apps above have to say, and its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.notices.models import NoticeEntry
from mcs.notices.rules import mute_url

MOST_ITEMS = 5  # of a section: a digest is read in a minute


@dataclass(frozen=True)
class Reader:
    """Whom a digest is for, and from when to when it tells: the end of the one before, and now."""

    member: Member
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Item:
    """One thing; `key` is what the bell files it under, so that nothing is said twice. `url` is a path, `mute_url` the
    whole address that mutes its thread."""

    key: str
    title: str
    url: str
    detail: str = ""
    mute_url: str = ""


@dataclass(frozen=True)
class Section:
    title: str | Promise
    items: list[Item]


Source = Callable[[Reader], Section]
_sources: dict[str, tuple[int, Source]] = {}
FOLLOWED_AT = 20  # where what stands on the bell comes, among the positions of the sources


def register_source(name: str, *, position: int, source: Source) -> None:
    """Adds what a function finds for a reader, most useful first. Registering a name again replaces it."""
    _sources[name] = (position, source)


def sections_for(reader: Reader, entries: list[NoticeEntry], *, neighbourhood: bool) -> list[Section]:
    """The sections with something to say: the bell's lines, and around them the neighbourhood's if it is due.

    A thing stands once, in the first section that has it. What was on the bell since is not news any more.
    """
    followed = Section(_("For you"), [_item(entry) for entry in entries])
    found = [(FOLLOWED_AT, "", followed)]
    known: set[str] = set()
    if neighbourhood:
        found += [(position, name, source(reader)) for name, (position, source) in _sources.items()]
        known = _on_the_bell(reader, entries)
    sections = []
    for _position, _name, section in sorted(found, key=lambda each: each[:2]):
        fresh = section.items if section is followed else [item for item in section.items if item.key not in known]
        kept = fresh if section is followed else fresh[:MOST_ITEMS]
        known |= {item.key for item in kept}
        if kept:
            sections.append(replace(section, items=kept))
    return sections


def _item(entry: NoticeEntry) -> Item:
    return Item(entry.key, entry.line, entry.link, mute_url=mute_url(entry))


def _on_the_bell(reader: Reader, entries: list[NoticeEntry]) -> set[str]:
    told = NoticeEntry.objects.filter(member=reader.member, updated_at__gte=reader.since)
    return {entry.key for entry in entries} | set(told.order_by("key").values_list("key", flat=True))
