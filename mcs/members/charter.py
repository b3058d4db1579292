"""Which charter a member agrees to by joining. Its words are in website/charter.html.

A test fails when the words change and the version does not.
"""

from __future__ import annotations

from datetime import date

VERSION = "2026-11-26"  # the day it was written


def written_on() -> date:
    """The day of the version, as pages show it."""
    return date.fromisoformat(VERSION)
