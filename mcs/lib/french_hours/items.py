"""The words of hours as items in their order: days with their ranges filled, times paired into spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from mcs.lib.french_hours.turns import DAY, TIME
from mcs.lib.french_hours.week import AFTERNOON, MORNING, WHOLE, Span
from mcs.lib.french_hours.wording import even_out

_INDEX = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}
_TOKEN = re.compile(
    r"(?P<always>\b24 ?h? ?(?:/|sur) ?24 ?h?|\bh ?24\b|\bjour(?:s)? (?:et|comme|&) (?:de )?nuits?\b)"
    r"|(?P<group>\b(?:(?:tou[st]?|tt|ts|chaque)(?: les)? (?:jours? (?:ouvres?"
    r"|ouvrables?)|jours?|jrs?|(?:matins?|apres[- ]?midis?|aprems?|soirs?)(?: de (?:la )?semaine)?)\b"
    r"|(?:les )?(?:matins?|apres[- ]?midis?|aprems?|soirs?) de (?:la )?semaine\b|\bsemaine(?= ?: ?\d)"
    r"|7 ?(?:jours|j)? ?(?:/|sur) ?7 ?j?|7j7|tlj\b|6 ?(?:jours|j)? ?(?:/|sur) ?7 ?j?|toute la semaine"
    r"|(?:les )?jours (?:de (?:la )?semaine|ouvres?|ouvrables?)|en semaine|la semaine|week[- ]?ends?|w[-.]?e\b))"
    rf"|(?P<day>\b{DAY}\b(?:(?<!di)(?<!dis)(?<!he)(?<!hes)\.)?)"
    r"|(?P<whole>\bwhole\b)"
    r"|(?P<half>\b(?:mat(?:in)?s?|matinees?|apres[- ]?midis?|aprems?|ap?m|soirs?|soirees?)\b)"
    rf"|(?P<time>(?<![\d,.:])\b{TIME}|\bmidi\b|\bminuit\b)"
    r"|(?P<bare>(?<![\d,.:])\b(?:[1-9]|1\d|2[0-4])\b(?! ?(?:€|%|ans\b|eme|e\b|er\b)|\d| \d(?!\d? ?(?:-|a\b|h))))"
    r"|(?P<holiday>\b(?:jours? )?feries?\b)"
    r"|(?P<away>\b(?:sauf|ferm(?:e|es|ee|ees|eture|ons|ent)|excepte|hors|hormis|jamais|repos|relache|conges?|pause|coupure|ni"
    r"|a part|a l'exception|pas (?:le|les|de|ouverte?s?(?: le)?)|sans)\b)"
    r"|(?P<appointment>\bsur (?:rendez|rdv|rv\b|r\.d\.v|reservation|demande|commande))"
    r"|(?P<other>\b(?:livr(?:e|er|ons|aisons?|ees?)|command\w{1,5}|tournees?|(?<![sm]')appel\w{1,5}|telephon(?!es\b)\w{1,5}|tel"
    r"|joignables?|depots?(?! ?-?vente)|dons|degustations?|standard|urgences?|astreintes?|vaccinations?"
    r"|lecons?(?= (?:de|du|se)\b)|port(?:e|ons)(?= (?:les|vos|des|a)\b))\b)"
    rf"|(?P<same>\b(?:(?:pareil|idem|comme)(?: que)?(?: le)? {DAY}|pareil|idem|memes? (?:horaires?|heures?))\b)"
    r"|(?P<unbroken>\bunbroken\b)"
    r"|(?P<only>\b(?:seulement|uniquement)\b)"
    r"|(?P<shop>\b(?:boutiques?|magasin|salon|cabinet|bureau|atelier|accueil|horaires?)\b)"
    r"|(?P<since>\b(?:a partir de|des|depuis)(?= (?:\d|midi)))"
    r"|(?P<upto>\bjusqu'? ?(?:aux?|a|e)?\b|\baux?\b|\ba\b|->|[->])"
    r"|(?P<loose>§)"
    r"|(?P<stop>[.;!?\n]|\bmais\b|\bsinon\b|\b(?:r?ouverte?s?|ouvrons|ouvre)\b)"
)
_BESIDE = re.compile(r" ?(?:et|/|&)? ?(?:le )?")
_CLOSE = 4  # characters between two times that belong together with nothing said between them


class Item(NamedTuple):
    """Something said about hours, and where in the evened text it stands."""

    kind: str
    value: Any
    start: int
    end: int
    apart: bool = False  # a comma stands before it


class _Token(NamedTuple):
    kind: str
    word: str
    start: int
    end: int


def items_of(text: str) -> list[Item]:
    """What the text says of hours; lone numbers fall away."""
    evened = even_out(text)
    tokens = [_Token(match.lastgroup or "", match.group(), *match.span()) for match in _TOKEN.finditer(evened)]
    items = [item._replace(apart=_stands_apart(item, evened)) for item in _items(tokens, evened)]
    return _bounded_together(items, evened)


def _stands_apart(item: Item, text: str) -> bool:
    """Whether a comma stands before it, or a bracket before a day: "7h-20h (dimanche 7h-13h)"."""
    return text[: item.start].rstrip(" le'").endswith((",", "(") if item.kind == "days" else ",")


def _bounded_together(items: Sequence[Item], text: str) -> list[Item]:
    """ "ven sam jusqu'à 1h": days side by side that one bound, or one unbroken day, is said of."""
    joined: list[Item] = []
    for item in reversed(items):
        last = joined[-1] if joined else None
        bounds = joined[-2].kind if len(joined) > 1 else ""
        is_bounded = last and item.kind == last.kind == "days" and bounds in ("until", "since", "unbroken")
        if last and is_bounded and len(item.value) == 1 and _BESIDE.fullmatch(text, item.end, last.start):
            joined[-1] = item._replace(value=[*item.value, *last.value], end=last.end)
            continue
        joined.append(item)
    return joined[::-1]


def _items(tokens: Sequence[_Token], text: str) -> Iterator[Item]:
    index = 0
    nothing = _Token("", "", 0, 0)
    while index < len(tokens):
        token = tokens[index]
        after = [*tokens[index + 1 : index + 4], nothing, nothing, nothing]
        through = after[0].kind == "upto" and not _has_words(text[token.end : after[0].start])
        partner = after[1] if through else after[0]
        value: Any = None
        is_far = bool(re.search(r"[a-z]{3,}", text[after[0].end : partner.start]))  # "mardi aux Caillols, jeudi"
        if token.kind == "day" and through and partner.kind == "day" and not is_far:
            value = ("days", _day_range(_day(token.word), _day(partner.word)))
        elif {token.kind, partner.kind} <= {"time", "bare"} and (through or _adjacent(text, token, partner)):
            span = _span_of(token, partner, tokens[max(0, index - 1) : index], text)
            value = ("span", span) if span else None
        if value:
            yield Item(value[0], value[1], token.start, partner.end)
            index += 3 if through else 2
        elif _bounds(token, after[0], text) and not (token.word in ("a", "au") and _to_time(after[1:])):
            yield (
                Item(
                    "since" if token.kind == "since" or token.word in ("a", "au") else "until",
                    minutes(after[0].word),
                    token.start,
                    after[0].end,
                )
                if token.word not in ("a", "au")
                else Item("loose", "", token.start, after[0].end)
            )
            index += 2
        else:
            yield from _single(token)
            index += 1


def _to_time(following: Sequence[_Token]) -> bool:
    """ "(à 8h30)-12h30": the time is the first of a span."""
    return following[0].kind == "upto" and following[1].kind == "time"


def _bounds(token: _Token, following: _Token, text: str) -> bool:
    """ "dès 8h", "jusqu'à 13h"; not "retrait à la porte de 10h"."""
    if token.kind not in ("upto", "since") or following.kind != "time" or token.word in ("-", ">", "->"):
        return False
    return not _has_words(text[token.end : following.start])


def _span_of(first: _Token, last: _Token, before: Sequence[_Token], text: str) -> Span | None:
    """From one time to the other; two bare numbers are hours only right behind a day: "samedi 9-12"."""
    if first.kind == last.kind == "bare":
        near = before and before[0].kind in ("day", "group", "half", "time", "bare")
        if not near or len(text[before[0].end : first.start]) > _CLOSE or int(first.word) >= int(last.word):
            return None
    if first.word == "midi" and (last.kind == "bare" or 180 < minutes(last.word) <= 720):
        return None  # "samedi midi 8h-12h"
    return span_between(minutes(first.word), minutes(last.word))


def _has_words(between: str) -> bool:
    return any(character.isalnum() for character in between)


def _adjacent(text: str, one: _Token, other: _Token) -> bool:
    """ "9h/18h", "14h 18h"; a bare number needs the stroke."""
    between = text[one.end : other.start]
    if one.kind == other.kind == "time":
        return len(between) <= _CLOSE and not _has_words(between) and "," not in between and "\n" not in between
    return between.strip() == "/"


def _single(token: _Token) -> Iterator[Item]:
    kind, word, start, end = token
    if kind == "day":
        yield Item("days", [_day(word)], start, end)
    elif kind == "group":
        yield Item(*_group(word), start, end)
        if re.search(r"matin|apres|aprem|soir", word):
            yield Item("half", MORNING if "matin" in word else AFTERNOON, start, end)
    elif kind == "half":
        yield Item("half", MORNING if word.startswith("mat") else AFTERNOON, start, end)
    elif kind == "whole":
        yield Item("half", WHOLE, start, end)
    elif kind == "time" and word not in ("midi", "minuit"):
        yield Item("loose", "", start, end)
    elif kind in (
        "away",
        "stop",
        "always",
        "holiday",
        "appointment",
        "loose",
        "other",
        "shop",
        "only",
        "same",
        "unbroken",
    ):
        yield Item(kind, word, start, end)


def _group(word: str) -> tuple[str, list[int]]:
    """Days said together; "tous les jours" may still be narrowed by what follows."""
    if word.startswith("w"):
        return "days", [5, 6]
    if "ouvrable" in word or word.startswith("6"):
        return ("most" if word.startswith("6") else "days"), list(range(6))
    if "ouvre" in word or ("semaine" in word and "toute" not in word):
        return "days", list(range(5))
    return "every", list(range(7))


def _day(word: str) -> int:
    return _INDEX[word[:3]]


def named_day(words: str) -> int | None:
    """The day that ends the words: "idem lundi"."""
    return _INDEX.get(words.rpartition(" ")[2][:3])


def _day_range(first: int, last: int) -> list[int]:
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def minutes(word: str) -> int:
    """Minutes from midnight of "9h30", "12:00", "midi", "9"."""
    if word in ("midi", "minuit"):
        return 720 if word == "midi" else 1440
    hours, _, rest = re.sub(r"heures?|hrs?|h", ":", "".join(word.split())).partition(":")
    return int(hours) * 60 + int(rest or 0)


def span_between(start: int, end: int) -> Span | None:
    """From one to the other; past midnight when the end is a small hour, nothing when it makes no sense."""
    start %= 1440
    if end <= start:
        if end > 8 * 60:
            return None
        end += 1440
    return (start, end) if 15 <= end - start <= 20 * 60 else None
