"""What the words of a query ask besides a trade: a place, a moment, and how the shop serves.

"poissonnier qui livre mazargues le samedi matin" says a trade, a delivery, a quarter and a moment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mcs.directory.queries.concepts import GENERIC, NOISE, asks_from, chatter, without_idioms
from mcs.directory.queries.lexicon import LONGEST_QUERY, MOST_WORDS, Lexicon
from mcs.directory.queries.moments import WORDS, when_said
from mcs.directory.queries.vocabulary import Chunk
from mcs.lib.french import LONGEST_WORD, STOP_WORDS, fold, stem
from mcs.places.models import District
from mcs.places.queries import Quarter
from mcs.places.queries.streets import quarter_key

_TOKEN = re.compile(r"[^\W_]+")
_SMALL = (
    "qui et qu on me m se te peut peux faire fasse soit avec en pour une? la le les a de des du d vers dans sur pres"
    " cote quartier secteur proche autour marseille"
)
_LEAD = rf"(?:(?:{'|'.join(_SMALL.split())}) )*"

# Each is a field of Filters, with the folded words that ask for it.
_SERVED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "collects",
        re.compile(r"\bcli(?:ck|c|que)s? (?:and |et |n |in )?coll?ect\w*"
                   r"|\bretrait (?:en|au) (?:magasin|boutique|comptoir)"
                   r"|\b(?:a )?(?:retirer|recuperer) (?:en|sur|au) (?:magasin|boutique|place|comptoir)"),
    ),
    (
        "wheelchair",
        re.compile(r"\b(?:accessibles?|accessibilite|acces)(?: (?:aux?|en|pour|personnes?|a|mobilite|reduite|les?))*"
                   r"(?: (?:fauteuils?(?: roulants?)?|pmr|handicape?e?s?|roulants?|poussettes?))+"
                   r"|\baccessibles?\b|\bpmr\b|\b(?:en|pour) fauteuil roulant\b"),
    ),
    (
        "visits",
        re.compile(r"\b(?:(?:intervient|intervention|service|vient|viens|venir|viennent|passe) )?"
                   r"(?:a domicile|domicile|chez (?:moi|vous|soi|nous|les gens)|a la maison)\b"
                   r"|\b(?:se |peut se )?deplac(?:e|ent|er|ement)\b"
                   r"(?! (?:une?|des?|du|les?|la|l|ma|mon|mes|sa|son|ses) )"),
    ),
    (
        "delivers",
        re.compile(r"\b(?:livr(?:er|ent|ees?|aisons?|ons|ant|ez)"
                   r"|(?:qui|on|nous|me|et|ca|vous|peut|fait|font|faire) livres?)"
                   r"(?: (?:a domicile|chez (?:moi|vous|soi|nous)|possible|gratuite|rapide))*\b"),
    ),
    ("recommended", re.compile(r"\b(?:recommandee?s?|bien notee?s?)\b(?: par .*voisins)?")),
)  # fmt: skip
_BOOK_OR_DELIVERS = re.compile(r"\blivre\b")  # "boucher livre", but "livre ancien"
_COUNTED = """
    premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme
    treizieme quatorzieme quinzieme seizieme
"""
_ORDINALS = _COUNTED.split()
_ARRONDISSEMENT = r"(?:arrondissements?|arrdt|ardt|arr)"
_DISTRICT = re.compile(
    rf"\b(?P<postcode>\d{{5}})\b|\b(?P<number>\d{{1,2}}) ?(?:er?|i?e?me|em)\b(?: {_ARRONDISSEMENT})?"
    rf"|\b(?:marseille|{_ARRONDISSEMENT}) (?P<bare>\d{{1,2}})\b"
    rf"|\b(?P<ordinal>{'|'.join(_ORDINALS)})(?: {_ARRONDISSEMENT})?\b"
)
_BEFORE_PLACE = frozenset(_SMALL.split()) | {"au", "aux"}


@dataclass(frozen=True)
class Condition:
    """A field of Filters with its value, and which tokens of the query say it."""

    name: str
    value: Any
    tokens: frozenset[int]
    left: frozenset[int] = frozenset()  # those that also name a trade: "coiffeuse à domicile"


@dataclass(frozen=True)
class Token:
    """A word of a query: where it stands, and folded."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True)
