"""Opening hours: open or not, the week, and the words people read."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from mcs.lib import hours
from tests.real_data import real_file

PARIS = ZoneInfo("Europe/Paris")
SHOP = "Mo-Sa 08:30-12:30,15:00-19:30; Su 08:00-13:00; PH off"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("expression", "moment", "expected"),
    [
        (SHOP, "2026-11-24T09:00", "Ouvert jusqu’à 12 h 30"),
        (SHOP, "2026-11-24T13:00", "Ouvre à 15 h"),
        (SHOP, "2026-11-24T20:00", "Ouvre demain à 8 h 30"),
        ("Mo 09:00-12:00", "2026-11-24T09:00", "Ouvre lundi à 9 h"),
        ("Fr-Sa 20:00-02:00", "2026-11-28T01:00", "Ouvert jusqu’à 2 h"),
        ("24/7", "2026-11-24T03:00", "Toujours ouvert"),
        ("off", "2026-11-24T03:00", "Fermé en ce moment"),
        (SHOP, "2026-12-25T10:00", "Ouvre demain à 8 h 30"),
    ],
)
def test_opening_says_until_when(expression: str, moment: str, expected: str) -> None:
    state = hours.opening(expression, at(moment))
    assert state is not None
    assert hours.opening_text(state, at(moment)).replace("\u00a0", " ") == expected


def test_opening_is_unknown_where_the_hours_are() -> None:
    assert hours.opening("", at("2026-11-24T09:00")) is None
    assert hours.opening("quand il fait beau", at("2026-11-24T09:00")) is None
    assert hours.is_open("Mo-Fr 09:00-12:00 unknown", at("2026-11-24T10:00")) is None


def test_hours_follow_the_clock_into_winter_time() -> None:
    """On 25 October 2026 at 3:00 it is 2:00 again."""
    state = hours.opening("Sa-Su 20:00-04:00", at("2026-10-25T01:00"))
    assert state is not None
    assert state.changes_at == at("2026-10-25T04:00")


def test_week_puts_a_night_under_the_day_it_begins() -> None:
    week = hours.week("Fr-Sa 20:00-02:00", date(2026, 11, 24))
    assert [day.spans for day in week] == [()] * 4 + [((time(20), time(2)),)] * 2 + [()]
    assert [day.is_today for day in week] == [False, True] + [False] * 5


def test_week_of_a_place_that_never_closes() -> None:
    assert {hours.spans_text(day) for day in hours.week("24/7", date(2026, 11, 24))} == {"24\u00a0h sur 24"}


def test_validate_hours_refuses_what_the_parser_does() -> None:
    with pytest.raises(ValidationError):
        hours.validate_hours("du lundi au samedi")
    hours.validate_hours("")


def test_real_expressions_parse_as_their_list_says() -> None:
    with real_file("opening_hours/real_fr_opening_hours_half.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [
        row["opening_hours"]
        for row in rows
        if (hours.parse(row["opening_hours"]) is not None) != (row["parses_in_opening_hours_py_2.1.4"] == "yes")
    ]
    assert (len(rows), wrong) == (738, [])
