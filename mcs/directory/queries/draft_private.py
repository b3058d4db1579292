"""What a merchant asks the volunteers to keep: "ne publiez pas mon portable", "mon mail est pour vous"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from mcs.lib.contacts import Found, is_mobile
from mcs.lib.text import plain_letters

_VERBS = (
    r"publi\w{1,5}|mett\w{1,3}|mis(?:e|es)?|diffus\w{1,4}|affich\w{1,4}"
    r"|communiqu\w{1,4}|donn\w{1,4}|not(?:er|ez)|indiqu\w{1,4}"
    r"|apparai\w{1,5}|montr\w{1,4}|partag\w{1,4}|ecri\w{1,4}|laiss\w{1,4}\b(?! (?:un|des) (?:message|sms|texto))"
    r"|figur\w{1,4}|divulgu\w{1,4}|transmett\w{1,3}|ajout\w{1,4}"
)
_MARKER = re.compile(
    rf"\b(?:ne|n'|n) ?(?:(?:le|la|les|l'|pas|surtout|svp|faut|doit"
    rf"|doivent|veux|souhaite|voudrais) ?){{0,4}}(?:{_VERBS})\b"
    rf"|\b(?:surtout )?pas (?:a |le |la |les |etre |besoin de |mon |ma |l'){{0,2}}(?:{_VERBS})"
    rf"|\b(?:{_VERBS}) (?:surtout )?pas\b|\bmais (?:surtout )?pas (?:mon|ma|le|la|l') ?"
    r"(?:num|tel|portable|fixe|mobile|gsm|e-?mail|mail|courriel|adresse|facebook)"
    r"|\bpas (?:public|publique|pour le public|pour les clients|sur l[ae] "
    r"(?:site|page|fiche|annuaire))\b|\bsans (?:publier|mettre|afficher)"
    r"|\b(?:juste|seulement|uniquement|exclusivement|que) (?:pour|entre) (?:vous|toi"
    r"|nous)\b|\b(?:c'est|est) (?:juste |que )?pour (?:vous|toi|votre reponse|me repondre)\b"
    r"|\b(?:reste|restent|rester) (?:entre nous|prive\w?"
    r"|confidentiel\w*)|\bentre (?:nous|vous et moi)\b|\bconfidentiel\w*"
    r"|\bgard\w{1,3}(?:-l[ea])?(?: l[ea]s?)? (?:pour vous|pour toi|secret)|\ba titre "
    r"prive\b|\ben prive(?= ?[):,.!]|$)|\(prive\w?\)|\b(?:numero|num|tel|portable|mail) prive\b"
    r"|\bnon publi\w{1,5}|\bhors annuaire"
)
_KINDS = {
    "phone": re.compile(r"\b(?:numeros?|num|tel|telephones?|phone)\b"),
    "mobile": re.compile(r"\b(?:portables?|mobiles?|0 ?[67]|gsm)\b"),
    "landline": re.compile(r"\b(?:fixe|0 ?4)\b"),
    "email": re.compile(r"\b(?:e-?mails?|mails?|courriels?|adresse electronique|adresse mail)\b"),
    "address": re.compile(r"\badresse\b(?! (?:e-?mail|mail|electronique))"),
    "facebook": re.compile(r"\b(?:facebook|fb|insta)\b"),
}
# Where somebody lives who works elsewhere: "j'habite rue Laugier mais je viens chez vous".
_LIVES = re.compile(
    r"\bj[' ]?habite (?:au |a la |dans (?:la |le )?)?(?:\d+\W{1,2})?(?:rue|av|bd|boul|place|chemin|trav|imp|all)"
)
_RECEIVES = re.compile(r"\b(?:chez moi|je recois|a mon domicile|boutique|magasin|local|cabinet|atelier|salon)\b")
_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE = re.compile(r"[,;()]|\bmais\b|\s[-–]\s")
MOST_MARKERS = 20
_BRACKET_AHEAD = re.compile(r"[^()\n]{0,20}\) ?: ?")
_REACH = 140  # characters back to what "ne le publiez pas" speaks of


def _markers(plain: str) -> Iterator[re.Match[str]]:
    """The first askings: each looks at the sentence around it, and nobody asks a hundred times."""
    return islice(_MARKER.finditer(plain), MOST_MARKERS)


def private_sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences begin and end in which something is asked to be kept."""
    plain = plain_letters(text)
    return [_sentence(plain, match.start(), match.end()) for match in _markers(plain)]


