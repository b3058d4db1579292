"""An OSM expression in French words that `read_hours` reads back."""

from __future__ import annotations

import re

from mcs.lib.french import WEEKDAYS
from mcs.lib.french_hours.reader import read_hours
from mcs.lib.week_hours import DAYS

_NAMES = dict(zip(DAYS, WEEKDAYS, strict=True))
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_CLOCK = r"[0-2]?\d:\d\d"
_DAY_LIST = rf"{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*"
_RULE = re.compile(rf"(?P<days>{_DAY_LIST}) (?P<spans>{_CLOCK}-{_CLOCK}(?:, ?{_CLOCK}-{_CLOCK})*)")
_OFF = re.compile(rf"(?P<days>(?:{_DAY_LIST}|PH)(?:, ?PH)?) (?:off|closed)")

Meaning = tuple[dict[str, str], bool]


def write_hours(expression: str) -> str:
    """The expression in French words that mean the same to `read_hours`, or "" when words would lose some of it."""
    if expression == "24/7":
        return "24 h/24"
    meaning = _meaning(expression)
    if meaning is None:
        return ""
    words = " ; ".join(_sentence(rule.strip()) for rule in expression.split(";") if rule.strip())
    return words if _meaning(read_hours(words)) == meaning else ""


def _sentence(rule: str) -> str:
    if match := _RULE.fullmatch(rule):
        return f"{_written_days(match['days'])} {_written_spans(match['spans'])}"
    days = [day for day in rule.rsplit(" ", 1)[0].replace(" ", "").split(",") if day != "PH"]
    named = [f"le {_written_days(','.join(days))}"] if days and "-" not in days[0] else []
    named += [f"du {_written_days(','.join(days))}"] if days and not named else []
    return " et ".join(f"fermé {words}" for words in (*named, *(["les jours fériés"] if "PH" in rule else [])))


def _meaning(expression: str) -> Meaning | None:
    """The spans of each day, and whether public holidays are closed; None for what words can't say.

    A later rule stands in the place of an earlier one for the days it names.
    """
    spans: dict[str, str] = {}
    holidays = False
    for rule in (part.strip() for part in expression.split(";") if part.strip()):
        shown, off = _RULE.fullmatch(rule), _OFF.fullmatch(rule)
        if shown:
            spans |= dict.fromkeys(_days(shown["days"]), re.sub(r"\b(\d):", r"0\1:", shown["spans"].replace(" ", "")))
        elif off:
            holidays = holidays or "PH" in off["days"]
            for day in _days(off["days"].replace("PH", "")):
                spans.pop(day, None)
        else:
            return None
    return (spans, holidays) if spans else None


def _days(text: str) -> list[str]:
    days: list[str] = []
    for run in filter(None, text.replace(" ", "").split(",")):
        first, _, last = run.partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        days += [DAYS[(start + step) % 7] for step in range((end - start) % 7 + 1)]
    return days


def _written_days(days: str) -> str:
    return ", ".join(" au ".join(_NAMES[day] for day in run.split("-")) for run in days.replace(" ", "").split(","))


def _written_spans(spans: str) -> str:
    plain = re.sub(r"(?<![:\d])0(?=\d)", "", spans.replace(" ", ""))
    return ", ".join(span.replace(":00", " h").replace(":", " h ").replace("-", " – ") for span in plain.split(","))
