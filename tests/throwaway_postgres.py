"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket there, gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

Command = list[str | Path]
OLDEST = 15
# Durability costs time and protects nothing here: the data is gone in a minute.
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=40"


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL ≥ 15 of this machine, Debian's own or on the PATH; None if there is none."""
    candidates = list(Path("/usr/lib/postgresql").glob("*/bin"))
    if on_path := shutil.which("initdb"):
        candidates.append(Path(on_path).resolve().parent)
    versions = {_version(folder): folder for folder in candidates if (folder / "initdb").exists()}
    newest = max(versions, default=0)
    return versions[newest] if newest >= OLDEST else None


def _version(folder: Path) -> int:
    answer = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)", answer)
    return int(found[1]) if found else 0


@contextmanager
def throwaway_postgres(binaries: Path) -> Iterator[str]:
    """Yields the DATABASE_URL of a running cluster, and leaves nothing of it whatever happens."""
    initdb: Command = [binaries / "initdb", "-U", "mcs", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"]
    with _cluster(binaries, initdb) as (url, _control):
        yield url


@contextmanager
def throwaway_replica(binaries: Path, url: str, command: list[str]) -> Iterator[tuple[str, Callable[..., None]]]:
    """Yields the URL of a cluster that follows the one of that URL, and its pg_ctl; `command`: a pg_basebackup."""
    ours = {"--host": unquote(urlsplit(url).hostname or ""), "--username": "mcs"}
    words = [word.partition("=") for word in command[1:]]
    copy: Command = [f"{name}{equals}{ours.get(name, value)}" for name, equals, value in words if name != "--pgdata"]
    with _cluster(binaries, [binaries / command[0], *copy, "--no-sync"]) as (replica, control):
        yield replica, control


@contextmanager
def _cluster(binaries: Path, make: Command) -> Iterator[tuple[str, Callable[..., None]]]:
    """A cluster that the command makes; PostgreSQL refuses to run as root, who hands it to Debian's `postgres` user."""
    folder = Path(tempfile.mkdtemp(prefix="mcs-pg-"))
    as_user: Command = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    options = f"-k {folder} -c listen_addresses='' {SPEED}"

    def control(*words: str, check: bool = True) -> None:
        command = [*as_user, binaries / "pg_ctl", "-D", data, "-w", "-s", "-o", options, "-l", folder / "log", *words]
        subprocess.run(command, check=check, cwd="/", stderr=None if check else subprocess.DEVNULL)

    try:
        subprocess.run([*as_user, *make, "-D", data], check=True, stdout=subprocess.DEVNULL, cwd="/")
        control("start")
        yield f"postgres://mcs@{quote(str(folder), safe='')}/postgres", control
    finally:
        control("-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)
