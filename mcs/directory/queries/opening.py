"""Which listings are open at a moment: by the state stored for now, by their schedule for any other time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

from mcs.lib import hours


class Scheduled(Protocol):
    """What must be known of a listing to tell."""

    @property
    def schedule(self) -> str: ...
    @property
    def is_open(self) -> bool | None: ...
    @property
    def open_changes_at(self) -> datetime | None: ...


S = TypeVar("S", bound=Scheduled)


def is_open_at(listing: Scheduled, at: datetime, now: datetime) -> bool:
    """Whether it is known to be open at that moment. The stored state holds from now until its next change."""
    if not listing.schedule:
        return False
    if now <= at and listing.open_changes_at and at < listing.open_changes_at:
        return bool(listing.is_open)
    return bool(hours.is_open(listing.schedule, at))


def keep_open(listings: list[S], at: datetime, now: datetime) -> list[S]:
    """Those open at that moment, in their order."""
    return [listing for listing in listings if is_open_at(listing, at, now)]
