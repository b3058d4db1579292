"""How well drafts tell what merchants' messages tell, measured the way a volunteer would: by meaning, not spelling."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from mcs.directory.queries.draft import draft_from
from mcs.directory.queries.draft_json import draft_as_json
from mcs.lib.french import fold
from mcs.lib.hours import week

MESSAGES = Path(__file__).parent / "data" / "messages"
A_NORMAL_WEEK = date(2021, 3, 15)  # no public holiday in it, nor next to it
SETS = ("phones", "email", "website", "facebook")
WORDS = ("name", "category", "address", "hours")
FLAGS = ("delivers", "comes_to_you", "by_appointment")


@cache
def messages(*themes: str) -> dict[str, dict[str, Any]]:
    """The messages of these files of data/messages (of all of them when none is named), by "theme/key"."""
    paths = [path for path in sorted(MESSAGES.glob("*.toml")) if not themes or path.stem in themes]
    return {
        f"{path.stem}/{key}": said for path in paths for key, said in tomllib.loads(path.read_text("utf-8")).items()
    }


@dataclass
class Score:
    """What was found, missed and made up; for words and flags, how often it was right of how many."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    made_up: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def f1(self, name: str) -> float:
        """Of 1; for words and flags, where each message counts once, the share that is right."""
        right, wrong = self.right[name], self.missed[name] + self.made_up[name]
        wrong = wrong if name in SETS else 2 * self.missed[name]
        return 2 * right / (2 * right + wrong) if right + wrong else 1.0

    def lines(self) -> list[str]:
        names = [*SETS, *WORDS, *FLAGS, "description"]
        return [f"{name:15} {self.f1(name):.3f}  ({self.right[name]} right)" for name in names]

    def sets(self, key: str, name: str, expected: set[str], found: set[str]) -> None:
        self.right[name] += len(expected & found)
        self.missed[name] += len(expected - found)
        self.made_up[name] += len(found - expected)
        if expected != found:
            self.faults.append(f"{key} {name}: {sorted(expected)} but {sorted(found)}")

    def words(self, key: str, name: str, is_right: bool, told: str) -> None:
        (self.right if is_right else self.missed)[name] += 1
        if not is_right:
            self.faults.append(f"{key} {name}: {told}")


def score(said: dict[str, dict[str, Any]]) -> Score:
    """Drafts of all the messages compared with what they say; needs the trades and streets in the database."""
    result = Score()
    for key, expected in said.items():
        _compare(result, key, expected, draft_as_json(draft_from(expected["text"])))
    return result


def _compare(result: Score, key: str, expected: dict[str, Any], found: dict[str, Any]) -> None:
    result.sets(key, "phones", set(expected.get("phones", [])), set(found["phones"]))
    for name in ("email", "website", "facebook"):
        result.sets(key, name, _links(expected.get(name, "")), _links(found[name]))
    names = _several(expected.get("name", []))
    if names:
        result.words(key, "name", fold(found["name"]) in map(fold, names), f"{names} but {found['name']!r}")
    tags = expected["category"]
    result.words(key, "category", found["categories"][0] in tags, f"{tags} but {found['categories']}")
    for name, meaning in (("address", fold), ("hours", hours_meant)):
        wanted, given = expected.get(name, ""), found[name]
        if wanted or given:
            right = meaning(given) in map(meaning, _several(wanted))
            result.words(key, name, right, f"{wanted!r} but {given!r}")
    flags = found["delivery"]
    for name in FLAGS:
        result.words(key, name, flags[name] == expected.get(name, False), f"{not flags[name]} but {flags[name]}")
    description = fold(found["description"])
    for phrase in expected.get("says", []):
        result.words(key, "description", fold(phrase) in description, f"lost {phrase!r} in {found['description']!r}")
    for phrase in expected.get("leaves_out", []):
        kept = f" {fold(phrase)} " in f" {description} "
        result.words(key, "description", not kept, f"kept {phrase!r} in {found['description']!r}")


def hours_meant(expression: str) -> list[tuple[tuple[time, time], ...]]:
    """The spans of each day of a normal week."""
    return [day.spans for day in week(expression, A_NORMAL_WEEK)] if expression else []


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _links(value: str) -> set[str]:
    """One address, or none: without its scheme, www and last stroke; names are folded."""
    plain = value.lower().partition("://")[2] if "://" in value else fold(value) if " " in value else value.lower()
    plain = plain.removeprefix("www.").removeprefix("m.").rstrip("/")
    plain = f"facebook.com/{plain[7:]}" if plain.startswith("fb.com/") else plain
    return {plain} if plain else set()
