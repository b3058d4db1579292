"""Phone numbers: found in running text, in digits or in words, and kept as E.164."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mcs.lib.contacts.spoken import spoken_numbers

# "04 91 00 11 22", "04.91.00.11.22", "+33(0)491001122", "O6 12…" with the letter; no more digits on either side.
_FRENCH = re.compile(
    r"(?<![\d+])(?:\(?(?:\+|00) ?33\)?[ .-]?(?:\(0\))?|\(?[0Oo]\)?)"
    r"[ \u00a0.,/_·-]{0,2}[1-9](?:[ \u00a0.,/_·-]{0,2}\d){8}(?!\d)"
)
_FAX = re.compile(r"(?:\b(?:fax|t[ée]l[ée]copie(?:ur)?)\b|(?-i:(?<![\w.'’])F))\W*$", re.IGNORECASE)
_PHONE_AND_FAX = re.compile(r"\bt[ée]l\w{0,7}\.?\W{0,3}(?:et )?fax\b\W*$", re.IGNORECASE)
# "l'ancien 06 39 98 30 99 ne marche plus"
_OLD = re.compile(
    r"(?:\banciens? (?:num[ée]ros?|num|t[ée]l\w*|portable|fixe)?\W{0,3}(?:(?:le|c[’']?[ée]tait)\W)?"
    r"|\barr[êe]te[rz]? d[’']appele[rz] (?:au |le |sur le )?"
    r"|\bn[’']appelez (?:plus|pas) (?:au |le |sur le )?)\s*$",
    re.IGNORECASE,
)
_DEAD = re.compile(
    r"\W{0,3}(?:c(?:[’' ]?est)? (?:plus )?(?:le )?(?:num[ée]ro|num|t[ée]l[ée]phone|tel|portable|celui)"
    r" d[eu] (?:mon |ma |l[’'])?(?:ex|ancienn?e?|autre|quelqu|voisin)"
    r"|(?:qui |il )?n(?:e |[’'])(?:marche|fonctionne|sert|est|existe) plus\b"
    r"|(?:qui )?(?:marche|fonctionne) plus\b|hors service)",
    re.IGNORECASE,
)
# "c'est Josiane (06 39 98 00 00) qui m'a parlé de vous", "je n'arrive pas à vous joindre au 04 65 71 00 00"
_OTHERS = re.compile(
    r"\b(?:vous (?:joindre|appeler|contacter|t[ée]l[ée]phoner) (?:au|sur le)"
    r"|(?:nos|mes|un|des|mon) (?:confr[èe]res?|concurrents?)\b[^.!?\n]{0,30}"
    r"|(?:dentiste|m[ée]decin|pharmacie|v[ée]t[ée]rinaire|maison m[ée]dicale) de garde(?: au| le| est le)?"
    r"|votre (?:num[ée]ro|num|t[ée]l\w*|portable|fixe)(?: au| du| le| est| c[’']?est)?)\W*$",
    re.IGNORECASE,
)
_OTHERS_BEHIND = re.compile(
    r"\W{0,3}(?:(?:qui|elle|il) (?:m|nous) ?[’']? ?(?:ont|avait|a) |(?:c[’' ]?est )?(?:votre num|le v[oô]tre))",
    re.IGNORECASE,
)
_BEFORE = 60  # characters read before a number to know a fax

Spot = tuple[str, int, int]  # what was found, where it begins and ends


def find_phones(text: str) -> list[str]:
    """Phone numbers of the text as E.164, in their order, each once; faxes and former ones are left out."""
    return list(dict.fromkeys(number for number, _start, _end in phone_spots(text)))


def phone_spots(text: str) -> list[Spot]:
    """Every mention of a phone number that is neither a fax nor a former one, in its order; the number is E.164."""
    spots = [spot for spot in number_spots(text) if not _is_fax(text[: spot[1]])]
    return [spot for spot in spots if not _is_of_no_use(text, spot)]


def _is_of_no_use(text: str, spot: Spot) -> bool:
    """Whether a number is out of service or somebody else's."""
    before = text[max(0, spot[1] - _BEFORE) : spot[1]]
    behind = _DEAD.match(text, spot[2]) or _OTHERS_BEHIND.match(text, spot[2])
    return bool(behind or _OLD.search(before) or _OTHERS.search(before))


def number_spots(text: str) -> list[Spot]:
    """Every mention of a number one can dial, a fax too, in its order; the number is E.164."""
    return sorted([*_french(text), *_foreign(text), *_spoken(text)], key=lambda spot: spot[1])


def clean_phone(text: str) -> str:
    """One phone as E.164; raises ValidationError when it can't be one ("" stays "")."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This does not look like a phone number. For example: 04 91 00 00 00."), code="phone")
    return _e164(number)


def written_phone(number: str) -> str:
    """An E.164 number as people write it, "04 91 00 00 00"; a foreign one keeps its country's number."""
    if number.startswith("+33") and len(number) == 12:
        return " ".join((f"0{number[3]}", *(number[start : start + 2] for start in range(4, 12, 2))))
    return number


def is_mobile(number: str) -> bool:
    """Whether an E.164 number is a French mobile: 06 and 07 (Arcep's numbering plan)."""
    return number.startswith(("+336", "+337"))


def _french(text: str) -> Iterator[Spot]:
    for match in _FRENCH.finditer(text):
        national = re.sub(r"\D", "", match.group())[-9:]
        if national[0] != "0":
            yield f"+33{national}", match.start(), match.end()


def _foreign(text: str) -> Iterator[Spot]:
    if "+" not in text:
        return
    for match in phonenumbers.PhoneNumberMatcher(text, "FR", leniency=phonenumbers.Leniency.POSSIBLE):
        if match.number.country_code != 33 and match.raw_string.startswith("+"):
            yield _e164(match.number), match.start, match.end


def _spoken(text: str) -> Iterator[Spot]:
    for digits, start, end in spoken_numbers(text):
        if len(digits) == 10 and digits[0] == "0" and digits[1] != "0":
            yield f"+33{digits[1:]}", start, end


def _is_fax(before: str) -> bool:
    before = before[-_BEFORE:]
    return bool(_FAX.search(before)) and not _PHONE_AND_FAX.search(before)


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