class Reading:
    """A query as read: its tokens, the conditions they say, and the words left for trades and names."""

    text: str
    tokens: tuple[Token, ...]
    conditions: tuple[Condition, ...]
    words: list[str]
    guess: Chunk | None = None  # the trades they speak for, where they name none

    def without(self, condition: Condition) -> str:
        """The query without the words of a condition."""
        kept = [token for place, token in enumerate(self.tokens) if place not in condition.tokens]
        return (
            " ".join(self.text[token.start : token.end + _apostrophe(self.text, token.end)] for token in kept)
            .replace("’ ", "’")
            .replace("' ", "'")
        )

    def all_words(self) -> list[str]:
        """Every word that says something, as if there were no condition."""
        return _telling([token.folded for token in self.tokens])


def _apostrophe(text: str, end: int) -> int:
    return 1 if text[end : end + 1] in ("'", "’") else 0


def read_query(
    text: str, lexicon: Lexicon, districts: Callable[[], Sequence[District]], quarters: Mapping[str, Quarter]
) -> Reading:
    """The conditions a query says and its other words; phrases of the lexicon keep theirs."""
    text = text[:LONGEST_QUERY]
    tokens = tuple(
        Token(match.start(), match.end(), fold(match[0]).replace(" ", "")[:LONGEST_WORD])
        for match in _TOKEN.finditer(text)
        if fold(match[0])
    )
    said = _Said([token.folded for token in tokens])
    phrases = _phrases(said, lexicon)
    found: list[Condition] = []
    taken = said.idle()
    for condition in _conditions(said, lexicon, districts, quarters):
        places = condition.tokens - taken
        if not condition.tokens.issubset(places) or any(other.name == condition.name for other in found):
            continue
        kept = _settle(condition, phrases, said)
        if kept:
            found.append(kept)
            taken |= kept.tokens - kept.left
    rest = _left(said, taken, lexicon)
    words = _telling(rest) or ([] if found else list(dict.fromkeys(rest))[:MOST_WORDS])
    return Reading(text, tokens, tuple(found), words)


def _left(said: _Said, taken: set[int], lexicon: Lexicon) -> list[str]:
    """The words that say no condition; only those after "je cherche" where these name a trade."""
    left = [place for place in range(len(said.words)) if place not in taken]
    everything = _joined(said, left, lexicon)
    for start in asks_from(said.line):
        asked = _joined(said, [place for place in left if said.starts[place] >= start], lexicon)
        if told := [chunk.categories[0] for chunk in lexicon.read(_telling(asked)) if _is_told(chunk)]:
            whole = [chunk for chunk in lexicon.read(_telling(everything)) if chunk.categories]
            others = [chunk for chunk in whole if chunk.categories[0] not in told]
            return everything if any(_is_astride(chunk, asked) for chunk in others) else asked
    return everything


def _is_astride(chunk: Chunk, words: Sequence[str]) -> bool:
    """Whether a phrase is said by some of the words and others: "ma fille se marie cherche robe"."""
    return 0 < sum(word in words for word in chunk.words) < len(chunk.words)


def _joined(said: _Said, places: Sequence[int], lexicon: Lexicon) -> list[str]:
    return lexicon.joined(without_idioms(" ".join(said.words[place] for place in places)).split())


def _is_told(chunk: Chunk) -> bool:
    return bool(chunk.categories) and not chunk.is_weak and (chunk.doubt < 2 or len(chunk.words) > 1)


def _telling(folded: Sequence[str]) -> list[str]:
    telling = [word for word in folded if word not in STOP_WORDS]
    if len(telling) > MOST_WORDS:  # a whole letter: what it asks may stand at its end
        telling = [word for word in telling if word not in NOISE] or telling
    return list(dict.fromkeys(telling))[:MOST_WORDS]


