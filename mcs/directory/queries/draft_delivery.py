"""Whether a business delivers, where, from how much and for how much; whether it comes to one's home."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mcs.lib.text import plain_letters

LONGEST_NOTE = 200  # characters, of Listing.delivery_note

_DELIVERS = re.compile(
    r"\b(?:je|on|nous|et|qui|vous|aussi|te|peux|peut|pouvons|l[ae]s?) "
    r"(?:vous |les? |la |peux |pouvons )?livr(?:e|ons|er|era|erai)\b"
    r"|\blivraisons?\b|\blivre(?:e|es|s)? (?:a|aussi|chez|dans|en"
    r"|partout|sur|gratuit\w*|le|jusqu)\b|\bpouv\w+ (?:vous )?livrer\b"
    r"|\blivrons\b|\bportage a domicile\b|\b(?:uber ?eats|deliveroo"
    r"|just ?eat)\b|\b(?:possibilite de|a) livrer\b|\bje peux livrer\b"
)
_NEVER = re.compile(
    r"\b(?:pas (?:encore )?de|sans|aucune|ni|plus de|hors) livraisons?\b|\blivraisons? ?: ?(?:non|pas|aucune|neant)\b"
    r"|\bfai\w+ pas (?:de |la |les )?livraisons?\b"
    r"|\bne (?:vous )?livr\w+ (?:pas|plus)\b|\b(?:je|on|nous) livr\w+ pas\b|\bpas (?:de )?livr\w+"
)
_COMES = re.compile(
    r"\ba (?:votre |leur )?domicile\b|\bau domicile d|\bchez (?:vous|eux|les gens|les "
    r"particuliers|particuliers|nos clients|le client|l'habitant|l'eleve|les eleves|les personnes)\b"
    r"|\bdans (?:votre|vos) (?:piscine|jardin|maison|cuisine)s?\b"
    r"|\bje (?:viens|passe|me rends|vais) (?:chez|a votre|vous voir|aussi chez|directement chez)\b"
    r"|\b(?:me|nous|[sc]e) deplac\w+|\bdeplacements?\b(?! (?:interdit|limite))|\bj'? ?interv\w+|\bintervien(?:t|nent)\b"
    r"|\b(?:nous|on|ils?|elles?) interv\w+"
    r"|\b(?:je|on|nous) (?:bouge|tourne|travaille|me balade)\w{0,3} (?:sur|dans) (?:le |les |tout )"
    r"|\binterventions?\b[^.!?\n]{0,40}\b(?:tout|dans|sur|marseille)\b|\bnous venons (?:chez|a)\b"
)
_DELIVERED = re.compile(
    r"\b(?:livr\w*|port(?:age|e|ons)s?)(?: \w+){0,3}"
    r" (?:a (?:votre |leur )?domicile|chez (?:vous|les (?:gens|personnes)))"
)
_NO_VISIT = re.compile(
    r"\b(?:a|de|dans) (?:mon|notre) (?:propre )?domicile\b|\b(?:studio|salon|cabinet|atelier) a domicile\b"
    r"|\bcomme chez vous\b|\bchez vous aussi\b"
    r"|\b(?:peu\w+|pouv\w+) (?:pas|plus) (?:se |vous )?deplac\w+"
    r"|\b(?:ne|pas de) (?:me |nous )?deplac\w+ pas\b|\bpas de deplacements?\b|\bne me deplac\w+ (?:pas|plus)"
)
_APPOINTMENT = re.compile(
    r"\b(?:sur|prise? de|prendre|prenez|prends?|avec|par|uniquement|de) (?:un )?"
    r"(?:rendez[- ]?vous|rdv|rv\b|r\.d\.v|r-v)"
    r"|\b(?:rdv|rendez[- ]vous) (?:obligatoire|uniquement|au \d|par|sur|via|en ligne|:)"
    r"|\b(?:rdv|rendez[- ]vous) ?: ?0|\brv au 0"
    r"|\b(?:rdv|rendez[- ]vous) (?:sur )?doctolib\b"
    r"|\br[ée]s(?:ervations?|as?) (?:obligatoire|indispensable)"
)
_NO_APPOINTMENT = re.compile(
    r"\b(?:avec (?:ou|et) )?sans (?:prise de )?(?:rendez[- ]?vous|rdv)|\bpas besoin de (?:rendez|rdv)"
)

_MONEY = r"(\d{1,4}(?:[.,]\d{1,2})? ?(?:€|euros?|eur\b))"
_MINIMUM = re.compile(
    rf"(?:minimum|mini|min|a partir de|des|au dela de|dessus de|pour) ?(?:d'achats?|de commande)? ?(?:de )?:? ?{_MONEY}"
    rf"|{_MONEY} ?(?:minimum|mini\b|d'achats?|de commande|min\b)"
)
_FEE = re.compile(
    rf"(?:livraison|frais|port|forfait|livre\w*)(?: de livraison)? ?(?:a|de|:|pour|est de|coute)? ?{_MONEY}"
    rf"|{_MONEY} ?(?:de|la|pour la|les frais de)(?: frais de)? ?(?:livraison|port|course)|\+ ?{_MONEY}"
)
_FREE = re.compile(r"\b(?:gratuit\w*|offert\w*)\b")
_NUMBERS = r"\d{1,2} ?(?:er|e|eme|ieme)?(?: ?(?:arrondissements?|arr\b\.?))?"
_WHERE = re.compile(
    rf"\b(?:dans|sur|pour|a) (?:tout )?(?:le|les|l'ensemble des?)? ?((?:{_NUMBERS}(?: "
    rf"?(?:,|et|&|/|-|\+|ou) ?(?:le |les )?)?){{1,8}})(?= ?(?:[.,;!()\n]|$|\w))"
)
_AREA = re.compile(
    r"\b((?:dans |sur )?tout(?:e)? (?:marseille(?: sud)?|la ville|le quartier|le sud(?: de "
    r"marseille)?)|(?:dans |sur )?(?:les )?quartiers? (?:sud|voisins?"
    r"|alentours?)|(?:dans |sur )?le (?:quartier|secteur|sud de marseille|coin))"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE = re.compile(r"[.!?](?=\s|$)|\n|;|\(|\)|(?<!\d),(?!\d)")


@dataclass(frozen=True)
class Delivery:
    """What is said of bringing things or coming; "" where nothing is."""

    delivers: bool = False
    note: str = ""  # the merchant's own words
    where: str = ""
    minimum: str = ""
    fee: str = ""
    comes_to_you: bool = False
    by_appointment: bool = False

    def summary(self) -> str:
        """For the listing: "8e et 9e, dès 25 €, livraison 3 €"."""
        fee = f"livraison {self.fee}" if self.fee and self.fee[0].isdigit() else self.fee
        parts = (self.where, f"dès {self.minimum}" if self.minimum else "", fee)
        return ", ".join(filter(None, parts)).replace(" €", "\u00a0€")[:LONGEST_NOTE]


def delivery_in(message: str) -> Delivery:
    """What the message says of delivery, visits and appointments."""
    plain = plain_letters(message)
    said = next(
        (
            match
            for match in _DELIVERS.finditer(plain)
            if not _NEVER.search(plain, max(0, match.start() - 20), match.end() + 8)
        ),
        None,
    )
    visits = bool(_COMES.search(_NO_VISIT.sub(" ", _DELIVERED.sub(" ", plain))))
    appointment = bool(_APPOINTMENT.search(_NO_APPOINTMENT.sub(" ", plain)))
    if not said:
        return Delivery(comes_to_you=visits, by_appointment=appointment)
    start, end = _around(_SENTENCE_END, plain, said.start(), said.end())
    spoken = plain[start:end]
    minimum, fee = _MINIMUM.search(spoken), _FEE.search(spoken)
    where = _WHERE.search(plain, said.end(), end) or _WHERE.search(plain, start, end)
    area = _AREA.search(plain, start, end)
    place = where or area
    free = _FREE.search(spoken)
    return Delivery(
        delivers=True,
        note=_note(message, plain, said.start(), said.end()),
        where=message[place.start(1) : place.end(1)].strip(" ,.;-") if place else "",
        minimum=_money(minimum),
        fee=_money(fee) or ("gratuite" if free else ""),
        comes_to_you=visits,
        by_appointment=appointment,
    )


def _money(match: re.Match[str] | None) -> str:
    """ "25 €" for "25 euros"."""
    if not match:
        return ""
    amount = next(filter(None, match.groups()))
    return re.sub(r" ?(?:€|euros?|eur)", " €", amount)


def _note(message: str, plain: str, start: int, end: int) -> str:
    """The words about delivery up to the end of the sentence, cut at a word."""
    begins, _ = _around(_CLAUSE, plain, start, end)
    _, ends = _around(_SENTENCE_END, plain, start, end)
    note = " ".join(message[begins:ends].split()).strip(" ,;:-–()")
    return note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1].rsplit(" ", 1)[0] + "…"


def _around(stops: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    begins = max((match.end() for match in stops.finditer(text, 0, start)), default=0)
    stop = stops.search(text, end)
    return begins, stop.start() if stop else len(text)
