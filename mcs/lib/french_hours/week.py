"""A week of opening hours: rules in the order said, what was taken away from them, and the OSM expression they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mcs.lib.week_hours import DAYS, runs_of

MORNING, AFTERNOON = "morning", "afternoon"
WHOLE = "whole"  # "midi et soir"
_NOON = 12 * 60 + 30
_SMALL_HOURS = 5 * 60
_LUNCH = (12 * 60, 14 * 60)  # where a span without a break is cut for half a day

_HALF = 5 * 60  # minutes: what is no longer is one half of a day, "11h30-14h30"

Span = tuple[int, int]  # minutes from midnight; the end may be past 24:00


@dataclass
class Rule:
    """Days and their spans; without spans of its own it has the usual ones, bounded or halved."""

    days: list[int]
    spans: list[Span]
    half: str = ""
    since: int | None = None  # "le samedi dès 8h"
    until: int | None = None  # "le samedi jusqu'à 13h"
    aside: bool = False  # said of deliveries or calls
    every: bool = False  # "tous les jours"
    unbroken: bool = False  # "journée continue"

    def kept(self, usual: Sequence[Span]) -> list[Span]:
        """The spans of its days."""
        spans = list(self.spans or usual)
        if self.unbroken:
            return [(spans[0][0], spans[-1][1])] if spans else []
        if self.until is not None:
            until = self.until if self.until > _SMALL_HOURS else self.until + 1440  # "le samedi jusqu'à 1h"
            spans = [span for span in spans if span[0] < until]
            spans[-1:] = [(start, until) for start, _ in spans[-1:]]
        if self.since is not None:
            spans = [span for span in spans if span[1] > self.since]
            spans[:1] = [(self.since, end) for _, end in spans[:1]]
        if self.half not in ("", WHOLE) and not self.spans:  # "du mardi au samedi 7h30-19h et le dimanche matin"
            spans = [_half_of(span, self.half) for span in spans]
        halved = [span for span in spans if _in_half(span, self.half)]
        return halved or (spans if self.spans else [])


@dataclass
class Week:
    """What was said of the days, and of no day in particular."""

    rules: list[Rule] = field(default_factory=list)
    removals: list[tuple[list[int], str]] = field(default_factory=list)
    cuts: list[Span] = field(default_factory=list)  # "fermé de 12h à 14h"
    breaks: list[tuple[list[int], Span]] = field(default_factory=list)  # "le vendredi fermé de 12h à 14h"
    loose: list[Span] = field(default_factory=list)
    general: list[Span] = field(default_factory=list)  # of all days but those named behind it
    shut_on_holidays: bool = False
    most: bool = False  # "6 jours sur 7"

    def spans(self) -> dict[int, list[Span]]:
        """Each named day's spans, sorted; a removed day keeps an empty list.

        What is said later of a day adds to its hours, or stands in their place where both overlap.
        """
        rules = [rule for rule in self.rules if not rule.aside] or self.rules
        if self.general:
            named = {day for rule in rules for day in rule.days}
            last = 6 if 6 in named.union(*(days for days, _ in self.removals)) else 5
            rules = [Rule([day for day in range(last) if day not in named], self.general), *rules]
        usual = next((rule.spans for rule in rules if rule.spans), self.loose)
        usual = [part for span in usual for part in _cut(span, self.cuts)]
        if not any(rule.spans for rule in rules):
            rules = [rule for rule in self.rules if rule.spans] or rules
        found: dict[int, list[Span]] = {}
        for rule in rules:
            for day in rule.days:
                known = found.get(day, [])
                kept = rule.kept(usual if rule.half or not known else known)
                apart = not any(_overlap(span, other) for other in kept for span in known)
                found[day] = sorted({*kept, *(known if apart else ())})
        shut = [day for days, half in self.removals for day in days if not half]
        if self.most and shut and 6 not in shut:
            found.setdefault(6, found.get(0, []))  # "6 jours sur 7, fermé le mercredi"
        for days, half in self.removals:
            for day in days:
                found[day] = _without_half(found.get(day, []), half) if half else []
        return {
            day: [part for span in spans for part in _cut(span, [*self.cuts, *self._breaks_of(day)])]
            for day, spans in found.items()
        }

    def spans_of(self, day: int | None) -> list[Span]:
        """The spans said last of a day, none if it has none of its own."""
        return next((list(rule.spans) for rule in reversed(self.rules) if day in rule.days), [])

    def _breaks_of(self, day: int) -> list[Span]:
        return [span for days, span in self.breaks if day in days]


def expression_of(spans: dict[int, list[Span]]) -> str:
    """Days that share their spans together, in the week's order; days never opened are left out."""
    rules: dict[str, list[int]] = {}
    for day in sorted(spans):
        if spans[day]:
            rules.setdefault(spans_text(spans[day]), []).append(day)
    return "; ".join(f"{_days_text(days)} {text}" for text, days in rules.items())


def spans_text(spans: Sequence[Span]) -> str:
    """ "09:00-12:30,14:00-19:00"."""
    return ",".join(f"{a // 60:02}:{a % 60:02}-{_clock(b)}" for a, b in spans)


def apart(spans: Sequence[Span]) -> list[Span]:
    """Those that no earlier one overlaps, sorted."""
    kept: list[Span] = []
    for span in spans:
        if not any(_overlap(span, other) for other in kept):
            kept.append(span)
    return sorted(kept)


def after_noon(span: Span, before: Sequence[Span]) -> Span:
    """ "9h à midi et de 2h à 6h": small hours behind a morning are those of its afternoon."""
    is_small = span[0] < 6 * 60 and span[1] <= 8 * 60
    return (span[0] + 720, span[1] + 720) if is_small and before and 11 * 60 <= before[-1][1] <= 14 * 60 else span


def _in_half(span: Span, half: str) -> bool:
    return half in ("", WHOLE) or (span[0] < _NOON) == (half == MORNING)


def _is_whole(span: Span) -> bool:
    """Whether a span is a day without a break."""
    return span[0] < _LUNCH[0] and span[1] > _LUNCH[1] and span[1] - span[0] > _HALF


def _half_of(span: Span, half: str) -> Span:
    """A day without a break ends or begins at lunch where only half of it is meant."""
    if not _is_whole(span):
        return span
    return (span[0], _LUNCH[0]) if half == MORNING else (_LUNCH[1], span[1])


def _without_half(spans: Sequence[Span], half: str) -> list[Span]:
    """What is left when a half of the day is closed; a day without a break is cut at lunch."""
    kept: list[Span] = []
    for start, end in spans:
        if _is_whole((start, end)):
            kept.append(_half_of((start, end), MORNING if half == AFTERNOON else AFTERNOON))
        elif not _in_half((start, end), half):
            kept.append((start, end))
    return kept


def _cut(span: Span, cuts: Sequence[Span]) -> list[Span]:
    parts = [span]
    for start, end in cuts:
        parts = [
            part
            for a, b in parts
            for part in ((a, min(b, start)), (max(a, end), b))
            if part[0] < part[1] and ((start < b and a < end) or part == (a, b))
        ] or parts
        parts = list(dict.fromkeys(parts))
    return parts


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _clock(minutes: int) -> str:
    shown = minutes if minutes <= 1440 else minutes - 1440
    return f"{shown // 60:02}:{shown % 60:02}"


def _days_text(days: Sequence[int]) -> str:
    return ",".join(DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}" for run in runs_of(days))
