"""Two hundred ways of saying hours, with the week that each means."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mcs.lib.french_hours import read_hours
from mcs.lib.hours import week

A_NORMAL_WEEK = date(2021, 3, 15)
with (Path(__file__).parent / "data" / "hours_said.tsv").open(encoding="utf-8") as lines:
    SAID = [(row["said"], row["expected"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("said", "expected"), SAID)
def test_hours_said_in_many_ways_are_the_week_they_mean(said: str, expected: str) -> None:
    read = read_hours(said)
    assert _spans(read) == _spans(expected), read


def _spans(expression: str) -> list[object]:
    return [day.spans for day in week(expression, A_NORMAL_WEEK)] if expression else []
