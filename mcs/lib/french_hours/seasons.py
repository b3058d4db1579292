"""Months in which hours hold, and those that are closed: "d'avril à octobre", "fermé en août"."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMES = {
    "janvier": "Jan", "fevrier": "Feb", "mars": "Mar", "avril": "Apr", "mai": "May", "juin": "Jun", "juillet": "Jul",
    "aout": "Aug", "septembre": "Sep", "octobre": "Oct", "novembre": "Nov", "decembre": "Dec",
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(_NAMES)}|janv|fev|avr|juil|sept|oct|nov|dec)\b\.?"
_CLOSED = r"\b(?:ferm(?:e|es|ee|ees|ons|eture)|conges?|vacances)(?: annuel\w{0,3})?"
_EDGE = r"(?:debut |fin |mi-?|le )?(?:(?:1er|\d{1,2}) )?"
_RANGE = re.compile(
    rf"(?P<closed>{_CLOSED}[ :,]{{1,3}})?\b(?:d'|de |du |entre |en )?(?:mois d['e] ?)?{_EDGE}(?P<first>{_MONTH})"
    rf" ?(?:a|au|jusqu'? ?(?:a|en|au)|-|et) ?(?:la )?{_EDGE}(?P<last>{_MONTH})"
)
_CLOSED_MONTHS = re.compile(
    rf"{_CLOSED}[ :(]{{1,2}}(?:en |au |pour |tout |le |mois |de |d')*(?P<first>{_MONTH})"
    rf"(?: (?:et|-) (?:en )?(?P<last>{_MONTH}))?"
)
_CLOSED_DAYS = re.compile(
    rf"{_CLOSED}[ :(]{{1,2}}(?:du |le )?(?P<from>\d{{1,2}})(?:er)? ?(?P<first>{_MONTH})? ?(?:au|-) ?"
    rf"(?P<to>\d{{1,2}})(?:er)? (?P<last>{_MONTH})"
)
# "en mars", "depuis mars 2019", "le 3 mars": a month, no Tuesday.
_LONE = re.compile(
    r"\b(?:en|depuis|mois d[e'] ?|debut|fin|mi|courant|des|\d{1,2}(?:er)?) ?-?mars\b(?! ?(?:\d\d? ?h|et j|au? [jvs]))"
    r"(?: \d{4})?|\bmars \d{4}\b"
)
_OWN_HOURS = re.compile(
    r"\)? ?[:,]? ?(?:aussi )?(?:(?:les? )?[lmjvsd][a-z]{2,7}s?(?: matin| soir| apres-midi)?s?(?: aussi)? ?:? ?)?"
    r"(?:de )?\d\d? ?[h:]"
)
_ASIDE = re.compile(r"\b(?:urgences?|astreintes?|livraisons?|depannages?)\b[^.;\n]*$")  # "urgences 7j/7 de mai à sept"
_CLOCK = re.compile(r"\d ?h\b|\dh\d|\d:\d\d")


# What people call by no month: from when to when is theirs, this is what the coast means by it.
_HOURS_AHEAD = r"\b(?! \d{4})(?= ?[:,]?[^.;,\n]{0,35}\d ?[h:])"
_SEASONS = (
    (re.compile(rf"\b(?:(?:en|pendant l'|l'|horaires? d') ?ete|saison estivale){_HOURS_AHEAD}"), "de juin a septembre"),
    (re.compile(rf"\b(?:(?:en|pendant l'|l'|horaires? d') ?hiver|hors[- ]saison){_HOURS_AHEAD}"), "d'octobre a mai"),
)
_OFF_SEASON = re.compile(r"\bhors[- ]saison\b")
_BOTH_SEASONS = re.compile(r"\b(?:ete (?:comme|et) (?:en |l'|d')?hiver|hiver (?:comme|et) (?:en |l'|d')?ete)\b")


class Seasons(NamedTuple):
    """Stretches of a text, each with the months its hours hold in ("" for all), and rules for what is closed."""

    stretches: list[tuple[str, str]]
    closed: list[str]


def seasons_of(text: str) -> Seasons:
    """The text, in small letters without accents, without its months."""
    closed: list[str] = []

    def days(match: re.Match[str]) -> str:
        first, last = match["first"] or match["last"], match["last"]
        end = f"{int(match['to']):02}" if _osm(first) == _osm(last) else f"{_osm(last)} {int(match['to']):02}"
        closed.append(f"{_osm(first)} {int(match['from']):02}-{end} off")
        return " . "

    def months(match: re.Match[str]) -> str:
        closed.append(f"{_between(match)} off")
        return " . "

    text = _BOTH_SEASONS.sub(" ", text)
    if _OFF_SEASON.search(text):
        text = re.sub(r"\bjuillet[ -]aout\b", "juillet et aout", text)
    if named := _RANGE.search(text):
        text = _OFF_SEASON.sub(f"de {_beside(named['last'], 1)} a {_beside(named['first'], -1)}", text)
    for season, its_months in _SEASONS:
        text = season.sub(its_months, text)
    text = _CLOSED_MONTHS.sub(months, _CLOSED_DAYS.sub(days, text))
    ranges = list(_RANGE.finditer(text))
    closed += [f"{_between(match)} off" for match in ranges if match["closed"]]
    opened = [
        match
        for match in ranges
        if not (match["closed"] or _ASIDE.search(text[max(0, match.start() - 40) : match.start()]))
    ]
    for match in reversed(ranges):
        text = f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}"
    text = _LONE.sub(" ", text) if not ranges else text
    if len(opened) == 1 and _stands_apart(text, opened[0]):
        cut = opened[0].end()  # "mardi-samedi 10h-19h, en juillet et août 10h-18h"
        return Seasons([("", text[:cut]), (_between(opened[0]), text[cut:])], closed)
    if len(opened) < 2:
        return Seasons([("".join(map(_between, opened)), text)], closed)
    starts = [0, *(match.start() for match in opened[1:]), len(text)]
    if _CLOCK.search(text[: opened[0].start()]) and not _CLOCK.search(text[opened[-1].end() :]):
        starts = [0, *(match.end() for match in opened[:-1]), len(text)]  # "9h-17h hors saison, 9h-19h en août"
    return Seasons(
        [(_between(match), text[a:b]) for match, a, b in zip(opened, starts, starts[1:], strict=False)], closed
    )


def _stands_apart(text: str, months: re.Match[str]) -> bool:
    """Whether usual hours come first, and others of these months only after."""
    before = text[: months.start()].rstrip()
    own = _OWN_HOURS.match(text, months.end()) or before.endswith((".", ";", "\n"))
    usual = re.split(r"[.;\n]", before)
    own = own or (len(usual) > 1 and not _CLOCK.search(usual[-1]) and len(usual[-1]) < 20)
    return bool(own and _CLOCK.search(before))


def _beside(month: str, step: int) -> str:
    """The month before or after another."""
    names = list(_NAMES)
    return names[(names.index(next(name for name in names if name.startswith(month.strip(" .")))) + step) % 12]


def in_months(expression: str, months: str) -> str:
    """Each rule of the expression in these months only."""
    if not months or not expression or expression == "24/7":
        return expression
    return "; ".join(f"{months} {rule.strip()}" for rule in expression.split(";") if not rule.strip().startswith("PH"))


def on_days_of(expression: str, usual: str) -> str:
    """Hours of no day in particular on the days of the usual ones."""
    days = [rule.rpartition(" ")[0] for rule in usual.split("; ")]
    if not expression[:1].isdigit() or not all(days) or expression == "24/7":
        return expression
    return f"{','.join(days)} {expression}"


def _between(match: re.Match[str]) -> str:
    first, last = _osm(match["first"]), _osm(match["last"] or match["first"])
    return first if first == last else f"{first}-{last}"


def _osm(month: str) -> str:
    return next(short for name, short in _NAMES.items() if name.startswith(month.strip(" .")))
