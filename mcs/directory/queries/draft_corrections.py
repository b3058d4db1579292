"""What a message says and takes back: "12 rue Laugier, non pardon, le 14", "… euh non : 77 boulevard Ganay"."""

from __future__ import annotations

import re
from itertools import islice

from mcs.directory.queries.draft_words import STREET
from mcs.places.queries import find_address

_MEANT = "pardon|oups|je me trompe|je (?:veux|voulais) dire"
_SORRY = rf"{_MEANT}|excusez[- ]moi|d[ée]sol[ée]e?|erreur|attende?[zs]|en fait|plut[oô]t"
_TAKES_BACK = re.compile(
    rf"(?:\b(?:euh|heu|oups|ah|zut|mince)\W{{1,3}})*"
    rf"\b(?:non(?=\W{{0,3}}(?:[,:;.…–-]|(?:{_SORRY}|c[’' ]?est|le|au|\d)\b))|{_MEANT}"
    r"|(?<=[.…,] )(?:euh|heu|enfin|ou plut[oô]t|plut[oô]t)(?=\W{1,3}(?:le|au|\d)))"
    rf"(?:\W{{1,3}}(?:{_SORRY})\b){{0,3}}[\s,:;.…!–-]*",
    re.IGNORECASE,
)
NUMBER = r"[1-9]\d{0,3}(?:\s?(?:bis|ter))?"
_ONLY_NUMBER = re.compile(
    rf"(?:(?:c[’' ]?est|je suis|on est|plut[oô]t|au|le|n°|num[ée]ro)\s?){{0,3}}({NUMBER})\b"
    rf"(?!\s?(?:[h€:/]|e\b|i?[eè]me))(?!,? {STREET})",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(r"(?:\.\.\.?|…)\s*$")
_NUMBERED = re.compile(rf"(?<!\d)({NUMBER}),? {STREET}", re.IGNORECASE)
MOST = 20  # corrections looked at: nobody makes a hundred
_REACH, _AHEAD = 70, 80  # characters back to what is taken back, and on to what is said instead
_UNITS = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_WORDS = [*_UNITS.split(), "dix-sept", "dix-huit", "dix-neuf", "vingt"]
_IN_WORDS = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))}),? (?={STREET})", re.IGNORECASE)


# "avant j'avais un salon rue de Rome", "ancien employé de la boutique du 3 rue X"
_FORMERLY = re.compile(
    r"\b(?:(?:avant|autrefois|auparavant|jusqu[’']en \d{4}),?"
    r" (?:j[’']|on |nous )(?:av(?:ais|ait|ions)|[ée]t(?:ais|ait|ions))"
    r"|(?:j[’']ai|on a|nous avons) (?:quitt[ée]|vendu))\b[^.;:!?()\n]{0,80}"
    r"|\bn(?:e |[’'])(?:est|sommes|suis|sont|habite\w*) plus (?:au|à|dans|sur|rue|en)\b"
    r"(?:(?!\bmais\b)[^.;!?()\n]){0,60}"
    r"|(?<=[.;!?()\n])[^.;!?()\n]{0,80}\b"
    r"(?:ce n[’']est plus (?:nous|moi)|n[’']existe plus|est ferm[ée]e? d[ée]finitivement)\b",
    re.IGNORECASE,
)


def corrected(message: str) -> str:
    """The message with its house numbers in digits and the addresses that it takes back left out."""
    message = _FORMERLY.sub(" . ", message)
    message = _IN_WORDS.sub(lambda match: f"{_WORDS.index(match[1].lower()) + 1} ", message)
    for match in reversed(list(islice(_TAKES_BACK.finditer(message), MOST))):
        before = max(0, match.start() - _REACH)
        said = list(_NUMBERED.finditer(message, before, match.start()))
        if not said or "\n" in message[said[-1].end() : match.start()]:
            continue
        if number := _ONLY_NUMBER.match(message, match.end()):
            message = message[: said[-1].start(1)] + number[1] + message[said[-1].end(1) :]
        elif (find_address(message[match.end() : match.end() + _AHEAD].partition("\n")[0]) or "")[:1].isdigit():
            message = message[: said[-1].start()] + message[match.end() :]
        elif len(said) > 1 and _LEFT_OPEN.search(message, said[-2].end(), said[-1].start()):
            kept = message[said[-1].start() : match.start()].rstrip()  # "18 rue X... 8 avenue Y pardon"
            message = f"{message[: said[-2].start()]}{kept}. {message[match.end() :]}"
    return message
