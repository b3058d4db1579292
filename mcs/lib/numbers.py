"""Numbers out of addresses and forms, where anything may stand."""

from __future__ import annotations


def whole(text: str, *, digits: int = 18) -> int | None:
    """The whole number a text is, of at most so many ASCII digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def key(text: str) -> int:
    """The key a text says, or 0, which is nobody's."""
    return whole(text) or 0
