"""Numbers dictated in French words, two digits at a time: "zéro quatre quatre-vingt-onze 41 42 43"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mcs.lib.french import fold

DIGITS = 10  # of a French number
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_TO_SIXTEEN = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_UNITS = _TO_SIXTEEN.split()
_ALSO = {"une": "un", "vingts": "vingt"}


def _in_words(number: int) -> tuple[str, ...]:
    """The words of a number under a hundred, without "et"."""
    if number < len(_UNITS):
        return (_UNITS[number],)
    if number < 20:
        return ("dix", _UNITS[number - 10])
    tens = min(number // 20 * 20, 80) if number >= 60 else number // 10 * 10
    rest = _in_words(number - tens) if number > tens else ()
    return (*(("quatre", "vingt") if tens == 80 else (_TENS[tens],)), *rest)


_DIGITS = {_in_words(number): str(number) for number in range(100)}
_DIGITS |= {("zero", _UNITS[unit]): f"0{unit}" for unit in range(10)}
_DIGITS |= {("double", _UNITS[unit]): f"{unit}{unit}" for unit in range(10)}
_SAID = sorted({word for words in _DIGITS for word in words} - {"zero"} | set(_ALSO), key=len, reverse=True)
_WORD = rf"(?:z[ée]ro|{'|'.join(_SAID)}|et|\d{{1,2}})"
_RUN = re.compile(rf"(?<![\w.])(?:z[ée]ro|0\d?)(?:[ \u00a0,.-]{{1,3}}{_WORD}\b){{4,24}}", re.IGNORECASE)


def spoken_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """The ten digits of each run of number words that begins by zero ("" for others), and where it begins and ends.

    A run all in digits is left to those who read digits. "Soixante treize" is 60 13 where 73 leaves the number short.
    """
    for match in _RUN.finditer(text):
        said = [fold(group).split() for group in re.split(r"[,.]", match.group())]
        said = said if len(said) == DIGITS // 2 else [fold(match.group()).split()]  # "soixante, onze" is no 71
        groups = [[_ALSO.get(word, word) for word in group if word != "et"] for group in said]
        if any(word.isalpha() for group in groups for word in group):
            yield next(_readings(groups, DIGITS), ""), match.start(), match.end()


def _readings(groups: Sequence[Sequence[str]], count: int) -> Iterator[str]:
    """So many digits that the groups of words may mean, the longest numbers first."""
    groups = [group for group in groups if group]
    if not groups or count <= 0:
        yield from () if groups or count else ("",)
        return
    first, *rest = groups
    for length in range(min(len(first), 4), 0, -1):
        digits = first[0] if length == 1 and first[0].isdigit() else _DIGITS.get(tuple(first[:length]), "")
        if digits:
            yield from (digits + more for more in _readings([first[length:], *rest], count - len(digits)))
