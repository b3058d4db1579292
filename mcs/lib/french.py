"""French words folded so that what people type meets what is written, the same on every database.

`fold` undoes accents, case and punctuation; `words` splits a text; `stem` brings plurals, feminines, a trade and its
shop to one form ("boucher", "bouchère", "boucheries"); `significant` drops the words that say nothing.
Snowball's French stemmer is not used: it takes "boucher" and "bouchers" for two words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORTEST_ROOT = 3  # letters typed before an ending is guessed
LONGEST_WORD = 40  # characters; what is longer is no French word, and PostgreSQL refuses a lexeme over 2 kB

_WORD = re.compile(r"[^\W_]+")
# l'eau, d’anniversaire, qu'il: the particle says nothing. Not "aujourd'hui", nor the "o" of O'Brien.
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ‘`´′＇](?=\w)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d+)(?:er|ere|eme|ieme|nd|nde)")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})

_SAY_NOTHING = """
    a ai alors au aux avec bien bon bonne bons bonnes bonjour c ce ces cet cette chez cherche cherchons cherchez
    comme connait connaissez connaitriez d dans de des du elle en es est et etre faire fais fait faut font il ils j
    je l la le les leur leurs ma mais me mes moi mon n ne nos notre nous on ont ou par pas pour pourrait pouvez pres
    qu quand que quel quelle quelles quelqu quels qui quelque quelques recherche recherchons s sa sans se ses si
    son sont sur svp ta tes ton toi trouver tu un une vers voici vos votre vous y of and an for in to
"""
STOP_WORDS = frozenset(_SAY_NOTHING.split())

# What no rule reaches: abbreviations of addresses and irregular plurals and feminines.
_IRREGULAR = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "pl": "place", "ch": "chemin", "che": "chemin", "imp": "impasse", "trav": "traverse", "crs": "cours",
    "st": "saint", "ste": "saint", "sts": "saint", "stes": "saint", "arrdt": "arrondissement",
    "yeux": "oeil", "travaux": "travail", "vitraux": "vitrail", "baux": "bail", "fraiche": "frais", "fraiches": "frais",
    "seche": "sec", "seches": "sec", "blanche": "blanc", "blanches": "blanc", "belle": "beau", "belles": "beau",
    "nouvelle": "nouveau", "nouvelles": "nouveau", "vieille": "vieux", "vieilles": "vieux",
}  # fmt: skip
_NUMBERS = "deux trois quatr cinqu six sept huit neuv dix onz douz treiz quatorz quinz seiz"
_IRREGULAR |= {f"{number}ieme": f"{value}e" for value, number in enumerate(_NUMBERS.split(), start=2)}  # "le neuvième"
# Words the rules would make one with another: cours and course, Bouches-du-Rhône and boucher, Plombières and plombier.
_KEPT_APART = """
    bois bouche bras chaise choeur coeur corps cours course coursier danse fils fleur frais france mars mieux mois paris
    plombieres pois pompe porte repas soeur souris temps vente vieux
