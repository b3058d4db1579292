"""What a business calls itself: of all that may be its name, what most speaks for."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from mcs.directory.queries.draft_candidates import (
    Candidate,
    candidates,
    introduced,
    is_only_first_name,
    is_shouted,
    signed_by,
)
from mcs.directory.queries.draft_links import host_name, letters_of, spelt_in, spelt_letters, without_place
from mcs.directory.queries.draft_people import is_first_name, is_person
from mcs.directory.queries.draft_words import (
    LABELS,
    MAY_BEGIN,
    NO_BEGINNING,
    PAPERS,
    PARTICLE,
    PLACES,
    SHOP,
    STREET,
    TRADE,
)
from mcs.lib.contacts import Found
from mcs.lib.french import STOP_WORDS, fold, stem
from mcs.places.queries import quarters

LONGEST_NAME = 60  # characters
LEAST = -1.0  # below it the trade and the street say more

# How sure a name is by where it stands.
WEIGHTS = {
    "corrected": 7.0,  # "Chez Lulu, non pardon, Chez Lili"
    "quoted": 6.2,  # hardly anything else is put between quotes
    "called": 6.0,  # "ma boutique s'appelle X"
    "spelt": 5.0,  # words of the text that are the letters of the site, the e-mail or the page
    "called, small": 5.0,  # the same without capitals: where the name ends is a guess
    "own shop, small": 4.6,  # "je tiens la boulangerie l'épi d'or"
    "title": 4.5,  # a short line of its own above the rest
    "page, said": 4.4,  # what the page is called where the text says it elsewhere too
    "trade before": 4.2,  # "la boutique X"
    "speaks": 4.2,  # "X vous accueille"
    "sender": 4.3,  # of a letter that was forwarded
    "small before street": 3.0,  # "au panier de lulu, 19 boulevard"
    "here": 4.2,  # "Bonjour, ici X"
    "after colon": 3.9,  # "chocolaterie : X"
    "capitals": 3.8,  # shouted amid small letters
    "shop": 3.7,  # "Boucherie X"
    "shop first, small": 3.6,
    "before address": 3.4,  # ". iRépar', 340 avenue"
    "lone capitals": 3.4,
    "bracketed": 3.3,
    "apart": 3.2,  # ", l'Oustaou de Mireille,"
    "between": 3.0,  # ", Net et Sec,"
    "at somebody's": 2.6,  # "chez lulu"
    "page": 2.4,  # what its page is called is often its name and more
    "shop first, bare": 2.2,
    "shop, small": 2.0,
    "person beside trade": 1.9,
    "titled": 1.8,  # "Mme Nathalie Ferrand"
    "signed with trade": 1.8,
    "first words": 2.4,  # "les copains d'abord, restau ouvrier"
    "alone, small": 1.6,  # "glaces tino." between two stops
    "shouted": 2.0,  # where all is shouted, capitals tell little
    "beside": 0.5,  # "à la maison médicale"
    "signed": 1.2,
    "person": 1.0,  # somebody is named
}
AGREES = 3.0  # the site, the e-mail or the page has these very letters
NEARLY = 2.5  # but for the town or a number behind it
BEGINS = 2.0  # or begins or ends by them: "tontonmomo13"
AGAIN = 0.5  # said once more, up to twice
FOUND_AGAIN = 0.7  # another kind of place gives the same words
ONE_WORD = -0.8  # may be anything with a capital
PERSON = -2.0  # who does it, where the business may have a name too
DESCRIPTION = -4.0  # "Avocate au barreau de Marseille"
SOMEBODY = -1.5  # "Enseignante de FLE"
BESIDE = -2.0  # "à la maison médicale de la Pugette", where somebody may be and others too
FIRST_NAME = -6.0  # "moi c'est Jordan"
MOST_WORDS, MANY_WORDS = 4, -0.6  # each word over four that says something
MOST_MORE = 2  # words of a name that a link leaves out
LONGER = 0.1  # "Bras Dessus Bras Dessous", of which the e-mail has the half
WITH_PLACE = -2.5  # "Net et Sec Marseille", where "Net et Sec" is said as well

# What somebody is, written small behind a name of two capitals: "Claire Fontaine psychologue clinicienne".
_TAIL = re.compile(
    r"((?:[^ ]+ ){0,4}?[A-ZÀ-Ý][\w’'-]{1,20} (?:[^ ]+ ){0,3}?[A-ZÀ-Ý][\w’'-]{1,20}) [a-zà-ÿ]{4,20} "
    r"(?!(?:des|les|aux|sur|sous)\b)[a-zà-ÿ]{3,20}(?: .*)?"
)
_SHOP_BEFORE = re.compile(
    rf"^(?:[Ll]e |[Ll]a |[Ll][’'])?(?:{SHOP}|{TRADE})(?:\s(?:en ligne|à domicile|à emporter|à vins?"
    r"|(?!des\b|les\b|aux\b)[a-zà-ÿ]{3,20}))?\s+(?=(?:[Ll]es?|[Ll]a|[Ll][’']|[Cc]hez|[Aa]ux?|[ÀA] la)\b|[A-ZÀ-Ý])"
)
_DESCRIBES = re.compile(
    r"(?i:(?:\w{3,}(?:ière|euse|rice|ienne|iste|logue|peute|cate?|eur|pathe)|(?:enseign|assist|consult)ante)s?)"
    r" (?!les? |la |l[’']|chez )[a-zà-ÿ]"
)
# "cabinet de pédicure-podologue"
_ROOM_OF_TRADE = re.compile(
    r"(?:[Cc]abinet|[Ss]alon|[Aa]telier|[Ii]nstitut|[Ss]tudio) d(?:e |[’'])[a-zà-ÿ-]*"
    r"(?:ière?|euse|rice|ienne?|iste|logue|peute|eur|pathe|pathie|thérapie|ure)"
)
# "La Squadra pizzeria au feu de bois"
_TRADE_BEHIND = re.compile(
    rf"^(?!(?i:{SHOP}) (?:{SHOP})\b)((?:[^ ]+ )*(?!(?:L[ae]s?|Chez|Aux?) )(?:[dDlL][’'])?[A-ZÀ-Ý][\w’'&-]+)"
    rf" (?!club|école|bar|maison)(?:{SHOP})(?: [^A-ZÀ-Ý]*)?$"
)
# "SUPERETTE EL BARAKA ALIMENTATION GENERALE"
_SHOUTED_BEHIND = re.compile(
    rf"((?:{SHOP}) (?:\S+ )*?(?!(?:D[EU]S?|LA|LE|LES|AUX?|ET|&) )\S+) (?:{SHOP})(?: .*)?$", re.IGNORECASE
)
# "Restaurant indien Le Palais de Jaipur"
_KIND_BEFORE = re.compile(
    rf"^(?i:{SHOP})\s[a-zà-ÿ]{{4,20}}\s(?=(?:Les?|La|Chez|Aux?|A|Da|El|Al|Il) [A-ZÀ-Ý]|L[’'][A-ZÀ-Ý])"
)
# "La clinique vétérinaire des Calanques": an article before a trade written small is not of the name.
_ARTICLE = re.compile(rf"^(?:[Ll]a |[Ll]e |[Ll][’'])(?=(?:{SHOP})\b)")
_AT = re.compile(r"^[àÀ] (?!L[ae]s? |L[’'])(?=[A-ZÀ-Ý])")  # "sur Facebook, à Truffe & Complicité"
_SOMEBODYS = re.compile(r"([\w-]+) (?:de |du |d[’']|chez )")  # "Philippe de Dépann'Info"
_ONLY_TRADE = re.compile(
    rf"(?:le |la |l[’'])?(?:{SHOP}|{TRADE}|[\w-]{{3,}}(?:iste|logue|peute|pathe|cien(?:ne)?)s?)", re.IGNORECASE
)
_HAS_SHOP = re.compile(rf"\b(?i:{SHOP}|{TRADE})\b")
_PHONE_AFTER = re.compile(r"\s0\d(?:[ .]?\d\d)*$")
_AT_PLACE = re.compile(r"[ ,]+(?:à|a|au|sur|dans)(?: la| le| l[’'])? (\S+(?: \S+)?)$")
_SAINT = re.compile(r"\bsainte? \w+")
_TO_PLACE = frozenset({"a", "au", "de", "du", "la", "le"})
_JOINED = frozenset(fold(PARTICLE).split()) | STOP_WORDS


def name_in(message: str, trade: str, address: str, found: Sequence[Found] = ()) -> str:
    """The business's name as the message says it, else its trade and street or signature; never empty.

    A volunteer will know better: a name is only proposed.
    """
    names = _names(message, trade, address, found)
    best = max(names, key=lambda name: name.score, default=None)
    if best and best.score >= LEAST:
        return best.text[0].upper() + best.text[1:]
    return _without_name(message, trade, address, found)


@dataclass
class _Name:
    """Words that may be the name, in which places they stand, and what speaks for them."""

    text: str
    sources: list[str] = field(default_factory=list)
    score: float = 0.0


def _names(message: str, trade: str, address: str, found: Sequence[Found]) -> list[_Name]:
    """All that may be the name, with what speaks for each."""
    spelt = spelt_letters(found, message)
    number = address.partition(" ")[0] if address[:1].isdigit() else ""
    places = PLACES | {word for quarter in quarters() for word in fold(quarter.name).split()}
    letters = fold(message).replace(" ", "")
    pages = {each.value for each in found if each.kind == "facebook name"}
    said_again = {page for page in pages if f" {fold(message)} ".count(f" {fold(page)} ") > 1}
    said = [*candidates(message), *(Candidate(text, "spelt") for text in spelt_in(message, spelt, found))]
    names: dict[str, _Name] = {}
    shorter = {name for page in pages if (name := _said_without_place(page, message, places))}
    repeated = {name for name in said_again if " " in name} | shorter
    said += [Candidate(page, "page") for page in pages] + [Candidate(name, "page, said") for name in repeated]
    for text, source in said:
        source = "page" if text in pages and (source == "quoted" or text not in said_again) else source
        name = text if source == "spelt" else _trimmed(text, number)
        if _may_be(name, source, trade, places):
            names.setdefault(letters_of(name), _Name(name)).sources.append(source)
    for key, each in names.items():
        again = FOUND_AGAIN * (len(set(each.sources)) - 1) + min(letters.count(key) - 1, 2) * AGAIN
        each.score = max(WEIGHTS[source] for source in each.sources) + again
        each.score += _agreement(key, each.text, spelt, names) + _doubts(each, places)
    for key in names:
        _give_to_longer(key, names, places)
    for key, each in names.items():
        if "page" in each.sources and _before_place(each.text, places) in names and key not in spelt:
            each.score += WITH_PLACE
    return list(names.values())


def _before_place(name: str, places: Container[str]) -> str:
    """The letters of a name without the places and numbers behind it, "" when there are none: "Net et Sec Prado"."""
    words = fold(name.replace("&", " et ")).split()
    kept = list(words)
    while kept and (kept[-1] in places or kept[-1] in _TO_PLACE or kept[-1].isdigit() or kept[-2:-1] == ["saint"]):
        kept.pop()
    return "".join(kept) if kept != words else ""


def _said_without_place(page: str, message: str, places: Container[str]) -> str:
    """A page's name without the place behind it, where the message calls the business so: "Pizza Nono Marseille"."""
    whole = f" {fold(page)} "
    told = f" {fold(message)} "
    if told.count(whole) > 1:
        return ""
    told, name = told.replace(whole, " | "), page
    while not re.search(rf" {fold(name)} (?!(?:d|de|du|des|a|au|et|avec|chez) )", told):
        shorter = name.rpartition(" ")[0]
        is_place = _before_place(name, places) or (name == page and len(fold(shorter).split()) > 2)
        if len(fold(shorter).split()) < 2 or not is_place:
            return ""
        name = shorter
    return "" if fold(name).split()[-1] in _JOINED else name


