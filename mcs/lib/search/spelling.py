"""Correcting a mistyped word by the words that exist."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter words have too many neighbours


def closest(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """The word of the vocabulary most likely meant, or None.

    At most one slip (a letter added, lost, changed or swapped with the next) up to five letters, two beyond, but
    not the first letter and another in a word of less than eight.
    Among equals: the same first letter, then the commonest.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    slips = 1 if len(word) <= 5 else 2
    near = process.extract(word, list(vocabulary), scorer=OSA.distance, score_cutoff=slips, limit=None)
    ranked = [
        (distance, found[0] != word[0], -vocabulary[found], found)
        for found, distance, _ in near
        if len(found) >= SHORTEST and found.isalpha() and (distance < 2 or len(word) >= 8 or found[0] == word[0])
    ]
    return min(ranked)[3] if ranked else None