"""
_KEPT = frozenset(_KEPT_APART.split())
# (ending, what replaces it, letters that must stand before it). The first that fits is applied, until none does.
_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("eaux", "eau", 0),  # gâteaux
    ("yaux", "yau", 1),  # tuyaux
    ("aux", "al", 3),  # journaux
    ("eux", "eu", 1),  # cheveux, sérieux
    ("oux", "ou", 2),  # bijoux
    ("ss", "ss", 0),  # fitness stays
    ("s", "", 3),
    ("trice", "teur", 2),  # restauratrice
    ("euse", "eu", 2),  # coiffeuse, sérieuse
    ("eur", "eu", 3),  # coiffeur
    ("onnerie", "on", 2),  # poissonnerie
    ("onniere", "on", 2),
    ("onnier", "on", 2),
    ("erie", "", 4),  # boucherie
    ("iere", "", 4),  # cuisinière
    ("ere", "", 4),  # bouchère
    ("ier", "", 4),  # cuisinier
    ("er", "", 4),  # boucher
    ("ive", "if", 4),  # sportive
    ("enne", "en", 2),  # électricienne
    ("onne", "on", 3),  # patronne
    ("elle", "el", 3),  # professionnelle
    ("ette", "et", 3),  # coquette
    ("e", "", 4),  # voisine
)

# The same for what one word says of one or many, of him or her; its trade and its shop stay other words.
_PLURALS = (
    ("eaux", "eau", 0), ("yaux", "yau", 1), ("aux", "al", 3), ("eux", "eu", 1), ("oux", "ou", 2), ("ss", "ss", 0),
    ("s", "", 3),
)  # fmt: skip
_FEMININES = (
    ("trice", "teur", 2), ("euse", "eur", 2), ("iere", "ier", 3), ("ere", "er", 4), ("ive", "if", 4), ("enne", "en", 2),
    ("onne", "on", 3), ("elle", "el", 3), ("ette", "et", 3), ("e", "", 4),
)  # fmt: skip


def fold(text: str) -> str:
    """The text in small letters and digits without accents, single spaces between; fold(fold(x)) == fold(x)."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(character for character in text if not unicodedata.combining(character)).translate(_LIGATURES)
    return " ".join(_WORD.findall(text.lower()))


def words(text: str) -> list[str]:
    """The folded words of a text in their order, elided particles left out: "Fuite d’eau" gives fuite, eau."""
    return [word[:LONGEST_WORD] for word in fold(_ELISION.sub(" ", text)).split()]


def significant(folded: Sequence[str]) -> list[str]:
    """The folded words without stop words; all of them when nothing else was said."""
    return [word for word in folded if word not in STOP_WORDS] or list(folded)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form one folded word shares with its plural, its feminine and its trade; stem(stem(x)) == stem(x)."""
    if not word.isalpha():
        return _ORDINAL.sub(r"\1e", word) if _ORDINAL.fullmatch(word) else word
    if word in _IRREGULAR:
        return _shorten(_IRREGULAR[word])
    short = _shorten(word)
    return _shorten(_IRREGULAR.get(short, short))


def _shorten(word: str) -> str:
    """The word without its endings, one after the other; each turn leaves fewer letters."""
    is_shorter = word not in _KEPT
    while is_shorter:
        word, is_changed = _without(word, _ENDINGS)
        is_shorter = is_changed and word not in _KEPT
    return word


def _without(word: str, endings: Sequence[tuple[str, str, int]]) -> tuple[str, bool]:
    """The word with the first ending that fits replaced, and whether that changed it."""
    fitting = ((end, put) for end, put, least in endings if word.endswith(end) and len(word) >= least + len(end))
    ending, replacement = next(fitting, ("", ""))
    return word[: len(word) - len(ending)] + replacement, ending != replacement


@lru_cache(maxsize=65536)
def inflection(word: str) -> str:
    """The form one folded word shares with its plural and its feminine, but not with its trade: "vanne", "vannier"."""
    word = _IRREGULAR.get(word, word)
    for endings in (_PLURALS, _FEMININES):
        word = _without(word, endings)[0]
    return word


def unfinished(word: str) -> tuple[str, ...]:
    """The stems a half-typed folded word may come to: "coiffeus" gives that of coiffeuse, "plombi" that of plombier."""
    stems = [
        stem(word[:cut] + ending)
        for cut in range(max(SHORTEST_ROOT, len(word) - 5), len(word))
        for ending, _, _ in _ENDINGS
        if len(ending) > len(word) - cut and ending.startswith(word[cut:])
    ]
    return tuple(dict.fromkeys(short for short in stems if len(short) <= len(word)))


def tokens(text: str) -> list[str]:
    """The stems of all the words of a text, in their order."""
    return [stem(word) for word in words(text)]