def _give_to_longer(key: str, names: dict[str, _Name], places: Container[str]) -> None:
    """What speaks for words of a link or a page speaks for the name that they are a part of: brasdessus.fr."""
    name = names[key]
    if "page" in name.sources and " " in name.text:  # "Traiteur Oriental" of "Samia Traiteur Oriental"
        ends = [each.score + LONGER for other, each in names.items() if other != key and key.endswith(other)]
        name.score = max([name.score, *ends])
    if name.sources[0] not in ("spelt", "shop, small", "page"):
        return
    for other, longer in names.items():
        more = len(_told(longer.text)) - len(_told(name.text))
        if "page" in longer.sources and _before_place(longer.text, places) == key:
            continue
        if (of := _SOMEBODYS.match(longer.text)) and is_first_name(fold(of[1])):
            continue
        is_part = f" {fold(name.text)} " in f" {fold(longer.text)} " or _told(longer.text) == _told(name.text)
        if len(other) > len(key) and is_part and more <= MOST_MORE:
            longer.score = max(longer.score, name.score + LONGER)


def _told(name: str) -> list[str]:
    """The words that say something: "Le Club de la Gineste" and "Club Gineste" are one."""
    return [word for word in fold(name).split() if word not in _JOINED]


def _agreement(key: str, name: str, spelt: Sequence[str], names: Container[str]) -> float:
    """What the letters of the site, the e-mail and the page say."""
    either = {key, letters_of(" ".join(_told(name)))}
    if not either.isdisjoint(spelt):
        return AGREES
    if not either.isdisjoint(without_place(letters) for letters in spelt if letters not in names):
        return NEARLY
    begins = (
        len(key) >= 6 and " " in name and any(letters.startswith(key) or letters.endswith(key) for letters in spelt)
    )
    return BEGINS if begins else 0.0


