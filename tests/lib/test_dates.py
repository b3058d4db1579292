"""Dates and sums in sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from mcs.lib.dates import closed_text
from mcs.lib.money import euros


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (date(2026, 8, 1), date(2026, 8, 21), "Fermé du 1er au 21\u00a0août"),
        (date(2026, 7, 14), date(2026, 7, 14), "Fermé le 14\u00a0juillet"),
        (date(2026, 7, 30), date(2026, 8, 1), "Fermé du 30\u00a0juillet au 1er\u00a0août"),
        (date(2026, 12, 28), date(2027, 1, 3), "Fermé du 28\u00a0décembre au 3\u00a0janvier 2027"),
        (date(2027, 1, 3), date(2027, 2, 4), "Fermé du 3\u00a0janvier au 4\u00a0février 2027"),
    ],
)
@time_machine.travel(datetime(2026, 6, 1, tzinfo=UTC), tick=False)
def test_closed_text_says_days_as_people_do(starts: date, ends: date, said: str) -> None:
    assert closed_text(starts, ends) == said


@pytest.mark.parametrize(
    ("cents", "said"), [(2500, "25\u00a0€"), (350, "3,50\u00a0€"), (5, "0,05\u00a0€"), (0, "0\u00a0€")]
)
def test_euros_writes_cents_when_there_are_any(cents: int, said: str) -> None:
    assert euros(cents) == said
