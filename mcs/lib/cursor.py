"""Pages by cursor: the same cost on the first page and on the ten thousandth, and no item twice when new ones come."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """Items newest first, and the cursor of the next page ("" on the last)."""

    items: Sequence[M]
    next_cursor: str


def paginate(queryset: models.QuerySet[M], cursor: str, size: int, by: str = "created_at") -> Page[M]:
    """The `size` items after the cursor, ordered by the datetime field `by` then key, newest first.

    An unreadable cursor gives the first page: an old or mangled link still shows something true.
    """
    queryset = queryset.order_by(f"-{by}", "-pk")
    after = _decode(cursor)
    if after:
        moment, pk = after
        # The bound outside the OR is what an index is searched by: an OR alone is a scan.
        queryset = queryset.filter(Q(**{f"{by}__lt": moment}) | Q(pk__lt=pk), **{f"{by}__lte": moment})
    return page_of(list(queryset[: size + 1]), size, by)


def page_of(items: Sequence[M], size: int, by: str = "created_at") -> Page[M]:
    """A page of items that were found in that order, one more than it shows where others follow."""
    next_cursor = ""
    if len(items) > size:
        last = items[size - 1]
        next_cursor = _encode(getattr(last, by), last.pk)
    return Page(items[:size], next_cursor)


def _encode(moment: datetime, pk: int) -> str:
    return base64.urlsafe_b64encode(f"{moment.isoformat()} {pk}".encode()).decode().rstrip("=")


def _decode(cursor: str) -> tuple[datetime, int] | None:
    if not cursor or len(cursor) > 100:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        moment_text, _, pk_text = text.rpartition(" ")
        moment, pk = datetime.fromisoformat(moment_text), int(pk_text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment  # the first and last day of time have no UTC
    except (ValueError, OverflowError, binascii.Error, UnicodeDecodeError):
        return None
    return (moment, pk) if moment.tzinfo and 0 <= pk < 2**63 else None