def _doubts(name: _Name, places: Container[str]) -> float:
    """What speaks against a name."""
    told = _told(name.text)
    score = MANY_WORDS * max(0, len(told) - MOST_WORDS)
    if "beside" in name.sources:
        score += BESIDE
    if _ROOM_OF_TRADE.fullmatch(name.text):
        score += DESCRIPTION
    elif _DESCRIBES.match(name.text):
        only_trade = "title" in name.sources and name.text[1:].islower()
        score += DESCRIPTION if only_trade or _before_place(name.text, places) else SOMEBODY
    if is_only_first_name(name.text):
        return score + FIRST_NAME
    if is_person(name.text) and not _HAS_SHOP.search(name.text):
        return score + PERSON
    return score + (ONE_WORD if len(fold(name.text).split()) == 1 else 0)


def _may_be(name: str, source: str, trade: str, places: Container[str]) -> bool:
    """Not a greeting, a place, a street, nor a trade alone: "SERRURIER 24h/24"."""
    words = fold(name).split()
    if not (2 <= len(name) <= LONGEST_NAME and words) or _begins_badly(words[0], source) or _only_place(words, places):
        return False
    if set(map(stem, fold(trade).split())).issuperset(map(stem, words)):
        return False
    if re.match(r"d(?:e|u|es)\b|d[’']|et\b|(?i:centre commercial|galerie marchande|zone|z[ai]c?)\b", name):
        return False
    if re.search(r"-(?:toi|vous|moi)\b|\bannuaire\b|\d{5}", name):  # "mets-toi dans l'annuaire", "ADELI 139…"
        return False
    if (" " not in name and _ONLY_TRADE.fullmatch(name)) or _JOINED.issuperset(words):
        return False
    if source in ("capitals", "lone capitals") and not (len(name) >= 5 and LABELS.isdisjoint(words)):
        return False
    if source not in ("called", "quoted", "page", "page, said", "spelt") and not PAPERS.isdisjoint(words):
        return False
    if source in ("between", "here", "signed") and " " not in name:
        return False
    return source in ("quoted", "title") or not re.search(rf"\b{STREET}(?! ?$)", name)


