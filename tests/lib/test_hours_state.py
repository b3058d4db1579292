"""The state at a moment and when it ends: exact to the minute, over midnight, clock changes, holidays and closures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mcs.lib import hours
from mcs.lib.hours import is_open, state_until, with_closures
from tests.lib.real_hours import real_expressions

PARIS = ZoneInfo("Europe/Paris")
MINUTE = timedelta(minutes=1)
BAR = "Fr-Sa 20:00-02:00"
AUGUST = (date(2026, 8, 1), date(2026, 8, 21))  # a Saturday to a Friday


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold).astimezone(UTC)


def changes(expression: str, start: datetime, end: datetime) -> list[tuple[str, bool | None]]:
    """Each change between two moments by following the stored one, as local time and the state that begins."""
    found = []
    _state, change = state_until(expression, start)
    while change and change < end:
        state, following = state_until(expression, change)
        found.append((f"{change.astimezone(PARIS):%a %H:%M%z}", state))
        change = following
    return found


def by_the_minute(expression: str, start: datetime, end: datetime) -> list[tuple[str, bool | None]]:
    """The same, by asking at every minute."""
    found, state, moment = [], is_open(expression, start), start + MINUTE
    while moment < end:
        now = is_open(expression, moment)
        if now != state:
            found.append((f"{moment.astimezone(PARIS):%a %H:%M%z}", now))
        state, moment = now, moment + MINUTE
    return found


@pytest.mark.parametrize(
    ("expression", "state"), [("24/7", True), ("off", False), ("Mo-Su,PH off", False), ("24/7 unknown", None)]
)
def test_what_never_changes_has_no_next_change(expression: str, state: bool | None) -> None:
    assert state_until(expression, at("2026-11-24T12:00")) == (state, None)


@pytest.mark.parametrize("expression", ["", "quand il fait beau"])
def test_unknown_hours_have_no_state(expression: str) -> None:
    assert state_until(expression, at("2026-11-24T12:00")) == (None, None)


def test_not_certain_is_a_state_of_its_own_that_ends() -> None:
    assert state_until("Mo-Su 09:00-12:00 unknown", at("2026-11-24T10:00")) == (None, at("2026-11-24T12:00"))


def test_another_comment_is_no_change() -> None:
    expression = 'Mo-Fr 09:00-12:00 open "a", Mo-Fr 12:00-14:00 open "b"'
    assert state_until(expression, at("2026-11-24T10:00")) == (True, at("2026-11-24T14:00"))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Sa 22:00-06:00", [("Sat 22:00+0200", True), ("Sun 06:00+0100", False)]),
        ("Sa 22:00-02:00", [("Sat 22:00+0200", True), ("Sun 02:00+0200", False)]),
        ("Sa 22:00-02:30", [("Sat 22:00+0200", True), ("Sun 02:30+0200", False)]),
        ("Su 02:30-05:00", [("Sun 02:30+0200", True), ("Sun 05:00+0100", False)]),
    ],
)
def test_hour_that_comes_twice_changes_once(expression: str, expected: list[tuple[str, bool]]) -> None:
    """On 25 October 2026 at 3:00 it is 2:00 again."""
    start, end = at("2026-10-24T12:00"), at("2026-10-25T12:00")
    assert changes(expression, start, end) == by_the_minute(expression, start, end) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Sa 22:00-06:00", [("Sat 22:00+0100", True), ("Sun 06:00+0200", False)]),
        ("Sa 22:00-02:30", [("Sat 22:00+0100", True), ("Sun 03:00+0200", False)]),
        ("Su 02:15-02:45", []),
        ("Su 02:15-04:00", [("Sun 03:00+0200", True), ("Sun 04:00+0200", False)]),
    ],
)
def test_hour_that_does_not_come_is_jumped(expression: str, expected: list[tuple[str, bool]]) -> None:
    """On 29 March 2026 at 2:00 it is 3:00."""
    start, end = at("2026-03-28T12:00"), at("2026-03-29T12:00")
    assert changes(expression, start, end) == by_the_minute(expression, start, end) == expected


@pytest.mark.parametrize("day", ["2026-07-14", "2026-04-06", "2026-05-14", "2026-12-25"])
def test_french_holidays_are_known(day: str) -> None:
    """14 July, Easter Monday, Ascension, Christmas."""
    assert is_open("Mo-Su 09:00-19:00; PH off", at(f"{day}T12:00")) is False
    assert is_open("Mo-Su 09:00-19:00", at(f"{day}T12:00")) is True


def test_closure_takes_its_days_and_the_nights_that_begin_in_them() -> None:
    schedule = with_closures(BAR, [AUGUST])
    assert changes(schedule, at("2026-07-31T12:00"), at("2026-08-24T12:00")) == [
        ("Fri 20:00+0200", True),
        ("Sat 02:00+0200", False),  # Friday's night ends as usual
        ("Sat 20:00+0200", True),  # 22 August: the night of the 21st did not happen
        ("Sun 02:00+0200", False),
    ]


@pytest.mark.parametrize(
    ("closures", "expected"),
    [
        ([], "24/7"),
        ([(date(2026, 12, 24), date(2026, 12, 24))], "24/7; 2026 Dec 24 off"),
        ([(date(2026, 12, 24), date(2027, 1, 2))], "24/7; 2026 Dec 24-2027 Jan 02 off"),
        (
            [(date(2026, 8, 4), date(2026, 8, 5)), (date(2026, 8, 1), date(2026, 8, 3))],
            "24/7; 2026 Aug 01-2026 Aug 05 off",
        ),
    ],
)
def test_closures_are_rules_that_win(closures: list[tuple[date, date]], expected: str) -> None:
    assert with_closures("24/7", closures) == expected
    assert hours.parse(expected) is not None


def test_closure_of_unknown_hours_says_nothing() -> None:
    assert with_closures("", [AUGUST]) == ""
    assert with_closures("quand il fait beau", [AUGUST]) == "quand il fait beau"


@pytest.mark.parametrize("day", ["2026-03-28T21:00", "2026-10-24T21:00", "2026-07-13T12:00", "2026-04-05T18:00"])
def test_real_hours_agree_with_every_minute_of_special_days(day: str) -> None:
    start = at(day)
    end = start + timedelta(hours=15)
    wrong = [
        expression
        for expression in real_expressions()[::6]
        if changes(expression, start, end) != by_the_minute(expression, start, end)
    ]
    assert wrong == []


def test_real_hours_agree_around_each_change_of_a_year() -> None:
    """Following the changes, from a moment every eleven days, the state is theirs to the minute before and after."""
    wrong = []
    for expression in real_expressions():
        for step in range(34):
            moment = at("2026-01-01T00:30") + timedelta(days=11 * step, hours=step)
            state, change = state_until(expression, moment)
            asked = {is_open(expression, moment), is_open(expression, (change or moment) - MINUTE)}
            if asked != {state} or (change and is_open(expression, change) == state):
                wrong.append((expression, moment.isoformat()))
    assert wrong == []


def test_real_hours_are_closed_by_a_closure_and_as_before_besides() -> None:
    wrong = []
    for expression in real_expressions():
        schedule = with_closures(expression, [AUGUST])
        inside = [is_open(schedule, at("2026-08-03T11:00") + timedelta(hours=7 * step)) for step in range(40)]
        before = [at("2026-07-20T00:10") + timedelta(hours=5 * step) for step in range(57)]
        after = [at("2026-08-22T13:00") + timedelta(hours=5 * step) for step in range(57)]
        if any(inside) or any(is_open(schedule, one) != is_open(expression, one) for one in before + after):
            wrong.append(expression)
    assert wrong == []
