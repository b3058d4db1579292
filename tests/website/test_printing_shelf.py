"""Made PDFs are kept, one is made at a time, and somebody who comes meanwhile gets the last edition."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mcs.website.printing import shelf
from mcs.website.printing.shelf import Busy, take


@contextmanager
def somebody_prints(folder: Path) -> Iterator[None]:
    with (folder / "making.lock").open("w") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        yield


def broken() -> bytes:
    raise ValueError("no ink")


def test_a_paper_is_made_once_an_edition(tmp_path: Path) -> None:
    made = iter([b"one", b"two"])
    folder = tmp_path / "printed"
    assert [take(folder, "a", stamp, lambda: next(made)).pdf for stamp in ("1", "1", "2", "2")] == [
        b"one",
        b"one",
        b"two",
        b"two",
    ]
    assert sorted(path.name for path in folder.iterdir()) == ["a.2.pdf", "making.lock"]


def test_another_paper_is_no_edition_of_this_one(tmp_path: Path) -> None:
    take(tmp_path, "annuaire", "1", lambda: b"all")
    take(tmp_path, "annuaire-8e", "1", lambda: b"eight")
    take(tmp_path, "annuaire", "2", lambda: b"new")
    assert take(tmp_path, "annuaire-8e", "1", broken).pdf == b"eight"


def test_the_last_edition_is_given_while_one_is_made(tmp_path: Path) -> None:
    take(tmp_path, "a", "1", lambda: b"old")
    with somebody_prints(tmp_path):
        given = take(tmp_path, "a", "2", broken)
    assert (given.pdf, given.edition) == (b"old", "a.1")


def test_without_an_edition_one_waits_and_then_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_PATIENCE", 0.1)
    with somebody_prints(tmp_path), pytest.raises(Busy):
        take(tmp_path, "a", "1", lambda: b"new")
    assert take(tmp_path, "a", "1", lambda: b"new").pdf == b"new"


def test_a_failure_gives_the_last_edition_and_blocks_nobody(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no ink"):
        take(tmp_path, "a", "1", broken)
    take(tmp_path, "a", "1", lambda: b"old")
    assert take(tmp_path, "a", "2", broken).pdf == b"old"


def test_the_folder_is_bounded_and_long_names_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_FILES", 3)
    for number in range(6):
        take(tmp_path, f"{number}" * 400, "1", lambda: b"x")
        for path in tmp_path.glob("*.pdf"):
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    assert len(list(tmp_path.glob("*.pdf"))) == 3