def _begins_badly(word: str, source: str) -> bool:
    named = source in ("called", "quoted", "corrected", "spelt", "after colon", "page")
    return word in NO_BEGINNING and not (named and word in MAY_BEGIN)


def _trimmed(said: str, number: str) -> str:
    """The name without the trade written small before it: "boulangerie Au Bon Levain", not "Boulangerie du Rouet"."""
    name = _PHONE_AFTER.sub("", said.strip(" .,;:-–'’&\t")).strip(" -–")
    name = re.sub(rf"\s(?:(?:au|à|a)\s)?{number}$", "", name).strip(" -–") if number else name
    behind = _TAIL.match(name) or _TRADE_BEHIND.match(name) or (name.isupper() and _SHOUTED_BEHIND.match(name))
    name = behind[1] if behind else name
    if (place := _AT_PLACE.search(name)) and _only_place(fold(place[1]).split(), PLACES):
        name = name[: place.start()]
    name = _ARTICLE.sub("", _AT.sub("", name))
    if (
        (of := _SOMEBODYS.match(name))
        and is_first_name(fold(of[1]))
        and re.match(r"[A-ZÀ-Ý]\S+ [A-ZÀ-Ý]", name[of.end() :])
    ):
        name = name[of.end() :]  # "c'est Nordine de Nord Frigo"
    while name.isupper() and " " in name and not PAPERS.isdisjoint(fold(name).split()[-1:]):  # "AMBULANCES DU SUD VSL"
        name = name.rpartition(" ")[0]
    before = _SHOP_BEFORE.match(name) or _KIND_BEFORE.match(name)
    alone = name[before.end() :] if before else ""
    return alone if alone and not alone.startswith("Saint") and not PLACES.issuperset(fold(alone).split()) else name


def _only_place(words: Sequence[str], places: Container[str]) -> bool:
    """ "Marseille 8e", "Saint-Barnabé"."""
    words = _SAINT.sub("marseille", " ".join(words)).split()
    return all(word in places or word in _JOINED or word[0].isdigit() for word in words)


def _without_name(message: str, trade: str, address: str, found: Sequence[Found]) -> str:
    """What the site is called, or who signs, or the trade and where it is."""
    if host := host_name(found):
        return host
    signed = "" if is_shouted(message) else signed_by(message)
    signed = "" if fold(signed).split()[:1] and fold(signed).split()[0] in NO_BEGINNING else signed
    if " " in signed:
        return signed
    street = re.sub(r"^\d{1,4}\s?(?:bis|ter)?,?\s?", "", address)
    return ", ".join(filter(None, (trade, introduced(message) or street or signed)))