class _Said:
    """Folded words as one line, and which of them a part of the line covers."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.line = " ".join(words)
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word) + 1)
        self.starts = starts

    def covered(self, start: int, end: int) -> frozenset[int]:
        return frozenset(
            place
            for place, word in enumerate(self.words)
            if self.starts[place] < end and self.starts[place] + len(word) > start
        )

    def idle(self) -> set[int]:
        """The words that say only who asks; none where nothing else is said."""
        idle = {place for start, end in chatter(self.line) for place in self.covered(start, end)}
        return idle if any(word not in STOP_WORDS for at, word in enumerate(self.words) if at not in idle) else set()

    def led(self, start: int) -> int:
        """Where the small words before that place begin: "qui livre", "dans le 9e"."""
        match = re.search(rf"(?:^| ){_LEAD}$", self.line[:start])
        return start if match is None else match.start() + (self.line[match.start() : match.start() + 1] == " ")


def _phrases(said: _Said, lexicon: Lexicon) -> list[tuple[frozenset[int], tuple[int, ...]]]:
    """Places of the words that stand together in a phrase of several words of the lexicon, and its categories."""
    telling = [(place, word) for place, word in enumerate(said.words) if word not in STOP_WORDS]
    meanings = lexicon.vocabulary.meanings
    found = []
    for first in range(len(telling)):
        for last in range(first + 2, min(first + lexicon.vocabulary.longest, len(telling)) + 1):
            some = telling[first:last]
            if meaning := meanings.get(tuple(sorted({stem(word) for _, word in some}))):
                found.append((frozenset(place for place, _ in some), meaning.categories))
    return found


def _settle(
    condition: Condition, phrases: Sequence[tuple[frozenset[int], tuple[int, ...]]], said: _Said
) -> Condition | None:
    """The condition, sharing its words with a phrase of the lexicon; None where the phrase says it all."""
    telling = {place for place in condition.tokens if said.words[place] not in STOP_WORDS}
    for places, _categories in phrases:
        if places & telling and not places <= condition.tokens:
            if condition.name in ("delivers", "visits"):
                return replace(condition, left=condition.tokens)
            if condition.name != "when":
                return None
            if all(stem(said.words[place]) in GENERIC for place in places - condition.tokens):
                return replace(condition, left=condition.tokens & places)  # "magasin ouvert tard" is a trade
    return condition


def _conditions(
    said: _Said, lexicon: Lexicon, districts: Callable[[], Sequence[District]], quarters: Mapping[str, Quarter]
) -> Iterator[Condition]:
    for match in WORDS.finditer(said.line):
        start, end = match.span()
        if match[0].strip():
            yield Condition("when", when_said(match), said.covered(said.led(start), end))
    for match in _DISTRICT.finditer(said.line):
        number = _district(match, districts())
        if number is not None:
            yield Condition("district", number, said.covered(said.led(match.start()), match.end()))
    yield from _quarters(said, lexicon, quarters)
    for name, pattern in _SERVED:
        for match in pattern.finditer(said.line):
            yield Condition(name, True, said.covered(said.led(match.start()), match.end()))
    for match in _BOOK_OR_DELIVERS.finditer(said.line):
        places = said.covered(*match.span())
        others = [word for place, word in enumerate(said.words) if place not in places and word not in STOP_WORDS]
        trades = [chunk for chunk in lexicon.read(others) if chunk.categories and not chunk.is_weak]
        if trades and not said.line.startswith("livre "):
            yield Condition("delivers", True, places)


def _district(match: re.Match[str], districts: Sequence[District]) -> int | None:
    if match["postcode"]:
        return next((district.number for district in districts if district.postcode == match["postcode"]), None)
    said = match["ordinal"]
    number = _ORDINALS.index(said) + 1 if said else int(match["number"] or match["bare"])
    return number if any(district.number == number for district in districts) else None


def _quarters(said: _Said, lexicon: Lexicon, quarters: Mapping[str, Quarter]) -> Iterator[Condition]:
    """The longest names first. One that is also a word of a trade ("plage") must be told as a place."""
    for length in (4, 3, 2, 1):
        for first in range(len(said.words) - length + 1):
            words = said.words[first : first + length]
            quarter = quarters.get(quarter_key(" ".join(words)))
            if not quarter or (words[0] in STOP_WORDS and length > 1 and words[0] not in ("la", "le", "les")):
                continue
            before = said.words[first - 1] if first else ""
            is_plain = length == 1 and (len(words[0]) < 4 or (stem(words[0]),) in lexicon.vocabulary.meanings)
            if is_plain and before not in _BEFORE_PLACE:
                continue
            start = said.starts[first]
            yield Condition("quarter", quarter, said.covered(said.led(start), said.starts[first + length] - 1))
