"""A primary that dies while members write: acknowledged writes that are lost, and seconds without a write.

    .venv/bin/python -m tests.bench.failover [--deaths 3] [--asynchronous]

As root, with Debian's postgresql, patroni and etcd-server: three machines, each a network namespace with its own
address on one bridge, run etcd and Patroni with the files of deploy/patroni, their addresses and folders replaced.
The primary's machine loses its power (every process killed, its cable pulled), another is made primary by Patroni,
and the dead one comes back as a copy before the next dies.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import requests

DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "patroni"
WRITERS, BEFORE, AFTER = 8, 8, 8  # how many write, and for how many seconds before the death and after it is over
NET = "10.88.0"
NUMBERS = (1, 2, 3)
PATIENCE = 120  # seconds
SECRETS = {f"PATRONI_{who}_PASSWORD": f"bench-{who.lower()}" for who in ("SUPERUSER", "REPLICATION", "REWIND")}
ANYWHERE = ",".join(f"{NET}.1{number}" for number in NUMBERS)
# Who waits for a machine without power gives up after so many milliseconds: TCP alone waits a quarter of an hour.
HOW = "connect_timeout=2 tcp_user_timeout=5000 target_session_attrs=read-write"
ADMIN = f"host={ANYWHERE} user=postgres password={SECRETS['PATRONI_SUPERUSER_PASSWORD']} dbname=postgres {HOW}"


def sh(command: str) -> str:
    return subprocess.run(command.split(), check=True, capture_output=True, text=True).stdout


class Machine:
    """One of the three, in a namespace of its own."""

    def __init__(self, number: int, folder: Path) -> None:
        self.number, self.space, self.folder = number, f"mcs{number}", folder / f"db{number}"
        self.folder.mkdir(mode=0o700)
        sh(f"ip netns add {self.space}")
        sh(f"ip link add veth-{self.space} type veth peer name eth0 netns {self.space}")
        sh(f"ip link set veth-{self.space} master mcs-bridge up")
        sh(f"ip -n {self.space} addr add {NET}.1{number}/24 dev eth0")
        for device in ("lo", "eth0"):
            sh(f"ip -n {self.space} link set {device} up")
        (self.folder / "patroni.yml").write_text(self._own((DEPLOY / "patroni.yml").read_text(encoding="utf-8")))
        lines = self._own((DEPLOY / "etcd").read_text(encoding="utf-8")).splitlines()
        self.etcd = dict(line.split("=", 1) for line in lines if line.startswith("ETCD_"))
        shutil.chown(self.folder, "postgres")

    def _own(self, text: str) -> str:
        """What deploy/patroni says of the first machine, of this one; lines that name all three are everybody's."""
        lines = [
            line
            if "10.0.0.12" in line
            else line.replace("db1", f"db{self.number}").replace("10.0.0.11", f"10.0.0.1{self.number}")
            for line in text.splitlines()
        ]
        text = "\n".join(lines).replace("10.0.0.", f"{NET}.")
        for place in ("/var/lib/postgresql/15", "/var/run/postgresql", "/var/lib/etcd"):
            text = text.replace(place, str(self.folder))
        return text

    def start(self) -> None:
        sh(f"ip link set veth-{self.space} up")
        self._run("etcd", **self.etcd | {"ETCD_DATA_DIR": str(self.folder / "etcd")})
        self._run("patroni", str(self.folder / "patroni.yml"), **SECRETS)

    def _run(self, *command: str, **environment: str) -> None:
        place = ["ip", "netns", "exec", self.space, "runuser", "-u", "postgres", "--"]
        with (self.folder / f"{command[0]}.log").open("a") as log:
            values = os.environ | environment | {"HOME": str(self.folder)}
            subprocess.Popen([*place, *command], env=values, cwd=self.folder, stdout=log, stderr=log)

    def lose_power(self) -> None:
        sh(f"ip link set veth-{self.space} down")
        for _time in range(2):  # what was just being born the first time
            for pid in sh(f"ip netns pids {self.space}").split():
                os.kill(int(pid), signal.SIGKILL)