def private_contacts(text: str, found: Sequence[Found]) -> set[str]:
    """The values of the contacts not to be shown."""
    kept: set[str] = set()
    plain = plain_letters(text)
    for match in _markers(plain):
        if match[0] == "entre nous":  # "entre nous on manque de masques" says nothing of a number
            continue
        kept |= _meant(plain, match.start(), match.end(), found)
    return kept


def keeps_address(text: str) -> bool:
    """Whether the message asks not to show where it comes from."""
    plain = plain_letters(text)
    if _LIVES.search(plain) and not _RECEIVES.search(plain):
        return True
    for match in _markers(plain):
        start, end = _clause(plain, match.start(), match.end())
        if _KINDS["address"].search(plain, start, end):
            return True
    return False


def _meant(plain: str, start: int, end: int, found: Sequence[Found]) -> set[str]:
    """The contacts that one "ne publiez pas" speaks of: beside it, of the kind it names, or said just before."""
    clause = _clause(plain, start, end)
    beside = [each for each in found if clause[0] <= each.start < clause[1]]
    named = [kind for kind, pattern in _KINDS.items() if pattern.search(plain, *clause)]
    if not (named or beside):  # "mon Facebook est personnel, merci de ne pas le publier"
        named = [
            kind for kind, pattern in _KINDS.items() if pattern.search(plain, _sentence(plain, start, end)[0], start)
        ]
    named = [kind for kind in named if kind != "phone"] or named
    if bracketed := _BRACKET_AHEAD.match(plain, end):  # "mon mail (à ne pas publier) : lea@…"
        ahead = [each for each in found if bracketed.end() <= each.start <= bracketed.end() + 3]
        if ahead:
            return {ahead[0].value}
    if beside:
        fitting = [each for each in beside if not named or any(_is(each, kind) for kind in named)]
        after = [each for each in fitting if each.start >= end]
        return {each.value for each in (after[:1] or fitting[-1:] or beside[-1:])}
    if named == ["address"]:
        return set()
    sentence = _sentence(plain, start, end)
    before = [each for each in found if each.start < start and start - each.end <= _REACH]
    if named:
        of_kind = [each for each in found if any(_is(each, kind) for kind in named)]
        within = [each for each in of_kind if sentence[0] <= each.start < sentence[1]]
        if within:
            return {within[-1].value}
        if "phone" in named:
            mobiles = [each for each in of_kind if is_mobile(each.value)]
            near = [each for each in of_kind if each in before]
            return {each.value for each in (near[-1:] or mobiles[-1:])}
        return {each.value for each in of_kind}
    return {each.value for each in before[-1:] if sentence[0] - each.end <= 40}


def _is(each: Found, kind: str) -> bool:
    if kind in ("mobile", "landline"):
        return each.kind == "phone" and is_mobile(each.value) == (kind == "mobile")
    return each.kind.startswith(kind) or (kind == "facebook" and "facebook" in each.value)


def _sentence(plain: str, start: int, end: int) -> tuple[int, int]:
    begins = max((match.end() for match in _STOP.finditer(plain, 0, start)), default=0)
    stop = _STOP.search(plain, end)
    return begins, stop.start() if stop else len(plain)


def _clause(plain: str, start: int, end: int) -> tuple[int, int]:
    first, last = _sentence(plain, start, end)
    begins = max((match.start() for match in _CLAUSE.finditer(plain, first, start + 1)), default=first)
    if plain[begins : begins + 1] == "(":  # "adresse (à ne pas publier) 8 rue X": what stands before it is meant
        begins = max((match.start() for match in _CLAUSE.finditer(plain, first, begins)), default=first)
    begins = min(begins, start)
    stop = _CLAUSE.search(plain, end, last)
    return begins, stop.start() if stop else last
