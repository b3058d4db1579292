"""The threads that can be muted from an e-mail: each app above says how its own are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mcs.members.models import Member


@dataclass(frozen=True)
class Thread:
    """What is written under one thing; `url` is a path, `mute` stops telling a member of it, however often pressed."""

    title: str
    url: str
    mute: Callable[[Member], None]


_finders: dict[str, Callable[[str], Thread | None]] = {}


def register_threads(name: str, finder: Callable[[str], Thread | None]) -> None:
    """Lets lines whose key is the name, a dash and what the finder takes ("post-12") be muted from their e-mail."""
    _finders[name] = finder


def find_thread(key: str) -> Thread | None:
    """The thread that lines with this key are about; None for one that is gone."""
    name, _dash, rest = key.rpartition("-")
    finder = _finders.get(name)
    return finder(rest) if finder else None
