"""Lines of a message that stand for a title: alone, short, with a capital, like the sign above a shop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcs.lib.french import WEEKDAYS, fold

MOST_WORDS = 7
_LOOKED_AT = 8  # lines from the top
_NO_TITLE = re.compile(
    r"@|www|https?:|\d{2}|[?!:;]|\b(?:je|nous|on|vous|j'|suis|est|propose|centre commercial)\b", re.IGNORECASE
)
_STOPS = re.compile(
    r"\s[-–—|•:=]\s|\s{3}|[,.(:!]|\s(?=(?:devant|derrière|dans|situé|près|à côté|en face)\b)"
    r"|\s(?=\d{1,4}\s?(?:bis|ter|,)?\s?(?:rue|av|bd|bou|pl|ch|tr"
    r"|all|imp|cours|mont))|\s(?=(?:av|bd|rue|place|avenue|boulevard|traverse|chemin)\s)",
    re.IGNORECASE,
)
_EMOJI = re.compile(r"[^\w\s.,;:!?'’&@()\-–/«»\"+]")
_SIGN = re.compile(
    r"\b[A-ZÀ-Ý]{3,}\b|\b(?:Ets|Sarl|Maison|Atelier|Salon|Chez|Boutique"
    r"|Restaurant|Garage|Institut|Cabinet|Les?|La|Aux?)\b|\bL[’']"
)
_SHOUTED = re.compile(r"\b[A-ZÀ-Ý][A-ZÀ-Ý’'-]{0,30}(?: (?:& )?[A-ZÀ-Ý][A-ZÀ-Ý’'-]{0,30}(?![a-zà-ÿ])){1,6}")
_DAYS = frozenset(day[:letters] for day in WEEKDAYS for letters in (3, 10))
_HELLO = frozenset(
    [
        "bonjour",
        "bonsoir",
        "salut",
        "coucou",
        "hello",
        "merci",
        "cordialement",
        "madame",
        "monsieur",
        "bjr",
        "slt",
        "bien",
        "tel",
        "mail",
        "site",
        "horaires",
        "ouvert",
    ]
)
_SAYS = frozenset(
    [
        "je",
        "nous",
        "on",
        "j",
        "ai",
        "suis",
        "est",
        "vous",
        "votre",
        "notre",
        "depuis",
        "propose",
        "proposons",
        "fais",
        "merci",
        "tel",
        "rdv",
        "sur",
        "cherche",
        "pas",
        "ouvert",
    ]
)


def title_lines(message: str) -> Iterator[str]:
    """The lines that may be the business's name, cut before an address or a dash."""
    lines = [line.strip() for line in message.strip().splitlines() if line.strip()][:_LOOKED_AT]
    for position, line in enumerate(lines):
        start = _EMOJI.sub(" ", line[:200]).strip()
        greeting = re.match(
            r"(?:bonjour|bonsoir|salut|coucou|hello|bjr|slt)\b[^,.!:\w]{0,3}[,.!:]\s*", start, re.IGNORECASE
        )
        start = start[greeting.end() :] if greeting else start
        head = _STOPS.split(start, maxsplit=1)[0].strip()
        words = fold(head).split()
        is_short = 1 < len(words) <= MOST_WORDS or (len(words) == 1 and head.isupper() and len(head) > 3)
        if not is_short or _NO_TITLE.search(head) or words[0] in _HELLO or not (_SAYS | _DAYS).isdisjoint(words):
            continue
        capitals = [word for word in re.findall(r"[^\W\d_]+", head) if word[0].isupper()]
        if position and position == len(lines) - 1 and not head.isupper() and not _SIGN.search(head):
            continue  # a signature
        if not head.isupper() and (shouted := _SHOUTED.search(head)):
            head = shouted[0]  # "Epicerie fine LE PANIER DE MAZARGUES"
        if head[:1].isupper() and (len(capitals) > 1 or (position == 0 and len(lines) > 2 and len(words) <= 4)):
            yield " ".join(head.split())
