"""The demo network's words, read from data/*.toml and set in French type.

A trade has a category (`tag`, `also` for others), a number of listings (`count`), names ("{of}" is "de Mazargues"),
opening hours, sentences of descriptions (`lead`, `detail`, or both in `stories` for a name that says what it is),
requests, `advice` given on listings' pages, reviews and news; `delivers`, `comes` and `appointment` are the shares of
its listings that do. What is answered to its requests stands in answers.toml. In texts {e} and {se} agree with whoever
speaks, {elle} or {lui} keeps a text for a woman or a man.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TRADES = ("food", "tables", "crafts", "care", "shops", "services")
NBSP = "\u00a0"

_BEFORE = re.compile(r" (?=[?!:;»%€])")
_UNITS = re.compile(r"(?<=\d) (?=(?:h|kg|km|m²|ans|g)\b|\d{3}\b)|(?<=\d h) (?=\d)|(?<=«) ")


@dataclass(frozen=True)
class Trade:
    """What the demo says of one trade; the module's docstring tells the fields."""

    key: str
    group: str  # its file
    tag: str
    count: int
    scene: str
    names: list[str]
    lead: list[str]
    detail: list[str]
    requests: list[list[Any]]  # title, body
    advice: list[str]
    reviews: list[list[Any]]  # rating, title, body
    news: list[list[Any]]  # title, body, {months}
    answers: list[list[str]]  # to each request
    hours: tuple[str, ...] = ("",)
    also: tuple[str, ...] = ()
    delivers: float = 0.0
    comes: float = 0.0
    appointment: float = 0.08
    stories: dict[str, list[str]] = field(default_factory=dict)  # name: its lead and detail


def typeset(text: str) -> str:
    """The text with ’ for ', and no line break before high punctuation, units or within « »."""
    return _UNITS.sub(NBSP, _BEFORE.sub(NBSP, text.replace("'", "’")))


@cache
def read(name: str) -> dict[str, Any]:
    """One file of words; read once, so not to be changed."""
    with (DATA / f"{name}.toml").open("rb") as file:
        words: dict[str, Any] = _typeset_all(tomllib.load(file))
        return words


@cache
def trades() -> dict[str, Trade]:
    """Every trade by its key, in the files' order."""
    answers = read("answers")
    return {
        key: Trade(key=key, group=group, answers=answers[key], **values)
        for group in TRADES
        for key, values in read(group).items()
    }


def _typeset_all(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, list):
        return [_typeset_all(item) for item in value]
    if isinstance(value, dict):
        return {typeset(key): _typeset_all(item) for key, item in value.items()}
    return value