@contextmanager
def machines() -> Iterator[list[Machine]]:
    """The three, running; nothing is left of them."""
    folder = Path(tempfile.mkdtemp(prefix="mcs-failover-"))
    folder.chmod(0o755)
    sh("ip link add mcs-bridge type bridge")
    made: list[Machine] = []
    try:
        sh(f"ip addr add {NET}.1/24 dev mcs-bridge")
        sh("ip link set mcs-bridge up")
        made += [Machine(number, folder) for number in NUMBERS]
        for machine in made:
            machine.start()
        yield made
    finally:
        for machine in made:
            machine.lose_power()
            sh(f"ip link del veth-{machine.space}")
            sh(f"ip netns del {machine.space}")
        sh("ip link del mcs-bridge")
        shutil.rmtree(folder)


def members() -> list[dict[str, Any]]:
    """What Patroni says of the cluster, asked of whichever machine answers."""
    for number in NUMBERS:
        try:
            return list(requests.get(f"http://{NET}.1{number}:8008/cluster", timeout=2).json()["members"])
        except (requests.RequestException, ValueError, KeyError):
            continue
    return []


def wait_until_whole(copies: str) -> str:
    """The name of the primary, once two copies follow it; `copies` is the role of the one that is waited for."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = members()
        roles = sorted(member["role"] for member in found if member.get("state") in ("running", "streaming"))
        if roles == sorted(["leader", "replica", copies]):
            return next(str(member["name"]) for member in found if member["role"] == "leader")
        time.sleep(0.5)
    raise RuntimeError(f"The cluster is not whole: {members()}")


def write(acknowledged: dict[int, float], first: int, stopping: threading.Event) -> None:
    """Inserts one row after the other, on whichever machine takes writes, and notes each that was acknowledged."""
    number, there = first, None
    while not stopping.is_set():
        try:
            there = there or psycopg.connect(ADMIN, autocommit=True)
            there.execute("INSERT INTO written VALUES (%s)", [number])
            acknowledged[number] = time.monotonic()
        except psycopg.Error:
            there = None
            time.sleep(0.05)
        number += WRITERS


def kill_one(machine: Machine, copies: str) -> str:
    """The machine dies under load and comes back; says what that cost."""
    with psycopg.connect(ADMIN, autocommit=True) as there:
        there.execute("DROP TABLE IF EXISTS written")
        there.execute("CREATE TABLE written (number bigint PRIMARY KEY)")
    acknowledged: dict[int, float] = {}
    stopping = threading.Event()
    threads = [threading.Thread(target=write, args=(acknowledged, first, stopping)) for first in range(WRITERS)]
    for thread in threads:
        thread.start()
    time.sleep(BEFORE)
    machine.lose_power()
    died = time.monotonic()
    while max(acknowledged.values()) < died + 1 and time.monotonic() < died + PATIENCE:
        time.sleep(0.2)
    time.sleep(AFTER)
    stopping.set()
    for thread in threads:
        thread.join()
    with psycopg.connect(ADMIN) as there:
        kept = {number for (number,) in there.execute("SELECT number FROM written")}
    moments = sorted(acknowledged.values())
    pause = max(after - before for before, after in pairwise(moments))
    lost = len(acknowledged.keys() - kept)
    machine.start()
    back = time.monotonic()
    wait_until_whole(copies)
    return (
        f"acknowledged {len(acknowledged):,}, of them lost {lost}, writes paused {pause:.1f} s, "
        f"a copy again {time.monotonic() - back:.0f} s after it came back"
    )


def main(deaths: int, waits: bool) -> None:
    copies = "sync_standby" if waits else "replica"
    with machines() as three:
        primary = wait_until_whole("sync_standby")
        if not waits:
            settings = {"synchronous_mode": False}
            requests.patch(f"http://{NET}.1{primary[-1]}:8008/config", json=settings, timeout=5).raise_for_status()
        for _time in range(deaths):
            primary = wait_until_whole(copies)
            machine = next(each for each in three if f"db{each.number}" == primary)
            sys.stdout.write(f"{primary} died: {kill_one(machine, copies)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--deaths", type=int, default=3)
    parser.add_argument("--asynchronous", action="store_true")
    chosen = parser.parse_args()
    main(chosen.deaths, waits=not chosen.asynchronous)
