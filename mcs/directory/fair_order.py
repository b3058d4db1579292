"""What neighbours' recommendations weigh in the order of results: the whole formula, told to all at /classement/.

No part of it can be bought, and nothing else of a business counts. All figures are the project's own choice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

HALF_LIFE_DAYS = 365  # after which a recommendation weighs half
NEW_ACCOUNT_DAYS = 14  # accounts younger than this count for one neighbour at most, all together
NEW_LISTING_DAYS = 90  # during which a new listing has something of a head start, less each day
HEAD_START = 1.0  # neighbours, on the day of publication
STEP = 0.5  # neighbours; what is nearer than this is equal, and among equals those open come first


class Voice(NamedTuple):
    """One neighbour's recommendation: when it was given, and when that neighbour joined."""

    given_at: datetime
    joined_at: datetime


def recommendation_score(voices: Iterable[Voice], published_at: datetime | None, now: datetime) -> float:
    """Neighbours who recommend a listing, each the less the older, in steps of STEP.

    Whoever runs the business must not be among the voices.
    """
    settled = new = 0.0
    for voice in voices:
        weight = 0.5 ** (max(_days(voice.given_at, now), 0.0) / HALF_LIFE_DAYS)
        if _days(voice.joined_at, now) < NEW_ACCOUNT_DAYS:
            new += weight
        else:
            settled += weight
    total = settled + min(new, 1.0) + _head_start(published_at, now)
    return round(total / STEP) * STEP


def _head_start(published_at: datetime | None, now: datetime) -> float:
    if published_at is None:
        return 0.0
    return HEAD_START * max(0.0, 1 - max(_days(published_at, now), 0.0) / NEW_LISTING_DAYS)


def _days(since: datetime, now: datetime) -> float:
    return (now - since).total_seconds() / 86_400
