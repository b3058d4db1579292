"""`make test`: every check and every test, one section after the other, stopping at the first that fails."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.servers import PACKAGES as SERVERS  # noqa: E402
from tests.servers import PATH as SERVERS_PATH  # noqa: E402
from tests.throwaway_postgres import find_binaries, throwaway_postgres  # noqa: E402

BIN = Path(sys.executable).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SHELL = "chromium-headless-shell"
CORES = str(min(os.cpu_count() or 1, 8))
Section = tuple[str, Callable[[], None]]

# What production settings insist on; the values only have to be believable.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "mcs.config.settings.prod",
    "MCS_SECRET_KEY": "check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "MCS_HOSTS": "network.example",
    "MCS_NETWORK_URL": "https://network.example",
    "MCS_VOLUNTEERS_EMAIL": "benevoles@network.example",
    "MCS_PUBLISHER": "Association de quartier",
    "MCS_PUBLISHER_ADDRESS": "1 rue du Port, 13009 Marseille",
    "MCS_PUBLISHER_PHONE": "04 91 00 00 00",
    "MCS_PUBLICATION_DIRECTOR": "Claire M.",
    "MCS_HOSTING_PROVIDER": "Hébergeur, 2 rue du Port, 13009 Marseille, 04 91 00 00 00",
}


def main() -> None:
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, _stop)
    word = sys.argv[1] if len(sys.argv) > 1 else "all"
    sections = {"all": [*PACKAGES, *CHECKS, *TESTS], "--checks-only": CHECKS, "--fix": FIXES}[word]
    timings = []
    for name, section in sections:
        print(f"\n=== {name} ===", flush=True)
        started = time.monotonic()
        try:
            section()
        except subprocess.CalledProcessError as failure:
            sys.exit(f"\nFAILED: {name} (code {failure.returncode}). What stands above says why.")
        except KeyboardInterrupt:
            sys.exit(f"\nStopped during: {name}.")
        timings.append(f"  {time.monotonic() - started:6.1f} s  {name}")
    print("\nEverything passed:", *timings, sep="\n")


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def run(*command: str, **environment: str) -> None:
    """One of the virtual environment's programs, with a few variables more; raises CalledProcessError."""
    program, *arguments = command
    subprocess.run([BIN / program, *arguments], check=True, env=os.environ | environment)


def install_packages() -> None:
    """Chromium, PostgreSQL and what a network grows by: present, or installed by root, or asked for by name."""
    missing = []
    if not any(shutil.which(name) for name in CHROMIUM):
        missing.append("chromium")
    if find_binaries() is None:
        missing.append("postgresql")
    missing += [package for program, package in SERVERS.items() if not shutil.which(program, path=SERVERS_PATH)]
    may_install = os.geteuid() == 0 and bool(shutil.which("apt-get"))
    quicker = [] if shutil.which(SHELL) or not may_install else [SHELL]
    if not missing and not quicker:
        return
    if not may_install:
        sys.exit(f"The tests need these Debian packages: apt-get install {' '.join(missing)} (PostgreSQL 15 or newer).")
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    install = [*apt, "install", "--no-install-recommends"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*apt, "update"], check=bool(missing))
    if missing:
        subprocess.run([*install, *missing], check=True, env=environment)
    if quicker:  # a machine that can't have it is no failure
        subprocess.run([*install, *quicker], check=False, env=environment)
    if find_binaries() is None:
        sys.exit("This system's PostgreSQL is older than 15; the tests need 15 or newer.")


def fix() -> None:
    run("ruff", "check", "--fix", "--quiet", ".")
    run("ruff", "format", ".")


def style() -> None:
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    run("djlint", "mcs/templates", "--lint", "--quiet")


def settings_and_migrations() -> None:
    run("python", "manage.py", "build_assets", DJANGO_SETTINGS_MODULE="mcs.config.settings.test")
    run("python", "manage.py", "makemigrations", "--check", DJANGO_SETTINGS_MODULE="mcs.config.settings.test")
    run("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)


def suite_on_sqlite() -> None:
    run("pytest", "-q", "-n", CORES, DATABASE_URL="sqlite://:memory:")


def suite_on_postgres() -> None:
    binaries = find_binaries()
    assert binaries, "install_packages() has seen to it"
    with throwaway_postgres(binaries) as url:
        run("pytest", "-q", "-n", CORES, DATABASE_URL=url)


def journeys() -> None:
    """A journey that fails is played once more: a browser trips over a busy machine, a broken page breaks twice."""
    arguments = ["-q", "-m", "browser", "-n", CORES, "--reruns", "1", "tests/browser"]
    run("pytest", *arguments, DATABASE_URL="sqlite://:memory:")


PACKAGES: list[Section] = [("system packages", install_packages)]
FIXES: list[Section] = [("fix", fix)]
CHECKS: list[Section] = [
    ("style", style),
    ("layers", lambda: run("lint-imports", "--no-logo")),
    ("types", lambda: run("mypy", "--no-error-summary")),
    ("settings and migrations", settings_and_migrations),
]
TESTS: list[Section] = [
    ("tests on SQLite", suite_on_sqlite),
    ("tests on PostgreSQL", suite_on_postgres),
    ("journeys in Chromium", journeys),
]

if __name__ == "__main__":
    main()
