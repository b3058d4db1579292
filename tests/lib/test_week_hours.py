"""A week's hours as a form shows them: from OSM syntax and back, losing nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcs.lib.hours import parse
from mcs.lib.week_hours import CLOSED, DAY, Spans, WeekHours, means_the_same, read_week, write_week
from tests.lib.real_hours import real_expressions

MORNING, AFTERNOON, NIGHT = (9 * 60, 12 * 60 + 30), (14 * 60, 19 * 60), (20 * 60, DAY + 2 * 60)
FIVE = ((MORNING, AFTERNOON),) * 5


@pytest.mark.parametrize(
    ("expression", "week"),
    [
        ("", WeekHours()),
        ("24/7", WeekHours(always=True)),
        ("Mo-Fr 09:00-12:30,14:00-19:00", WeekHours((*FIVE, (), ()))),
        ("Mo-Fr 9:00-12:30, 14:00-19:00; PH off", WeekHours((*FIVE, (), ()), off_on_holidays=True)),
        ("Mo-Su 09:00-12:30; Sa,Su,PH off", WeekHours((((MORNING),),) * 5 + ((), ()), off_on_holidays=True)),
        ("Mo off; Sa-Su 20:00-02:00", WeekHours((*CLOSED[:5], (NIGHT,), (NIGHT,)))),
        ("Su-Mo 09:00-12:30", WeekHours(((MORNING,), *CLOSED[:5], (MORNING,)))),
        ("We 00:00-24:00", WeekHours((*CLOSED[:2], ((0, DAY),), *CLOSED[:4]))),
    ],
)
def test_week_is_read(expression: str, week: WeekHours) -> None:
    read = read_week(expression)
    assert read is not None
    assert (read.same_week(week), read.rest) == (True, "")


@pytest.mark.parametrize(
    ("expression", "rest"),
    [
        ("Mo-Fr 09:00-12:30; Jul 09-Aug 31: Tu off", "Jul 09-Aug 31: Tu off"),
        ('Mo-Fr 09:00-12:30; "sur rendez-vous"', '"sur rendez-vous"'),
        ("Mo-Fr 09:00-12:30; SH off", "SH off"),
        ("Mo-Fr 09:00-12:30; PH 10:00-12:00", "PH 10:00-12:00"),
        ('Mo-Fr 09:00-12:30 "membres"', 'Mo-Fr 09:00-12:30 "membres"'),
        ("Mo-Fr 09:00+", "Mo-Fr 09:00+"),
        ("week 1-26 Sa 09:00-12:30", "week 1-26 Sa 09:00-12:30"),
    ],
)
def test_what_a_form_cannot_say_is_kept_apart(expression: str, rest: str) -> None:
    week = read_week(expression)
    assert week is not None
    assert week.rest == rest
    assert means_the_same(write_week(week), expression)


def test_unreadable_hours_are_no_week() -> None:
    assert read_week("quand il fait beau") is None


def test_night_goes_on_into_a_day_with_hours_of_its_own() -> None:
    """With ";" the parser would end Friday at midnight."""
    week = WeekHours((*CLOSED[:4], (NIGHT,), (MORNING,), ()))
    assert write_week(week) == "Fr 20:00-02:00, Sa 09:00-12:30"


def test_rest_after_a_changed_week_still_comes_last() -> None:
    week = WeekHours((*FIVE, (), ()), off_on_holidays=True, rest="Aug off")
    assert write_week(week) == "Mo-Fr 09:00-12:30,14:00-19:00; PH off; Aug off"


@st.composite
def _days(draw: st.DrawFn) -> tuple[Spans, ...]:
    """Seven days of spans that are apart, the last of a day perhaps over midnight, before the next begins."""
    days: list[Spans] = []
    for _number in range(7):
        over = max(0, days[-1][-1][1] - DAY) if days and days[-1] else 0
        earliest = over + 1 if days else 6 * 60  # Sunday’s night ends before
        marks = sorted(draw(st.sets(st.integers(earliest, DAY - 1), min_size=0, max_size=6)))
        marks = marks[: len(marks) // 2 * 2]
        spans = list(zip(marks[::2], marks[1::2], strict=True))
        goes_on = draw(st.booleans())
        if spans and goes_on:
            spans[-1] = (spans[-1][0], DAY + draw(st.integers(0, min(5 * 60, spans[-1][0]))))
        days.append(tuple(spans))
    return tuple(days)


@settings(max_examples=150)
@given(_days(), st.booleans())
def test_any_week_comes_back_as_it_was_written(days: tuple[Spans, ...], off_on_holidays: bool) -> None:
    week = WeekHours(days, off_on_holidays=off_on_holidays)
    written = write_week(week)
    read = read_week(written)
    assert read is not None
    assert not written or parse(written) is not None
    assert (read.same_week(week), read.rest) == (True, "")
    assert means_the_same(write_week(read), written)


def test_real_hours_mean_the_same_once_read_and_written() -> None:
    """At every minute of two years, though nine in ten are shown whole."""
    weeks = {expression: read_week(expression) for expression in real_expressions()}
    wrong = [one for one, week in weeks.items() if week is None or not means_the_same(write_week(week), one)]
    whole = [one for one, week in weeks.items() if week and not week.rest]
    assert (len(weeks), wrong) == (726, [])
    assert len(whole) > 0.9 * len(weeks)
