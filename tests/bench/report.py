"""`make bench`: measures everything on throw-away databases and writes docs/performance.md.

The databases are a SQLite file and a PostgreSQL cluster of the moment, both in temporary folders that are gone at the
end. A few words make it smaller: `--posts 20000 --listings 5000`, or `--only board` to print one section and write
nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import psycopg
import psycopg.sql

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.measuring import progress, say  # noqa: E402
from tests.suite import install_packages  # noqa: E402
from tests.throwaway_postgres import find_binaries, throwaway_postgres  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
WORDS = Path(__file__).with_name("report.md")  # what the page says around the figures
BOTH = ("finding", "directory", "board", "digests", "visitors_pages", "members_pages", "printing")
SECTIONS = (*BOTH, "photos", "weights")
ALONE = ("television", "faults")  # by themselves, `make bench-tv` and `make bench-faults`


def main() -> None:
    """Takes about three quarters of an hour at the full size, half of it filling databases."""
    parser = argparse.ArgumentParser(description="Measures the site and writes docs/performance.md.")
    parser.add_argument("--posts", type=int, default=1_000_000, help="of the large board")
    parser.add_argument("--listings", type=int, default=100_000, help="of the large directory")
    parser.add_argument("--kills", type=int, default=200, help="of --only faults")
    parser.add_argument("--only", choices=(*SECTIONS, *ALONE), help="print this section and write nothing")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, _stop)
    install_packages()
    prepare_assets()
    started = time.monotonic()
    wanted = [chosen.only] if chosen.only else SECTIONS
    with databases() as addresses:
        figures = {section: measure(section, addresses, chosen) for section in wanted}
        versions = database_versions(addresses[1])
    if chosen.only:
        say(figures[chosen.only])
        return
    minutes = f"{(time.monotonic() - started) / 60:.0f}"
    about = {"machine": machine(), "databases": versions, "date": f"{datetime.now(UTC):%Y-%m-%d}", "minutes": minutes}
    text = WORDS.read_text(encoding="utf-8")
    for name, value in (about | figures).items():
        text = text.replace(f"<{name}>", value.strip())
    PAGE.write_text(text, encoding="utf-8")
    say(f"Written: {PAGE.relative_to(ROOT)}")


@contextmanager
def databases() -> Iterator[list[str]]:
    """The DATABASE_URL of a SQLite file, then that of a PostgreSQL cluster."""
    binaries = find_binaries()
    assert binaries, "install_packages() has seen to it"
    with tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder, throwaway_postgres(binaries) as postgres:
        yield [f"sqlite:///{folder}/bench.sqlite3", postgres]


def measure(section: str, addresses: list[str], chosen: argparse.Namespace) -> str:
    """What the section's module prints, on each database that concerns it."""
    arguments = {
        "board": ["--posts", str(chosen.posts)],
        "directory": ["--listings", str(chosen.listings)],
        "faults": ["--kills", str(chosen.kills)],
    }.get(section, [])
    answers = []
    for address in addresses if section in (*BOTH, *ALONE) else addresses[:1]:
        own = database_of(section, address)
        environment = os.environ | {"DATABASE_URL": own, "DJANGO_SETTINGS_MODULE": "mcs.config.settings.test"}
        command = [sys.executable, "-m", f"tests.bench.{section}", *arguments]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"Stopped: {section} could not be measured. What stands above says why.")
        progress(done.stdout)
        answers.append(done.stdout)
    return "\n".join(answers)


def database_of(section: str, address: str) -> str:
    """The address of a database of the section's own on that server: some fill the one they are given."""
    if not address.startswith("postgres"):
        return address
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(section)))
    return f"{address.rpartition('/')[0]}/{section}"


def prepare_assets() -> None:
    """The fonts and style sheets that pages weigh, and their French."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mcs.config.settings.test"}
    subprocess.run([sys.executable, "manage.py", "build_assets"], check=True, env=environment)


def machine() -> str:
    """Cores, memory, what else it was doing, Python."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[2]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    free = shutil.disk_usage(tempfile.gettempdir()).free / 2**30
    return (
        f"{cores} cores ({processor()}), {memory:.0f} GiB of memory, {free:.0f} GiB free on the disk, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; "
        f"{load:.1f} processes ran or waited on average over the last quarter of an hour, where this alone makes 1"
    )


def processor() -> str:
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return names[0].partition(": ")[2] if names else platform.machine()


def database_versions(postgres: str) -> str:
    code = "import psycopg, sys; print(psycopg.connect(sys.argv[1]).execute('SHOW server_version').fetchone()[0])"
    answer = subprocess.run([sys.executable, "-c", code, postgres], capture_output=True, text=True, check=True).stdout
    return f"SQLite {sqlite3.sqlite_version}, PostgreSQL {answer.split()[0]}"


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
