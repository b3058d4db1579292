"""The address a message gives, and the district it says to be in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mcs.directory.queries.draft_corrections import NUMBER, corrected
from mcs.directory.queries.draft_words import PARTICLE
from mcs.lib.french import fold
from mcs.lib.text import plain_letters
from mcs.places.queries import find_address

# "ma boutique, boulevard Michelet, au 112": a number said apart from its street.
_NUMBER_APART = re.compile(
    r"\b(?:au|num[ée]ro|num|n°|n)\s?([1-9]\d{0,2}(?:\s?(?:bis"
    r"|ter))?)(?=\s*(?:[.,;!()\n–-]|$|\b(?:et|mais|dans|en|à|a|on|je|nous|tel|ouver\w+|lun\w*|mar(?:di|-)\w*|tous)\b))",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(
    r"\b(?:rue|av|ave|avenue|bd|bld|boulevard|place|pl|chemin|ch|traverse"
    r"|trav|impasse|imp|all[ée]es?|cours|route|mont[ée]e|square)\.?"
    r"((?:[ '’-]{1,2}[^\W\d]{1,25}){1,6}) ?,? ?(?:au |n° ?|num[ée]ro |num |n )*([1-9]\d{0,3}(?: ?(?:bis|ter))?)\b"
    r"(?! ?(?:h\b|h\d|€|e\b|er\b|[eè]me|ans|m\b|euros?|[:.,/]\d|\d|-\d))",
    re.IGNORECASE,
)
# "garage MECA 10 bvd Bonnefoy numéro 121": the number before the street is of something else.
_NUMBERED_TWICE = re.compile(
    r"\b(\d{1,4}),? (?=(?:rue|av|ave|avenue|bv?d|bld|boulevard|place|chemin|traverse|impasse)\.?(?: [^\W\d]+){1,4},? ?"
    r"(?:au )?(?:num[ée]ro|num|n°) ?\d)",
    re.IGNORECASE,
)
_AT_NUMBER = re.compile(r"(?:au |n° ?|num[ée]ro |num )+$", re.IGNORECASE)
_SURE_WAY = re.compile(r"(?:rue|avenue|av|bd|boulevard|traverse|impasse)\b", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\s?(?:[.,;)\n]|$|(?:à|a|au|en|dans|13 ?0\d\d)\b)")
# Streets without a kind before their name: "34 Grand Rue", "112 La Canebière".
_KINDLESS = re.compile(rf"\b({NUMBER}),? (?:de )?((?:la )?canebi[èe]re|grand[e’' -]{{0,2}} ?rue)\b", re.IGNORECASE)
# "Route de la Treille - 13011": what may be no way at all, were it not for the postcode.
_BEFORE_POSTCODE = re.compile(
    r"\b((?:route|chemin|place|cours|quai|passage) [^\n,;:!?()\d]{3,40}?)[ ,;(\n–-]{1,4}13 ?0\d\d\b", re.IGNORECASE
)
# "kiosque place sebastopol,": without number or capital, but with nothing else said up to the stop.
_TO_STOP = re.compile(
    r"(?<![’'])\b(?!(?:la|une?|ma|mes|les|des|sur|en|de|cette|même|leur|deux|\d+|\w+[’']) )\w+ "
    r"((?:rue|avenue|av|boulevard|bd|place|chemin|traverse|impasse|all[ée]es?)"
    r" (?:d[eu]s? (?:la )?|l[ae]s? |d[’']|de l[’'])?"
    r"(?!pi[ée]tonne|commer|calme|voisin|principal|libre|dispo|gratuit|assis|pour|qui|o[uù]\b|juste|limit)"
    r"[a-zà-ÿ’'-]{4,}(?: [a-zà-ÿ’'-]{3,}){0,2})(?=\s?(?:[,.;(\n]|$|13 ?0\d\d|[àa] marseille|marseille))"
)
_CORNER = re.compile(
    r"\b(?:angle|coin|croisement|intersection)\W{1,3}(?:entre |d(?:e l[a’']|u|es?) ?)?([^.,;\n]{5,50}?)"
    r"(?: et |, |/| & | - | avec )(?:d(?:e l[a’']|u|es?) |l[ae’'] ?)?([^.,;\n]{5,60})",
    re.IGNORECASE,
)
_KINDS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "bvd": "boulevard", "pl": "place", "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse",
    "trav": "traverse", "tra": "traverse", "all": "allée", "allee": "allée", "allees": "allées", "rte": "route",
    "sq": "square", "crs": "cours", "r": "rue", "mte": "montée", "prom": "promenade", "esp": "esplanade",
}  # fmt: skip
_SAINT = re.compile(r"\b[Ss]t(e?)\.?[ -](\w+)")
_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_SIRET = re.compile(r"\bsire[nt]\b\W*[\d \u00a0]{9,20}|(?<!\d)\d{3} ?\d{3} ?\d{3} ?\d{5}(?!\d)", re.IGNORECASE)
_MARSEILLE = re.compile(r"\bmarseille (?:130)?(1[0-6]|0?[1-9])\b(?! ?(?:rue|av|bd|boulevard))")
_IN_DISTRICT = re.compile(r"\b(?:dans|sur) le (1[0-6]|[1-9]) ?(?:e|er|eme|ieme)\b")
_SERVED = re.compile(r"livr|deplac|interv|domicile|chez vous|secteur|vient|viens|coiffe aussi")


def address_in(message: str) -> str:
    """The address found, its kind of way written out, with its number where that was said apart; "" when none is."""
    message = _NUMBERED_TWICE.sub(r"\1. ", corrected(message))
    address = _written_out(find_address(_SIRET.sub(" ", message)) or _street_before_number(message))
    if not address and (way := _BEFORE_POSTCODE.search(message) or _TO_STOP.search(message)):
        return _written_out(way[1])
    if not address[:1].isdigit() and (kindless := _KINDLESS.search(message)):
        return f"{kindless[1]} {kindless[2]}"
    if not address[:1].isdigit() and (corner := _corner(message)):
        return corner
    if address and not address[0].isdigit() and (behind := _number_behind(message, address)):
        return f"{behind} {address}"
    apart = _NUMBER_APART.search(message)
    return f"{apart[1]} {address}" if apart and address and not address[0].isdigit() else address


def _corner(message: str) -> str:
    """ "angle rue X et avenue Y", where no number says it better."""
    for match in _CORNER.finditer(message):
        one, other = (_written_out(find_address(part) or "") for part in match.groups())
        if one and other:
            return f"angle {one} et {other}"
    return ""


def _number_behind(message: str, address: str) -> str:
    """The number said after the street: "bd Michelet 250", "rue Jean Mermoz au numéro 21"."""
    last = fold(address).split()[-1]
    for match in _NUMBER_BEHIND.finditer(message):
        words = fold(match[1]).split()
        if last in words and words[-1] not in ("le", "les", "dans", "a"):  # "boulevard du Redon dans le 9"
            return match[2]
    return ""


def _street_before_number(message: str) -> str:
    """A street nobody knows, told by no capital but by its number: "bd de la blancarde au 47"."""
    for match in _NUMBER_BEHIND.finditer(message):
        is_way = _SURE_WAY.match(match[0]) and _AFTER_NUMBER.match(message, match.end())
        if is_way or _AT_NUMBER.search(message, match.start(), match.start(2)):
            street = _AT_NUMBER.sub("", message[match.start() : match.start(2)]).rstrip(" ,")
            if address := find_address(f"{match[2]} {street}"):
                return address
    return ""


def postcode_in(message: str) -> str:
    """The first postcode of the message; "" when it has none."""
    found = _POSTCODE.search(_SIRET.sub(" ", corrected(message)))
    return found[1] if found else ""


def district_said(message: str) -> int | None:
    """The number of the one district a message says to be in; None when it names several or only those it serves."""
    plain = plain_letters(message)
    numbers = {int(match[1]) for match in _MARSEILLE.finditer(plain)}
    for match in _IN_DISTRICT.finditer(plain):
        begins = max(plain.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
        if not _SERVED.search(plain, begins, match.end() + 40):
            numbers.add(int(match[1]))
    return numbers.pop() if len(numbers) == 1 else None


def _capitals(words: Sequence[str]) -> Sequence[str]:
    """The name of a street typed without any capital, with them: "de la blancarde" → "de la Blancarde"."""
    if any(map(str.isupper, "".join(words))):
        return words
    return [word if re.fullmatch(PARTICLE, word) or word[1:2] in ("'", "’") else word.capitalize() for word in words]


def _written_out(address: str) -> str:
    """ "3 bd de la Louvière" → "3 boulevard de la Louvière", "31 av de st antoine" → "31 avenue de Saint-Antoine"."""
    address = _SAINT.sub(lambda match: f"Saint{match[1]}-{match[2].capitalize()}", address)
    words = address.split(" ")
    for index, word in enumerate(words[:4]):
        known = _KINDS.get(fold(word), word if word in _KINDS.values() else "")
        if known and not word[0].isdigit() and (index == 0 or words[0][0].isdigit()):
            return " ".join((*words[:index], known, *_capitals(words[index + 1 :])))
        if fold(word).isalpha() and fold(word) not in ("bis", "ter", "quater"):
            break
    return address
