"""Pages that will be read for months as they are written now: nothing in them may be true for an hour only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_still: ContextVar[bool] = ContextVar("still", default=False)


def is_still() -> bool:
    """Whether what is being written stays: then it says a date rather than "14 min ago", and not who is open now."""
    return _still.get()


@contextmanager
def stillness() -> Iterator[None]:
    token = _still.set(True)
    try:
        yield
    finally:
        _still.reset(token)
