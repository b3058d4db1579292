"""The public formula of the order of results."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mcs.directory.fair_order import Voice, recommendation_score

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=900)


def voices(count: int, *, days: float = 0, joined: float = 400) -> list[Voice]:
    """So many neighbours who recommended it so many days ago, having joined `joined` days ago."""
    return [Voice(NOW - timedelta(days=days), NOW - timedelta(days=joined))] * count


def score(*said: list[Voice], published_at: datetime | None = LONG_AGO) -> float:
    return recommendation_score([voice for group in said for voice in group], published_at, NOW)


def test_each_neighbour_counts_for_one() -> None:
    assert [score(voices(count)) for count in (0, 1, 12)] == [0, 1, 12]


def test_recommendations_age() -> None:
    assert [score(voices(8, days=days)) for days in (0, 365, 730, 3650)] == [8, 4, 2, 0]


def test_a_recommendation_from_the_future_weighs_no_more_than_today_s() -> None:
    assert score(voices(3, days=-30)) == 3


def test_a_burst_of_new_accounts_counts_for_one_neighbour() -> None:
    assert score(voices(500, joined=1)) == 1
    assert score(voices(500, joined=1), voices(2)) == 3


def test_new_accounts_count_in_full_once_they_are_settled() -> None:
    assert [score(voices(5, joined=days)) for days in (13.9, 14)] == [1, 5]


@pytest.mark.parametrize(("days", "expected"), [(0, 1), (22, 1), (24, 0.5), (67, 0.5), (68, 0), (90, 0), (900, 0)])
def test_a_new_listing_has_a_head_start_that_fades(days: int, expected: float) -> None:
    assert score(published_at=NOW - timedelta(days=days)) == expected


def test_a_draft_has_no_head_start() -> None:
    assert score(published_at=None) == 0


def test_what_is_nearer_than_half_a_neighbour_is_equal() -> None:
    assert score(voices(10, days=1)) == score(voices(10, days=10)) == 10
