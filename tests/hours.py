"""What is counted by the hour needs one for itself."""

from __future__ import annotations

import time

HOUR = 3600  # seconds


def stay_within_an_hour(seconds: float) -> None:
    """Waits for the next hour where this one ends before so many seconds: limits (lib.ratelimit) begin anew with it."""
    left = HOUR - time.time() % HOUR
    if left < seconds:
        time.sleep(left)
