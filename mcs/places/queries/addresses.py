"""Addresses as people type them: finds the number, the kind of way and the words of its name in any French text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mcs.lib.french import STOP_WORDS, WEEKDAYS, fold

LONGEST_TEXT = 20_000  # characters read of a message
LONGEST_NAME = 9  # words of a street's name: "rue Antoine Del Bello - Famille Mascalo"

_WORDS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(\d{1,4})(bis|ter|quater|[a-d])?")
_REPEAT = frozenset({"bis", "ter", "quater", "a", "b", "c", "d"})
_BREAK = re.compile(r"[,;:!?()\n|/\"«»]| [-–—] ")
_KINDS = (
    "allee avenue boulevard chemin clos corniche cours escalier esplanade hameau impasse montee parvis passage place "
    "promenade quai rond route rue sentier square traverse vallon"
)
KINDS = {kind: kind for kind in _KINDS.split()} | {
    "all": "allee", "allees": "allee", "av": "avenue", "ave": "avenue", "aven": "avenue", "bd": "boulevard",
    "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard", "bvd": "boulevard", "ch": "chemin", "che": "chemin",
    "chem": "chemin", "crs": "cours", "esp": "esplanade", "imp": "impasse", "mte": "montee", "pas": "passage",
    "pass": "passage", "pl": "place", "prom": "promenade", "r": "rue", "rd": "rond", "rte": "route", "sq": "square",
    "tra": "traverse", "trav": "traverse",
}  # fmt: skip
_TITLES = {
    "adm": "amiral", "cap": "capitaine", "cdt": "commandant", "cmdt": "commandant", "cne": "capitaine",
    "col": "colonel", "dr": "docteur", "gal": "general", "gen": "general", "gl": "general", "lt": "lieutenant",
    "mal": "marechal", "mgr": "monseigneur", "nd": "notre dame", "pdt": "president", "pr": "professeur",
    "prof": "professeur", "st": "saint", "ste": "sainte", "sts": "saints",
}  # fmt: skip
_ABBREVIATIONS = frozenset(KINDS) - frozenset(_KINDS.split()) | frozenset(_TITLES)
PARTICLES = frozenset({"d", "de", "des", "du", "l", "la", "le", "les", "et"})
# What may follow a street's name without being of it, besides the words that say nothing.
_TAILS = (
    "angle bat batiment bp cedex centre coin contre cote depuis derriere devant entre entree etage face france jusqu "
    "jusque marseille metro numero ouvert parking proche quartier rdc residence rez zone"
)
_AFTER = STOP_WORDS | frozenset(_TAILS.split())


# "place de Saint-Tronc le jeudi": a street may end before these, whatever little words lead to them.
_TIMES = frozenset(
    [
        *WEEKDAYS,
        "matin",
        "midi",
        "soir",
        "weekend",
        "week",
        *(f"{day}s" for day in WEEKDAYS),
    ]
)


class Word(NamedTuple):
    """A word of the text: as written, folded, and whether a comma or a line's end stands before it."""

    raw: str
    folded: str
    gap: str
    apart: bool


@dataclass(frozen=True)
class Spelled:
    """A way spelled somewhere in a text: "214", "avenue", then all words up to the next comma."""

    number: str
    kind: str
    kind_as_written: str
    words: Sequence[Word]

    def ends(self) -> Iterator[int]:
        """How many words may make the name, the most first: the next one is then seen not to be of it."""
        for count in range(len(self.words), 0, -1):
            if self.words[count - 1].folded in PARTICLES:
                continue
            if count == len(self.words) or _is_outside(self.words[count - 1], self.words[count:]):
                yield count

    def loose_ends(self) -> Iterator[int]:
        """The same where nothing tells an end, as in a text without capitals: "avenue de toulon viande halal"."""
        for count in range(len(self.words) - 1, 0, -1):
            last, following = self.words[count - 1 : count + 1]
            if last.folded not in PARTICLES and last.raw[0].islower() and following.raw[0].islower():
                yield count


def _is_outside(last: Word, others: Sequence[Word]) -> bool:
    """Whether what comes after a possible name says that the name is over: "Michelet face au stade", "Prado 13008"."""
    following = others[0]
    if following.folded in PARTICLES:
        told = next((word for word in others if word.folded not in PARTICLES), None)
        return told is not None and told.folded in _TIMES
    if following.folded in _AFTER or following.folded[0].isdigit():
        return True
    return last.raw[0].isupper() and following.raw[0].islower()


def core(words: Sequence[str]) -> str:
    """What tells one street from another in folded words: abbreviations written out, "de la" left out."""
    full = [_TITLES.get(word, word) for word in words]
    return " ".join([word for word in full if word not in PARTICLES] or full)


def split_kind(name: str) -> tuple[str, str]:
    """ "Bd. du Maréchal Koenig" → ("boulevard", "marechal koenig"); a name without kind has ""."""
    first, *rest = fold(name).split() or [""]
    if first in KINDS and rest:
        return KINDS[first], core(rest)
    return "", core([first, *rest])


def read_words(text: str) -> list[Word]:
    """The words of a text with what stands between them."""
    words: list[Word] = []
    end = 0
    for match in _WORDS.finditer(text[:LONGEST_TEXT]):
        folded = fold(match.group()).replace(" ", "")
        if not folded:
            continue
        gap = text[end : match.start()]
        full_stop = "." in gap and not (words and words[-1].folded in _ABBREVIATIONS)
        words.append(Word(match.group(), folded, gap, bool(words) and (full_stop or bool(_BREAK.search(gap)))))
        end = match.end()
    return words


def spelled_in(text: str) -> Iterator[Spelled]:
    """Every place of the text where a kind of way stands before other words; most aren't addresses."""
    words = read_words(text)
    for index, word in enumerate(words):
        kind = KINDS.get(word.folded)
        if not kind:
            continue
        name: list[Word] = []
        for following in words[index + 1 : index + 1 + LONGEST_NAME]:
            if following.apart:
                break
            name.append(following)
        if name:
            yield Spelled(_number_before(words, index), kind, word.raw, name)


def _number_before(words: Sequence[Word], index: int) -> str:
    """The house number that stands before the kind: "214", "12 bis", "12-14"; "" for a phone's last digits."""
    if not re.fullmatch(r"[ \u00a0,]*", words[index].gap):
        return ""
    last = index - 1
    repeat = ""
    if last > 0 and words[last].folded in _REPEAT and words[last - 1].folded.isdigit():
        repeat = f" {words[last].folded}" if len(words[last].folded) > 1 else words[last].raw.upper()
        last -= 1
    match = _NUMBER.fullmatch(words[last].folded) if last >= 0 else None
    if not match:
        return ""
    if words[last - 1].folded in ("depuis", "en") and last and len(match[1]) == 4:
        return ""  # a year
    begins = words[last].apart and re.search(r"[ \n]", words[last].gap)  # "…12 21. 8 bd X"; not "04.65.71.12.21 bd X"
    before = [] if begins else [word.folded.isdigit() for word in words[max(0, last - 2) : last]]
    if before == [True, True]:
        return ""
    number = match.group(1)
    if match.group(2):
        repeat = f" {match.group(2)}" if len(match.group(2)) > 1 else match.group(2).upper()
    if before[-1:] == [True] and words[last].gap in ("-", "–", "/"):
        number = f"{words[last - 1].folded}-{number}"
    return number + repeat
