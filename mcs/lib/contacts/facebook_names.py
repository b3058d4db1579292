"""What the name of a Facebook page looks like in a text: which of the words are of it, and where it is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mcs.lib.contacts.facebook_words import (
    BEGINS_TWO,
    ENDS,
    INNER,
    LABELS,
    LINKS,
    MAY_BEGIN,
    NEVER,
    NO_BEGINNING,
    NO_HANDLE,
)
from mcs.lib.french import fold

LONGEST_NAME = 60  # characters
MOST_WORDS = 7  # of a page's name
SHORTEST_GLUED = 7  # letters of several words run together
MOST_SMALL = 3  # small words within or behind a name that has capitals: "Chez Tonio pizza Mazargues"

_CAPITAL = r"[A-ZÀ-Ý0-9]"
_PARTICLES = r"(?:(?:d[ue]s?|de la|de l[’']|l[ae]s?|et (?:ses|sa|son|mes)|et|&|à|a|aux?|en|chez|by) ?){0,3}"
PROPER = (
    r"(?:[lLdD][’'])?[A-ZÀ-Ý](?:[\w’'&-]|\.(?=\w)){0,40}"
    rf"(?: {_PARTICLES}(?:[lLdD][’'])?[A-ZÀ-Ý0-9&][\w’'&-]{{0,40}}){{0,6}}"
)
ENDS_HERE = re.compile(r"\s*(?:[.,;!?()\n/|•]|$|[-–—] )")
_TOKEN = re.compile(r"[^\s,;:!?()«»“”\"/|•]+")
# "Chez Lulu 12 rue Paradis"
_HOUSE = re.compile(
    r"\d{1,3}(?: ?bis| ?ter)?,? (?:rue|av|bd|boul|place|pl|ch|trav|imp|all|cours|quai|mont|route)", re.IGNORECASE
)
# "Boucherie Roustan depuis 1962": the year is of the sign above the door where nothing follows it.
_SINCE = re.compile(r" depuis (?:1[89]|20)\d\d(?=\s?(?:[.,;!?()\n/|•»\"”]|$|[-–—] ))", re.IGNORECASE)
_BEGINS_TWO = re.compile(rf"(?i:{'|'.join(BEGINS_TWO)}) [A-ZÀ-Ý]")
_NAMED = re.compile(r"app|nom|titul", re.IGNORECASE)  # of what joins a name, what names in so many words
_LABELS = re.compile(r"[:=>⇒→]|app|titul", re.IGNORECASE)  # and behind which one word is enough
ADJECTIVES = ("ment", "able", "ible")  # how words end that are no name: "facebook : actuellement"
# "contactez-moi", "l'association", "a le même nom"
_NO_NAME = re.compile(
    r"(?:au |sous )?(?:l[ea]s? )?m[êe]mes? .*|(?:le )?nom (?:d[eu]|que) .*"
    r"|\w{3,}ez(?:[- ]\w+)?|[LlDd][’'][a-zà-ÿ]+|a (?:l[ae]|une?|été|pas|plus|bien) .*|[mts][’']a .*"
)


class Page(NamedTuple):
    """A page: its address's last part or what it is called, and where the text says it."""

    name: str
    is_handle: bool
    start: int
    end: int


def tokens_from(text: str, start: int) -> list[re.Match[str]]:
    """The words from there to the end of what is said in one breath."""
    found: list[re.Match[str]] = []
    while len(found) <= MOST_WORDS + MOST_SMALL and (match := _TOKEN.match(text, start)):
        token = match[0]
        if token in ("-", "–", "—", "→") or "@" in token or re.match(r"(?:\+33|0\d)", token):
            break
        if not (re.search(r"\w", token) or token in ("&", "+")) or _HOUSE.match(text, start):
            break
        found.append(match)
        if token.endswith((".", "…")) and not re.fullmatch(r"(?:\w\.)+|[Ss]te?\.", token):
            break
        if text[match.end() : match.end() + 1] != " ":
            break
        start = match.end() + (2 if text[match.end() : match.end() + 2] == "  " else 1)
    return found


def with_its_year(text: str, end: int) -> int:
    """Where a name ends behind which the text says since when there is such a house."""
    since = _SINCE.match(text, end)
    return since.end() if since else end


def is_capital(token: str) -> bool:
    return bool(re.match(rf"(?:[lLdD][’'])?{_CAPITAL}", token)) and not token.isdigit()


def said_apart(word: str, text: str) -> bool:
    """Whether the text says elsewhere, in several words, what this one runs together: "velobonneveine"."""
    letters = fold(word).replace(" ", "")
    apart = r" ?".join(map(re.escape, letters))
    return len(letters) >= SHORTEST_GLUED and any(" " in said for said in re.findall(rf"\b{apart}\b", fold(text)))


def words_of(token: str) -> list[str]:
    return fold(token).split() or [token]


def is_said(text: str) -> bool:
    """Whether words between brackets are no name: "(lien dans la signature)"."""
    words = text.split()
    return not is_capital(text) and (words_of(words[0])[0] in NO_BEGINNING or any(map(ends_name, words)))


def ends_name(token: str) -> bool:
    """Whether a name is over before this word: "ouvert", "tel", "lundi"; with a capital fewer words say so."""
    if token in ("Ferme", "Fermes"):  # "La Ferme des Deux Puits"
        return False
    over = LABELS if is_capital(token) else ENDS
    return not over.isdisjoint(words_of(token)[:2]) or bool(re.fullmatch(r"[a-zà-ÿ]{3,}ez(?:-\w+)?", token))


