"""Finding the address somebody wrote in the middle of a message."""

from __future__ import annotations

from collections.abc import Container

from mcs.lib.french import STOP_WORDS, WEEKDAYS
from mcs.places.queries.addresses import KINDS, PARTICLES, Spelled, spelled_in
from mcs.places.queries.streets import street_index

MOST_SPELLED = 60  # places of one message looked at
# What never is of a street's name: "318 rue Paradis du mardi au samedi".
_ENDS_NAME = frozenset(WEEKDAYS) | {"ouvert", "ouverte", "ouverts", "tel", "telephone", "chez"}
# Words that are as often no way at all: "sur place", "cours de yoga", "en route".
_DOUBTFUL = frozenset({"chemin", "cours", "passage", "place", "quai", "route"})


def find_address(text: str) -> str | None:
    """The likeliest address of a text, "214 avenue du Prado" or "boulevard Michelet"; None when it has none.

    A street the network knows is given by its right name, one with a number before one without. An unknown one is
    taken as it was written, and only with a number or a capital.
    """
    index = street_index()
    likeliest: dict[int, str] = {}
    for _turn, spelled in zip(range(MOST_SPELLED), spelled_in(text), strict=False):
        if known := index.match(spelled):
            kind, _space, name = known[0].name.partition(" ")
            likeliest.setdefault(0 if spelled.number else 1, f"{spelled.number} {kind.lower()} {name}".strip())
        elif written := _as_written(spelled, index.quarters):
            likeliest.setdefault(2 if spelled.number else 3, f"{spelled.number} {written}".strip())
    return likeliest[min(likeliest)] if likeliest else None


def _as_written(spelled: Spelled, quarters: Container[str]) -> str:
    """The kind and name as the text has them, up to the first word that can't be of the name; "" when none can."""
    if (len(spelled.kind_as_written) == 1 and not (spelled.number and spelled.words[0].gap.startswith("."))) or (
        not spelled.number and spelled.kind in _DOUBTFUL and not _is_square(spelled)
    ):
        return ""
    if spelled.kind_as_written.casefold() == "pas" and spelled.words[0].folded in PARTICLES:  # "pas de facebook"
        return ""
    name, said = "", 0
    for position, word in enumerate(spelled.words):
        gap = word.gap if position else " "
        if word.folded.removesuffix("s") in _ENDS_NAME:
            break
        if word.folded not in PARTICLES and not (word.folded in ("au", "aux") and not said):
            is_whole = said and name.split(" ")[-1].casefold() not in PARTICLES
            if is_whole and _begins_quarter(spelled, position, quarters):
                break  # "20 rue laugier la capelette", "54 rue Émile Zola Mazargues"
            capital = word.raw[0].isupper()
            in_small_letters = bool(spelled.number) and said < 2 and word.folded not in STOP_WORDS | set(KINDS)
            if not (capital or (in_small_letters and word.raw[0].isalpha())):
                break
            said += 1
        name += gap + word.raw
    words = name.split(" ")
    while words and words[-1].casefold().strip("’'") in PARTICLES:
        words.pop()
    return " ".join([spelled.kind_as_written, *filter(None, words)]) if said else ""


def _begins_quarter(spelled: Spelled, position: int, quarters: Container[str]) -> bool:
    words = [word.folded for word in spelled.words[position : position + 3]]
    return any(" ".join(words[:count]) in quarters for count in range(1, len(words) + 1))


def _is_square(spelled: Spelled) -> bool:
    """ "place Théo Lombard": two capitals that are no "sur place"."""
    return spelled.kind == "place" and len(spelled.words) > 1 and all(w.raw[0].isupper() for w in spelled.words[:2])
