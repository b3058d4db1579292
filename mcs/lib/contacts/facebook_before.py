"""Pages named before Facebook is: "Chez Tonio est sur facebook", "La Squadra a sa page facebook"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mcs.lib.contacts.facebook_names import ENDS_HERE, MOST_WORDS, PROPER, Page, ends_name, page_of, words_of
from mcs.lib.contacts.facebook_words import NEVER, NO_BEGINNING
from mcs.lib.french import fold

_TOO = r"(?: aussi| [ée]galement| bien| maintenant)?"
_ON = (
    rf"(?:,? (?:est|c[’' ]?est|sommes|qui est|existe|se trouve|figure){_TOO}(?: (?:pr[ée]sente?s?|acti(?:f|ve)s?))?)?"
    rf"{_TOO} (?:\(?(?:aussi |[ée]galement )?(?:sur|on|dans) (les r[ée]seaux(?: sociaux)?[ :,(]{{1,3}})?|\()$"
)
# "Garage Delmas et Fils, sur Facebook aussi": a sentence that begins by the name.
_ALONE = re.compile(
    r"(?:^|[.!?\n])\W*(?:(?:bonjour|bonsoir|salut|coucou|bjr|hello)\W+)?([^.,;:!?\n()@]{3,60}?)"
    r"(?:,? (?P<too>aussi |[ée]galement )?(?:sur|on) )$",
    re.IGNORECASE,
)
_IS_TOO = re.compile(r" (?:aussi|[ée]galement)\b", re.IGNORECASE)
# "La Squadra a sa page facebook"
_HAS = rf",? (?:a|ont|c[’']est|poss[èe]de|tient|dispose){_TOO} (?:d[’'])?(?:une?|sa|son|leur|la) (?:propre |petite )?$"
# "Les Fleurs de Lulu - FB - Insta"
_BESIDE = r"\s?[-–—/|] $"
_NAME = rf"(?<!\w)(?:[«“\"] ?([^»”\"\n]{{3,60}}?) ?[»”\"]|({PROPER}))"
_SHOUTED = re.compile(
    r"(?:^|[.!?,\n])\s*([A-ZÀ-Ý][A-ZÀ-Ý '’&-]{2,40}?) (?:EST |AUSSI )*SUR $"
)  # "BOUVIER SUR FACEBOOK."
_BEFORE, _BEFORE_HAS, _BEFORE_STROKE = (re.compile(_NAME + tail) for tail in (_ON, _HAS, _BESIDE))
_WORDS = r"\s*([^,.;:!?\n()]{5,60}?)"
_BEFORE_VERB = re.compile(
    r".*\b(?:(?:tap|(?:re)?cherch)e[rz]|(?:page|r[ée]seaux(?: sociaux)?) (?:c[’' ]?est|c|s[’' ]appell?e))"
    rf"{_WORDS}{_ON}",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_SMALL = re.compile(rf"(?:^|[,.;:!?\n(]){_WORDS}(?:{_ON}|({_HAS}))", re.IGNORECASE)


def named_before(text: str, mention: re.Match[str], before: str) -> Page | None:
    """ "tapez Madame Pompon sur facebook", "Chez Tonio a sa page facebook", ", le tonnerre marseille sur fb"."""
    is_page = mention[0].lower().startswith(("page", "compte"))
    offset = mention.start() - len(before)
    alone = ENDS_HERE.match(text, mention.end())
    on = None if is_page else _BEFORE.search(before)
    on = None if on and on[3] and not alone else on  # "est sur les réseaux : Facebook Chez Lulu"
    beside = _BEFORE_STROKE.search(before) if alone and not is_page else None
    if match := on or _BEFORE_HAS.search(before) or beside:
        name = match[1] or match[2]
        first, _, rest = name.partition(" ")
        is_lead = words_of(first)[0] in NEVER or (first.endswith("ez") and fold(first) != "chez")
        name = rest if rest and not match[1] and is_lead else name
        if name == first and words_of(first)[0] in NO_BEGINNING:  # "Aussi sur Facebook (Chez Lulu)"
            return None
        is_told = on or match[1] or " " in name or _is_said_before(name, text, offset + match.start())
        return page_of(name, offset + match.start(), mention.end()) if is_told else None
    small = _named_small(text, mention, before, is_page=is_page)
    return small or (None if is_page else _named_too(text, mention, before))


def _named_small(text: str, mention: re.Match[str], before: str, *, is_page: bool) -> Page | None:
    verb = None if is_page else _BEFORE_VERB.match(before)
    match = verb or _BEFORE_SMALL.search(before)
    if not match or (is_page and not match[3]):
        return None
    words = match[1].split()
    start = mention.start() - len(before) + match.start(1)
    is_told = verb or _is_said_before(" ".join(words[:2]), text, start)
    if is_told and _may_be_name(words):
        return page_of(match[1], start, mention.end())
    # "y a aussi pizza nono marseille sur facebook": from where the words are those that have been said before
    ends = (words[at:] for at in range(1, len(words) - 1))
    said = next((end for end in ends if _may_be_name(end) and _is_said_before(" ".join(end[:2]), text, start)), None)
    return page_of(" ".join(said), start, mention.end()) if said and not is_page else None


def _may_be_name(words: Sequence[str]) -> bool:
    return 2 <= len(words) <= 5 and words_of(words[0])[0] not in NO_BEGINNING and not any(map(ends_name, words))


def _named_too(text: str, mention: re.Match[str], before: str) -> Page | None:
    if shouted := _SHOUTED.search(before):
        start = mention.start() - len(before) + shouted.start(1)
        return page_of(shouted[1], start, mention.end()) if _is_said_before(shouted[1], text, start) else None
    match = _ALONE.search(before)
    if not match or not (match["too"] or _IS_TOO.match(text, mention.end())):
        return None
    words = match[1].split()
    is_name = len(words) <= MOST_WORDS and words_of(words[0])[0] not in NO_BEGINNING and not any(map(ends_name, words))
    start = mention.start() - len(before) + match.start(1)
    return page_of(match[1], start, mention.end()) if is_name and not words[0].isdigit() else None


def _is_said_before(name: str, text: str, start: int) -> bool:
    return f" {fold(name)} " in f" {fold(text[:start])} "
