"""What somebody may regret having written: asked about once before it is published, and never refused."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mcs.lib.contacts.finding import EMAIL, PHONE, find_all
from mcs.lib.contacts.phones import is_mobile
from mcs.lib.french import words

HARSH = frozenset(
    {
        "abruti",
        "abrutie",
        "abrutis",
        "arnaqueur",
        "arnaqueurs",
        "arnaqueuse",
        "batard",
        "batards",
        "bouffon",
        "bouffons",
        "charlatan",
        "charlatans",
        "connard",
        "connards",
        "connasse",
        "connasses",
        "conne",
        "connes",
        "cretin",
        "cretine",
        "cretins",
        "debile",
        "debiles",
        "degage",
        "encule",
        "encules",
        "escroc",
        "escrocs",
        "gueule",
        "idiot",
        "idiote",
        "idiots",
        "imbecile",
        "imbeciles",
        "merde",
        "ordure",
        "ordures",
        "petasse",
        "pute",
        "putes",
        "raclure",
        "salaud",
        "salauds",
        "salope",
        "salopes",
        "voleur",
        "voleurs",
        "voleuse",
    }
)
LOUD_FROM = 20  # letters: a shop's name or "URGENT" is no shouting
LOUD_SHARE = 0.7


def has_harsh_words(text: str) -> bool:
    """Whether a word of it is mostly said in anger. Such a word is never held or removed by itself."""
    return not HARSH.isdisjoint(words(text))


def second_thoughts(text: str) -> list[str | Promise]:
    """The sentences to read before publishing; none for most texts."""
    found: list[str | Promise] = []
    if has_harsh_words(text):
        found.append(_("A word in it may hurt. Said calmly, the same thing is better heard."))
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= LOUD_FROM and sum(letter.isupper() for letter in letters) > LOUD_SHARE * len(letters):
        found.append(_("It is nearly all in capitals: many will hear shouting, and find it hard to read."))
    personal = [each for each in find_all(text) if each.kind == EMAIL or (each.kind == PHONE and is_mobile(each.value))]
    if personal:
        found.append(
            _("It gives a mobile number or an e-mail address, which everybody will read. Is it yours, or a business’s?")
        )
    return found
