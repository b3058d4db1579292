"""How numbers, dates and phones are written."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import engines
from django.utils.timezone import get_default_timezone
from django.utils.translation import override

from mcs.lib.contacts import written_phone
from mcs.lib.templatetags.ui import ago, day, grouped, icon, ordinal, phone

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("2026-11-24T11:59:40", "à l’instant"),
        ("2026-11-24T11:46:00", "il y a 14 min"),
        ("2026-11-24T09:00:00", "il y a 3 h"),
        ("2026-11-23T23:00:00", "hier"),
        ("2026-11-21T12:00:00", "il y a 3 jours"),
        ("2026-11-03T12:00:00", "3 novembre"),
        ("2025-11-03T12:00:00", "3 novembre 2025"),
    ],
)
@time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=PARIS), tick=False)
def test_ago_speaks_as_neighbours_do(then: str, expected: str) -> None:
    assert str(get_default_timezone()) == "Europe/Paris"
    assert ago(datetime.fromisoformat(then).replace(tzinfo=PARIS)).replace("\u00a0", " ") == expected


def test_day_says_the_year_when_it_is_another() -> None:
    with time_machine.travel(datetime(2026, 11, 24, 12, 0, tzinfo=PARIS)):
        assert day(datetime(2026, 1, 2, tzinfo=PARIS)) == "2 janvier"


@pytest.mark.parametrize(("number", "expected"), [(8, "8<sup>e</sup>"), (1, "1<sup>er</sup>"), ("<b>", "&lt;b&gt;")])
def test_ordinals_are_marked_up(number: int | str, expected: str) -> None:
    assert ordinal(number) == expected


def test_phones_are_written_in_pairs() -> None:
    assert written_phone("+33491001122") == "04 91 00 11 22"
    assert phone("+33491001122") == "04\u00a091\u00a000\u00a011\u00a022"
    assert phone("+442079460000") == "+442079460000"


def test_icons_are_hidden_from_readers_and_light() -> None:
    svg = icon("fish")
    assert 'aria-hidden="true"' in svg
    assert "stroke-width" not in svg


def test_a_visitor_gets_no_token() -> None:
    template = engines["django"].from_string("{% csrf %}")
    assert template.render({"has_session": False}) == ""


def test_large_numbers_are_grouped_as_the_reader_writes_them() -> None:
    assert (grouped(415), grouped(6598)) == ("415", "6\u00a0598")
    with override("en"):
        assert grouped(6598) == "6,598"
