"""Numbers dictated in French words, two digits at a time: "zéro quatre quatre-vingt-onze 41 42 43"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mcs.lib.french import fold

_UNITS = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_VALUES = {word: value for value, word in enumerate(_UNITS.split())}
_VALUES |= {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_WORD = rf"(?:z[ée]ro|{'|'.join(sorted(set(_VALUES) - {'zero'}, key=len, reverse=True))}|double|et|\d{{1,2}})"
_RUN = re.compile(rf"(?<![\w.])(?:z[ée]ro|0\d?)(?:[ \u00a0,.-]{{1,3}}{_WORD}\b){{4,24}}", re.IGNORECASE)


def spoken_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """The digits of each run of number words that begins by zero, and where it begins and ends.

    A run all in digits is left to those who read digits.
    """
    for match in _RUN.finditer(text):
        groups = [fold(group).split() for group in re.split(r"[,.]", match.group())]
        groups = groups if len(groups) == 5 else [fold(match.group()).split()]  # "soixante, onze" is no 71
        words = [[word for word in group if word != "et"] for group in groups]
        if any(word.isalpha() for group in words for word in group):
            yield "".join(pair for group in words for pair in _pairs(group)), match.start(), match.end()


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """The words as groups of two digits, each as long as French allows."""
    at = 0
    while at < len(words):
        if words[at] == "double" and at + 1 < len(words):
            yield str(_VALUES.get(words[at + 1], 0)) * 2
            at += 2
            continue
        if words[at].isdigit():
            yield words[at]
            at += 1
            continue
        value, length = _longest(words[at:])
        if value < 10 and words[at] != "zero":
            yield str(value)
        elif words[at] == "zero":
            yield f"0{value}" if length == 2 else "0"
        else:
            yield f"{value:02}"
        at += length


def _longest(words: Sequence[str]) -> tuple[int, int]:
    """The value of the longest number the words begin with, and how many of them it takes."""
    values = [_VALUES.get(word, -1) for word in words[:4]] + [-1] * 4
    first, second, third, fourth = values[:4]
    if first == 0:
        return (second, 2) if 0 <= second <= 9 else (0, 1)
    if first == 4 and second == 20:
        if third == 10 and 7 <= fourth <= 9:
            return 90 + fourth, 4
        return (80 + third, 3) if 1 <= third <= 16 else (80, 2)
    if first == 10 and 7 <= second <= 9:
        return 10 + second, 2
    if first == 60 and second == 10 and 7 <= third <= 9:
        return 70 + third, 3
    if first == 60 and 10 <= second <= 16:
        return 60 + second, 2
    if first >= 20 and 1 <= second <= 9:
        return first + second, 2
    return max(first, 0), 1
