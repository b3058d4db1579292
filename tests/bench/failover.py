"""A primary killed while members write: acknowledged writes that are lost, and seconds without a write.

    .venv/bin/python -m tests.bench.failover [--asynchronous]

Two clusters on this machine, durable as in production; who promotes the second is this program, after the first has not
answered for a second, where in production it is Patroni or a person.
"""

from __future__ import annotations

import os
import shlex
import signal
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from tests.throwaway_postgres import find_binaries, throwaway_postgres, throwaway_replica

WRITERS = 8
COPY = "pg_basebackup --host=x --username=x --write-recovery-conf --wal-method=stream --checkpoint=fast"


def folder(url: str) -> str:
    return unquote(urlsplit(url).hostname or "")


def write(both: str, acknowledged: dict[int, float], first: int, stopping: threading.Event) -> None:
    """Inserts one row after the other, on whichever cluster takes writes, and notes each that was acknowledged."""
    number, there = first, None
    while not stopping.is_set():
        try:
            there = there or psycopg.connect(both, autocommit=True, connect_timeout=2)
            there.execute("INSERT INTO written VALUES (%s)", [number])
            acknowledged[number] = time.monotonic()
        except psycopg.Error:
            there = None
            time.sleep(0.05)
        number += WRITERS


def prepare(primary: str, waits: bool) -> None:
    with psycopg.connect(primary, autocommit=True) as there:
        there.execute("CREATE TABLE written (number bigint PRIMARY KEY)")
        there.execute("ALTER SYSTEM SET fsync=on")
        there.execute("ALTER SYSTEM SET full_page_writes=on")
        there.execute("ALTER SYSTEM SET synchronous_standby_names='*'")
        there.execute(f"ALTER DATABASE postgres SET synchronous_commit={'on' if waits else 'local'}")
        there.execute("SELECT pg_reload_conf()")


def wait_for_silence(primary: str) -> None:
    """Returns once the cluster has not answered for a second."""
    since = None
    while since is None or time.monotonic() - since < 1:
        try:
            psycopg.connect(primary, connect_timeout=1).close()
            since = None
        except psycopg.Error:
            since = since or time.monotonic()
        time.sleep(0.1)


def main(waits: bool) -> None:
    binaries = find_binaries()
    assert binaries, "PostgreSQL 15 is needed"
    with throwaway_postgres(binaries) as url, throwaway_replica(binaries, url, shlex.split(COPY)) as (copy, control):
        primary = f"host={folder(url)} user=mcs dbname=postgres"
        both = f"host={folder(url)},{folder(copy)} user=mcs dbname=postgres target_session_attrs=read-write"
        prepare(primary, waits)
        acknowledged: dict[int, float] = {}
        stopping = threading.Event()
        threads = [threading.Thread(target=write, args=(both, acknowledged, n, stopping)) for n in range(WRITERS)]
        for thread in threads:
            thread.start()
        time.sleep(5)
        pids = (Path(folder(url)) / "data" / "postmaster.pid").read_text().split()
        os.kill(int(pids[0]), signal.SIGKILL)
        wait_for_silence(primary)
        with psycopg.connect(f"host={folder(copy)} user=mcs dbname=postgres", autocommit=True) as there:
            there.execute("ALTER SYSTEM SET synchronous_standby_names=''")
            there.execute("SELECT pg_reload_conf()")
        control("promote")
        time.sleep(5)
        stopping.set()
        for thread in threads:
            thread.join()
        with psycopg.connect(both) as there:
            kept = {number for (number,) in there.execute("SELECT number FROM written")}
    moments = sorted(acknowledged.values())
    pause = max(after - before for before, after in pairwise(moments))
    lost = len(acknowledged.keys() - kept)
    sys.stdout.write(f"acknowledged {len(acknowledged)}, of them lost {lost}, writes paused {pause:.1f} s\n")


if __name__ == "__main__":
    main(waits="--asynchronous" not in sys.argv)
