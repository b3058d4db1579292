"""Sets the place up with nothing but Python, then starts what was asked: `python3 bootstrap.py run|test|check|…`.

Only the standard library is used here, because nothing else exists yet on a fresh machine. Each step leaves a
stamp, so that the second time goes straight to the work.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

# What each word of the Makefile starts, and whether it needs the tools of the tests.
COMMANDS: dict[str, tuple[str, list[str]]] = {
    "run": ("run", ["manage.py", "run_site"]),
    "demo": ("run", ["manage.py", "prepare", "--fresh"]),
    "test": ("test", ["tests/suite.py"]),
    "check": ("test", ["tests/suite.py", "--checks-only"]),
    "fix": ("test", ["tests/suite.py", "--fix"]),
    "bench": ("test", ["tests/bench/report.py"]),
    "bench-tv": ("test", ["tests/bench/report.py", "--only", "television"]),
    "bench-faults": ("test", ["tests/bench/report.py", "--only", "faults"]),
    "shots": ("test", ["manage.py", "shots"]),
}


def main(word: str, arguments: list[str]) -> None:
    """Ends by becoming the command itself, so that Ctrl-C and exit codes are its own."""
    refuse_what_cannot_work()
    requirements, command = COMMANDS[word]
    make_environment()
    install(ROOT / "requirements" / f"{requirements}.txt")
    make_secret()
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), *command, *arguments])  # noqa: S606


def refuse_what_cannot_work() -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed, and this one is {sys.version.split()[0]}.")
    if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
        sys.exit("Python can't make virtual environments here: on Debian, install the package python3-venv.")


def make_environment() -> None:
    """A virtual environment that runs; one left behind by another Python is made again."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    print("Making the virtual environment…", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)


def install(requirements: Path) -> None:
    """Installs the pinned packages, unless these very ones were installed already."""
    stamp = VENV / f"{requirements.stem}.stamp"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the packages this needs; the first time takes a minute…", flush=True)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    if subprocess.run([*pip, "-r", requirements]).returncode != 0:
        sys.exit("The packages could not be installed: the reason is above. Nothing else was changed.")
    stamp.write_text(wanted)


def make_secret() -> None:
    """The key that signs sessions on this machine, in a file that git ignores and only its owner reads."""
    environment = ROOT / ".env"
    if environment.exists():
        return
    handle = os.open(environment, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"MCS_SECRET_KEY={secrets.token_urlsafe(50)}\n")


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"Usage: python3 bootstrap.py {'|'.join(COMMANDS)}")
    main(sys.argv[1], sys.argv[2:])
