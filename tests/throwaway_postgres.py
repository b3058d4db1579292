"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket there, gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

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
    """Yields the DATABASE_URL of a running cluster, and leaves nothing of it whatever happens.

    PostgreSQL refuses to run as root, so root hands it to Debian's `postgres` user.
    """
    folder = Path(tempfile.mkdtemp(prefix="mcs-pg-"))
    as_user: list[str | Path] = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    control = [*as_user, binaries / "pg_ctl", "-D", data, "-w", "-s"]
    try:
        initdb = [*as_user, binaries / "initdb", "-D", data, "-U", "mcs", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*initdb, "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        options = f"-k {folder} -c listen_addresses='' {SPEED}"
        subprocess.run([*control, "-o", options, "-l", folder / "log", "start"], check=True, cwd="/")
        yield f"postgres://mcs@{quote(str(folder), safe='')}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd="/", stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)
