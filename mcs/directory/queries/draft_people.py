"""People's names in a message: a craftsman's business often has no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mcs.directory.queries.draft_words import SHOP, TRADE_ENDS
from mcs.lib.french import STOP_WORDS, fold

_FIRST_NAMES = Path(__file__).parent.parent / "data" / "first_names.txt"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_FULL_NAME = re.compile(
    r"\b([A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?) (?:[Dd]e |[Ll]e |[Dd][’'])?[A-ZÀ-Ý](?:[\w’'-]{1,20}|\.)"
)
_TRADE_ENDS = (*TRADE_ENDS, "kine", "er", "ere", "cien", "vocat", "notaire", "ste", "tte")
_SHOP = re.compile(SHOP, re.IGNORECASE)
_STOPS = ("", *".,!:;0123456789(/")
_IN_STREET = re.compile(
    r"(?i:rue|av|ave|avenue|bd|boulevard|place|chemin|impasse|traverse|all[ée]es?|cours|quai|square|mont[ée]e|route"
    r"|promenade|esplanade|corniche|passage|parc|stade|m[ée]tro|lyc[ée]e|coll[èe]ge|[ée]cole|h[ôo]pital)\.?"
    r"(?: (?:d[ue]s?|la|le|l[’']|docteur|dr|g[ée]n[ée]ral))* ?$"
)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(_FIRST_NAMES.read_text("utf-8").split())


def is_first_name(word: str) -> bool:
    """Whether a folded word, or each half of "jean-luc", is a first name."""
    return word in _first_names()


def is_person(name: str) -> bool:
    """ "Rachid Benali", "Jean-Luc Morel": a first name and one or two more words."""
    parts = name.split()
    return len(parts) in (2, 3) and all(map(is_first_name, fold(parts[0]).split()))


def person_beside_trade(message: str) -> Iterator[str]:
    """ "je suis electricien rachid benali", "abdel demenagement", "toni le plombier": a first name and what follows."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(message)]
    for index, (word, start, end) in enumerate(words[:-1]):
        following, begins, ends = words[index + 1]
        if message[end:begins] != " " or not is_first_name(fold(word)):
            continue
        after = words[index + 2][0] if index + 2 < len(words) else ""
        if _is_trade(following):
            yield f"{word.capitalize()} {following.capitalize()}"
        elif following in ("le", "la") and _is_trade(after):
            yield f"{word.capitalize()} {following} {after}"
        elif fold(following) not in STOP_WORDS:
            before = words[index - 1][0] if index else ""
            alone = message[:start].rstrip()[-1:] in _STOPS and message[ends:].lstrip()[:1] in _STOPS
            if alone or _is_trade(before) or _is_trade(after):
                yield f"{word.capitalize()} {following.capitalize()}"


def persons(message: str) -> Iterator[str]:
    """Whoever is named in full, outside the names of streets: "Gérard Tallone"."""
    for match in _FULL_NAME.finditer(message):
        if is_first_name(fold(match[1])) and not _IN_STREET.search(message[max(0, match.start() - 40) : match.start()]):
            yield match[0]


def _is_trade(word: str) -> bool:
    folded = fold(word)
    if is_first_name(folded) or folded in STOP_WORDS:
        return False
    return bool(_SHOP.fullmatch(word)) or (len(folded) > 4 and folded.endswith(_TRADE_ENDS))
