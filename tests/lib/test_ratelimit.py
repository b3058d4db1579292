"""Counting what may be done only so often."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory, override_settings

from mcs.lib.ratelimit.limits import Limit, client_block, purge_expired
from mcs.lib.ratelimit.models import Allowance

THREE = Limit("test", times=3, seconds=60)


@pytest.mark.django_db
def test_a_limit_refuses_the_fourth_and_forgets_after_its_window() -> None:
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False) as clock:
        assert [THREE.allows("a") for _ in range(4)] == [True, True, True, False]
        assert (THREE.allows("b"), THREE.is_spent("a"), THREE.is_spent("b")) == (True, True, False)
        clock.shift(60)
        assert THREE.allows("a")
        clock.shift(120)
        assert (purge_expired(), Allowance.objects.count()) == (3, 0)


@pytest.mark.django_db
def test_counters_hold_no_address() -> None:
    THREE.allows("192.0.2.7")
    assert "192.0.2.7" not in Allowance.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_two_uses_at_once_count_as_two() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory database has one connection")
    start = Barrier(8)

    def use() -> None:
        start.wait()
        THREE.allows("race")
        connection.close()

    threads = [Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Allowance.objects.get().count == 8


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_block(address: str, block: str) -> None:
    assert client_block(RequestFactory().get("/", REMOTE_ADDR=address)) == block


@pytest.mark.parametrize(
    ("proxies", "header", "block"),
    [
        (0, "203.0.113.9", "192.0.2.7"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "nonsense", "unknown"),
        (2, "203.0.113.9", "unknown"),
    ],
)
def test_only_the_proxies_we_trust_are_believed(proxies: int, header: str, block: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": header})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_block(request) == block
