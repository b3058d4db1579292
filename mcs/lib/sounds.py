"""How a French word sounds, roughly: "farmacie" and "pharmacie", "quiné" and "kiné" sound the same."""

from __future__ import annotations

import re
from functools import lru_cache

# Applied in this order to a folded word; capitals stand for sounds that are done.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^h", ""),
        (r"^femm", "fam"),
        (r"(?<=m)p(?=t)", ""),  # comptable
        (r"psych|psich", "psik"),
        (r"ch(?=or|ol|og)", "k"),  # chorale, échographie
        (r"ph", "f"),
        (r"sch|sh|ch(?![rln])", "C"),
        (r"ch", "k"),
        (r"gn", "N"),
        (r"th|tt", "t"),
        (r"(?<=[^c])h", ""),
        (r"e?aux?|ot$|os$", "o"),
        (r"oeu|eu|oe", "E"),
        (r"ill?(?=[aeiouEy])", "Y"),
        (r"ss|(?<![aeiouyEo])s|^s|s(?![aeiouyEo])|c(?=[eiy])|sc(?=[eiy])|t(?=ion)", "S"),
        (r"[sz]", "z"),
        (r"x$", ""),
        (r"qu|q|c|ck|kk", "k"),
        (r"x", "kS"),
        (r"g(?=[eiy])|j", "J"),
        (r"gu(?=[eiy])", "g"),
        (r"[ae][mn](?![aeiouyEmn])", "A"),
        (r"(?:ai|ei|i|y|u)[mn](?![aeiouyEmnoA])|ein|ain", "I"),
        (r"o[mn](?![aeiouyEmn])", "O"),
        (r"ou", "U"),
        (r"ai|ei|ez$|er$|et$|ey|ay", "e"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[etdpSzxsk]+$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A key that folded words of the same sound share, more or less; digits are left as they are."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word