def proper_name(tokens: Sequence[re.Match[str]], text: str = "") -> int:
    """How many of the words are the name: those with capitals and small ones between, or behind to the end.

    Where the text says more of them elsewhere, these too: "Clean car by Sofiane".
    """
    first = words_of(tokens[0][0])[0]
    if first in NEVER and not (first in BEGINS_TWO and _is_capital_name(tokens[1:2])):
        return 0
    kept, at = 1, 1
    while at < min(len(tokens), MOST_WORDS + 1) and not (ends_name(tokens[at][0]) and not _links(tokens[at : at + 2])):
        word = tokens[at][0]
        if is_capital(word) or word[0].isdigit() or word == "&":
            kept = at + 1
        elif not _may_go_on(tokens[kept : at + 1]):
            break
        at += 1
    rest = tokens[kept:at]
    told = [token for token in rest if words_of(token[0])[0] not in INNER]
    goes_on = rest and at == len(tokens) and len(told) <= MOST_SMALL and words_of(rest[-1][0])[-1] not in INNER
    kept = _trimmed(tokens, at if goes_on else kept)
    return max(kept, _trimmed(tokens, _said_again(text, tokens))) if text else kept


def _is_capital_name(tokens: Sequence[re.Match[str]]) -> bool:
    return any(is_capital(token[0]) and token[0][0].isalpha() and not ends_name(token[0]) for token in tokens)


def _links(tokens: Sequence[re.Match[str]]) -> bool:
    """Whether a word that ends most names joins two words of this one: "L'Instant Coiffure par Manon"."""
    following = tokens[1][0] if len(tokens) > 1 else ""
    return tokens[0][0] in LINKS and is_capital(following) and not ends_name(following)


def _may_go_on(small: Sequence[re.Match[str]]) -> bool:
    """Whether small words may stand within a name."""
    told = [word for token in small if (word := words_of(token[0])[0]) not in INNER and token[0] not in LINKS]
    return len(told) <= MOST_SMALL and NO_BEGINNING.isdisjoint(told)


def small_name(text: str, tokens: Sequence[re.Match[str]], joins: str) -> int:
    """How many of these words without capitals are the name; one alone is none but behind a colon: "fb : ninou"."""
    joined, named = bool(joins), bool(_NAMED.search(joins))
    first = words_of(tokens[0][0])[0]
    may_begin = first not in NO_BEGINNING or (first in MAY_BEGIN and (named or _said_again(text, tokens[:3]) > 1))
    if not may_begin or ends_name(tokens[0][0]):
        return 0
    count = next((at for at, token in enumerate(tokens) if ends_name(token[0])), len(tokens))
    count = _trimmed(tokens, count)
    if count > MOST_WORDS:
        count = _said_again(text, tokens)
    is_known = joined and count == 1 and (_said_again(text, tokens[:1]) or _stands_alone(text, tokens[0], joins))
    is_told = (count > 1 or "-" in tokens[0][0][1:-1] or is_known) and (
        joined or not all(INNER.issuperset(words_of(token[0])) for token in tokens[:count])
    )
    return count if is_told else 0


def _stands_alone(text: str, token: re.Match[str], joins: str) -> bool:
    """Whether one word with nothing behind it must be the name."""
    is_label = bool(_LABELS.search(joins)) and bool(ENDS_HERE.match(text, token.start() + len(token[0].rstrip("."))))
    word = fold(token[0])
    return is_label and word.isalpha() and len(word) > 2 and word not in NO_HANDLE and not word.endswith(ADJECTIVES)


def _said_again(text: str, tokens: Sequence[re.Match[str]]) -> int:
    """Where the name goes on without a stop: how many of its words the text says elsewhere too; 0 when it doesn't."""
    elsewhere = f" {fold(text[: tokens[0].start()])} {fold(text[tokens[-1].end() :])} "
    for count in range(min(len(tokens), MOST_WORDS), min(len(tokens), 2) - 1, -1):
        if f" {fold(text[tokens[0].start() : tokens[count - 1].end()])} " in elsewhere:
            return count
    return 0


def said_before(text: str, tokens: Sequence[re.Match[str]]) -> bool:
    """Whether these two words stand together in the text before."""
    if len(tokens) < 2:
        return False
    said = fold(text[tokens[0].start() : tokens[1].end()])
    return f" {said} " in f" {fold(text[: tokens[0].start()])} "


def _trimmed(tokens: Sequence[re.Match[str]], count: int) -> int:
    """Without the little words left hanging at the end: "fleurs de la pinede et"."""
    little = INNER | NO_BEGINNING
    while count > 1 and not is_capital(word := tokens[count - 1][0]) and words_of(word)[-1] in little:
        count -= 1
    return count


def page_of(name: str, start: int, end: int) -> Page | None:
    name = name.strip(' .,;:!-–«»“”"')
    words = fold(name).split()
    is_name = (
        3 <= len(name) <= LONGEST_NAME
        and words
        and (words[0] not in NEVER or _BEGINS_TWO.match(name))
        and "@" not in name
    )
    if not is_name or name.isdigit() or "connection" in words or _NO_NAME.fullmatch(name):
        return None
    return Page(name, False, start, end)
