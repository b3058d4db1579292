"""Where made PDFs are kept: one file a paper and language, made again when the directory has changed.

One is made at a time, whatever the number of processes: whoever comes meanwhile gets the last edition if there is one,
else waits. The folder is bounded.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MOST_FILES = 200
_PATIENCE = 12.0  # seconds: four of the largest books
_STEP = 0.05


class Busy(Exception):  # noqa: N818 — a state, not an error
    """Others are being made and this one was never made before: come back in a minute."""


@dataclass(frozen=True)
class Printed:
    """A PDF and the name of its edition, for an ETag."""

    pdf: bytes
    edition: str


def take(folder: Path, name: str, stamp: str, make: Callable[[], bytes]) -> Printed:
    """The PDF of that name and stamp: from the folder, else made by `make` and kept there.

    Another edition is given while this one can't be made just now; raises Busy where there is none. What `make` raises
    goes through, unless there is another edition.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{_safe(name)}.{stamp}.pdf"
    if found := _read(wanted):
        return found
    older = _newest(folder, f"{_safe(name)}.")
    with _alone(folder / "making.lock", 0 if older else _PATIENCE) as is_ours:
        if found := _read(wanted):  # made by whoever was before us
            return found
        if not is_ours:
            return _or_busy(older)
        try:
            pdf = make()
        except Exception:
            if older:
                return older
            raise
        _write(wanted, pdf)
        _tidy(folder, wanted)
    return Printed(pdf, wanted.stem)


def _safe(name: str) -> str:
    return name if len(name) < 100 else hashlib.sha256(name.encode()).hexdigest()


def _read(path: Path) -> Printed | None:
    try:
        return Printed(path.read_bytes(), path.stem)
    except FileNotFoundError:
        return None


def _newest(folder: Path, start: str) -> Printed | None:
    editions = [path for path in _files(folder) if path.name.startswith(start)]
    return _read(editions[-1]) if editions else None


def _or_busy(older: Printed | None) -> Printed:
    if older is None:
        raise Busy
    return older


def _write(path: Path, pdf: bytes) -> None:
    """Under another name first: nobody reads half a file."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_bytes(pdf)
    draft.replace(path)


def _tidy(folder: Path, kept: Path) -> None:
    """Removes other editions of the same paper, and the oldest files beyond the most."""
    files = [path for path in _files(folder) if path != kept]
    start = kept.name.partition(".")[0] + "."
    same = [path for path in files if path.name.startswith(start)]
    others = [path for path in files if path not in same]
    for path in [*same, *others[: max(0, len(others) + 1 - MOST_FILES)]]:
        path.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    """The PDFs, the oldest first; one that another process removes meanwhile is none."""
    found = []
    for path in folder.glob("*.pdf"):
        with suppress(FileNotFoundError):
            found.append((path.stat().st_mtime_ns, path))
    return [path for _age, path in sorted(found)]


@contextmanager
def _alone(lock: Path, patience: float) -> Iterator[bool]:
    """Whether the lock became ours within so many seconds; given back at the end, or with the process."""
    with lock.open("w") as file:
        ends = time.monotonic() + patience
        is_ours = _try(file.fileno())
        while not is_ours and time.monotonic() < ends:
            time.sleep(_STEP)
            is_ours = _try(file.fileno())
        yield is_ours


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
