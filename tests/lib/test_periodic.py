"""Periodic jobs: each in its turn, once, whatever happens to who began it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from mcs.lib.periodic import registry
from mcs.lib.periodic.clock import HELD_LEAST, Clock, run_due_jobs
from mcs.lib.periodic.models import Turn

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What ends a worker in the middle of a job, without any farewell."""


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Only two jobs, which write down that they ran."""
    done: list[str] = []
    monkeypatch.setattr(registry, "_jobs", {})
    registry.register("hourly", every=HOUR, run=lambda: done.append("hourly"))
    registry.register("often", every=MINUTE, run=lambda: done.append("often"))
    return done


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_job_runs_at_first_and_then_when_its_turn_comes(clock: time_machine.Traveller, runs: list[str]) -> None:
    assert run_due_jobs() == ["often", "hourly"]
    assert run_due_jobs() == []
    clock.shift(MINUTE)
    assert run_due_jobs() == ["often"]
    clock.shift(HOUR)
    assert run_due_jobs() == ["often", "hourly"]
    assert runs == ["often", "hourly", "often", "often", "hourly"]


def test_waiting_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    run_due_jobs()
    with django_assert_num_queries(1):
        assert run_due_jobs() == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_turn_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries, jobs: int) -> None:
    for number in range(jobs - 1):
        registry.register(f"more-{number}", every=HOUR, run=lambda: None)
    del registry._jobs["hourly"]
    run_due_jobs()
    Turn.objects.update(due_at=NOON)
    with django_assert_num_queries(1 + 2 * jobs):
        assert len(run_due_jobs()) == jobs


def test_job_that_fails_is_kept_and_tried_again_and_stops_no_other(
    clock: time_machine.Traveller, runs: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("the disk is full")

    registry.register("hourly", every=HOUR, run=fail)
    registry.register("yearly", every=timedelta(days=365), run=lambda: runs.append("yearly"))
    run_due_jobs()
    turn = Turn.objects.get(name="hourly")
    assert runs == ["often", "yearly"]
    assert (turn.error.splitlines()[-1], turn.done_at) == ("ValueError: the disk is full", None)
    assert (turn.due_at, turn.holder) == (NOON + timedelta(minutes=5), "")
    registry.register("hourly", every=HOUR, run=lambda: runs.append("mended"))
    clock.shift(timedelta(minutes=5))
    run_due_jobs()
    assert Turn.objects.values_list("error", "done_at").get(name="hourly") == ("", NOON + timedelta(minutes=5))


def test_job_of_a_worker_that_was_killed_is_taken_by_another(clock: time_machine.Traveller, runs: list[str]) -> None:
    def die() -> None:
        raise Killed

    registry.register("often", every=MINUTE, run=die)
    with pytest.raises(Killed):
        run_due_jobs()
    registry.register("often", every=MINUTE, run=lambda: runs.append("often"))
    assert run_due_jobs() == ["hourly"]
    clock.shift(HELD_LEAST - timedelta(seconds=1))
    assert run_due_jobs() == []
    clock.shift(timedelta(seconds=1))
    assert run_due_jobs() == ["often"]


def test_worker_that_was_too_slow_leaves_the_turn_of_the_next_alone(clock: time_machine.Traveller) -> None:
    def sleep() -> None:
        clock.shift(HELD_LEAST)
        registry.register("often", every=MINUTE, run=lambda: None)
        assert run_due_jobs() == ["often", "hourly"]
        clock.shift(timedelta(seconds=30))

    registry.register("often", every=MINUTE, run=sleep)
    run_due_jobs()
    turn = Turn.objects.get(name="often")
    assert turn.due_at == NOON + HELD_LEAST + MINUTE


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_job_once(runs: list[str]) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory is one connection's own")
    barrier, names = threading.Barrier(4), []

    def work() -> None:
        barrier.wait()
        names.extend(run_due_jobs())
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (sorted(names), sorted(runs)) == (["hourly", "often"], ["hourly", "often"])


def test_clock_that_is_stopped_does_nothing_more(runs: list[str]) -> None:
    clock = Clock()
    clock._stopping.set()
    clock.start()
    clock.stop()
    assert (clock.is_alive(), runs) == (False, [])


def test_command_does_what_is_due_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("run_periodic")
    call_command("run_periodic")
    call_command("run_periodic", now=True)
    assert capsys.readouterr().out.split() == ["often", "hourly"] * 2


def test_every_job_of_the_house_runs_on_an_empty_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert {
        "clearsessions",
        "expire_facts",
        "prune_db_task_results",
        "purge_expired",
        "recheck_openings",
        "refresh_openings",
        "tend_photos",
    } <= set(run_due_jobs())
    assert Turn.objects.exclude(error="").count() == 0
