"""The registry of what else moves when two listings become one: each app above gives its own in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from mcs.directory.models import Listing

Moved = dict[str, Any]


@dataclass(frozen=True)
class Merger:
    """How one app's rows move.

    `move(keep, drop)` returns what it moved as JSON, kept in the history; `take_back(keep, drop, moved)` undoes exactly
    that. Rows that can't stand on both listings stay where they are: nothing is deleted.
    """

    name: str
    move: Callable[[Listing, Listing], Moved]
    take_back: Callable[[Listing, Listing, Moved], None]


_mergers: dict[str, Merger] = {}


def register_merger(merger: Merger) -> None:
    """Adds a merger, or replaces the one of that name."""
    _mergers[merger.name] = merger


def mergers() -> list[Merger]:
    """Every merger, in the order they were registered."""
    return list(_mergers.values())


def move_rows(rows: models.QuerySet[Any], keep: Listing) -> list[int]:
    """Points the rows at the kept listing; returns their keys."""
    pks = sorted(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=pks).update(listing=keep)
    return pks


def take_back_rows(model: type[models.Model], pks: list[int], keep: Listing, drop: Listing) -> None:
    """Points those of the rows that still are the kept listing's back at the other."""
    model._base_manager.filter(pk__in=pks, listing=keep).update(listing=drop)
