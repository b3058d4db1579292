"""Words that stand for each other in needs: "cours de {langue}" is understood of each language and written once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mcs.directory.categories import read_families
from mcs.directory.queries.concepts import concept
from mcs.lib.french import fold, significant, stem, words

_SLOT = re.compile(r"\{([^}|]+)\}")


def slot(family: str) -> str:
    """The word that stands in a phrase for any of the family."""
    return f"{{{fold(family)}}}"


def words_with_slots(text: str) -> tuple[str, ...]:
    """The folded words of a phrase that say something, with its slots: "cours de {langue}" gives cours, {langue}."""
    if not has_slot(text):
        return tuple(significant(words(text)))
    said = significant(words(_SLOT.sub(" ", text)))
    return (*said, *(slot(match[1]) for match in _SLOT.finditer(text)))


def has_slot(text: str) -> bool:
    return "{" in text


@lru_cache(maxsize=1)
def family_words() -> tuple[str, ...]:
    """All the words of all families, as they are written."""
    return tuple(word for names in read_families().values() for word in names)


@lru_cache(maxsize=1)
def _slots_by_word() -> Mapping[str, tuple[tuple[frozenset[str], str], ...]]:
    """By the first concept of each member of a family: all its concepts, and the slot it fills."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for family, names in read_families().items():
        for name in names:
            said = [concept(stem(word)) for word in significant(words(name))]
            found.setdefault(said[0], []).append((frozenset(said), slot(family)))
    return {word: tuple(of) for word, of in found.items()}


def slots_filled(places: Mapping[str, int]) -> Iterable[tuple[str, frozenset[int]]]:
    """The slots that concepts of a query fill, each with the places of the words that do."""
    for first in places:
        for said, filled in _slots_by_word().get(first, ()):
            if said <= places.keys():
                yield filled, frozenset(places[word] for word in said)


def slots_of(word: str) -> tuple[str, ...]:
    """The slots that a concept fills by itself."""
    return tuple(filled for said, filled in _slots_by_word().get(word, ()) if len(said) == 1)
