"""Putting right a query that found nothing, with the words of the lexicon and of the listings themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import uuid4

from django.core.cache import cache
from rapidfuzz import process
from rapidfuzz.distance import OSA

from mcs.directory.queries.concepts import GENERIC, NOISE, concept
from mcs.directory.queries.families import has_slot, slots_of
from mcs.directory.queries.lexicon import Lexicon
from mcs.directory.queries.vocabulary import PARTS, SHORTEST_SOUND
from mcs.lib.french import STOP_WORDS, fold, inflection, stem
from mcs.lib.search import SearchIndex, open_index
from mcs.lib.search.spelling import SHORTEST, closest
from mcs.lib.sounds import sounds

KEPT_FOR = 600  # seconds the index's words are remembered: reading them costs more the more it holds
# What words ask besides a trade, so that they are put right too.
_CONDITIONS = """
    lundi mardi mercredi jeudi vendredi samedi dimanche demain matin soir ouvert ouverte livraison livrer domicile
    deplacement accessible fauteuil recommande recommandee maintenant arrondissement
"""
SHORTEST_SLIP = 7  # letters; a shorter word may well be a name
SHORTEST_HEARD = 6  # letters; a shorter word sounds like too many
LONG = 7  # letters of a word that may have two slips
SHORTEST_PART = 3  # letters of a word that may be written as one with another
_BETWEEN = ("de", "du", "des", "d", "au", "aux", "la", "l", "a", "en", "mon", "ma", "pour")
_TRADE_WORD = 1_000_000  # a word of the lexicon goes before any of the listings'


def correct(
    text: str,
    doubtful: Sequence[str],
    lexicon: Lexicon,
    index: SearchIndex,
    quarters: Iterable[str] = (),
    *,
    is_said: bool = False,
) -> str:
    """The text with its doubtful words (folded) as they were most likely meant; "" when there is nothing to mend.

    Where a trade `is_said` besides, a word that is none is taken for another trade only when it is all but its name:
    "combien" beside a locksmith is nothing to eat.
    """
    known = _known(_stamp(index), lexicon, index.table, tuple(sorted(quarters)))
    fixes = {
        word: fix for word in doubtful if stem(word) not in known.stems and (fix := _meant(word, lexicon, known.words))
    }
    if is_said:
        sure = {word for word, fix in fixes.items() if _is_all_but(word, fix) or not _is_trade(fix, lexicon)}
        fixes = {word: fix for word, fix in fixes.items() if word in sure}
    if not fixes:
        return ""
    return _written(text, fixes, lexicon)


def _is_trade(word: str, lexicon: Lexicon) -> bool:
    return any(chunk.categories and not chunk.is_weak for chunk in lexicon.read(word.split()))


def _is_all_but(word: str, fix: str) -> bool:
    """Whether the word sounds the same, is the other and more, or long enough to be known by all but one letter."""
    is_near = len(word) >= SHORTEST_SLIP and OSA.distance(word, fix) < 2
    is_heard = sounds(word) == sounds(fix) and len(sounds(fix)) >= SHORTEST_SOUND
    return is_near or is_heard or word.startswith(fix) or fix.startswith(word)


def as_phrase(text: str, folded: Sequence[str], lexicon: Lexicon) -> str:
    """The text with those of its folded words that nobody knows as the other words want them; "" without any.

    What two words say together is surer than what one of them says: "piqûes lit" are piqûres, "robbe mariée" a robe.
    """
    fixes: dict[str, str] = {}
    said = [concept(stem(word)) for word in folded]
    for word in folded:
        if len(word) >= SHORTEST and word.isalpha() and not _is_known(word, lexicon):
            fix = _wanted(word, [other for other in said if other != concept(stem(word))], lexicon)
            if fix:
                fixes[word] = fix
    return _written(text, fixes, lexicon) if fixes else ""


def as_heard(text: str, folded: Sequence[str], lexicon: Lexicon) -> str:
    """The text with those of its folded words that nobody writes so as the trade they sound like; "" without any.

    An ending cut off may make one word of two: "goutière" is no goûter.
    """
    vocabulary, fixes = lexicon.vocabulary, dict[str, str]()
    is_told = any(chunk.categories and not chunk.is_weak and chunk.doubt < 2 for chunk in lexicon.read(folded))
    for word in folded:
        key = stem(word)
        if len(word) < SHORTEST_HEARD or inflection(word) in vocabulary.inflected or word in vocabulary.spellings:
            continue
        heard = vocabulary.by_sound.get(sounds(word), ())
        if (key,) in vocabulary.meanings and len(word) >= SHORTEST_SLIP and key not in map(stem, heard):
            others = [other for other in heard if inflection(other) in vocabulary.inflected]
        else:  # nor is "mettez" a trade beside one
            is_known = is_told or _is_known(word, lexicon)
            others = [] if is_known else [other for other in heard if other in _trade_names(lexicon)]
        if others:
            fixes[word] = min(others, key=lambda other: (OSA.distance(word, other), other))
    return _written(text, fixes, lexicon) if fixes else ""


def _is_known(word: str, lexicon: Lexicon) -> bool:
    key = concept(stem(word))
    return (
        word in STOP_WORDS
        or word in NOISE
        or stem(word) in GENERIC
        or key in lexicon.vocabulary.uses
        or bool(slots_of(key))
    )


def _wanted(word: str, said: Sequence[str], lexicon: Lexicon) -> str | None:
    """The word all but written so that makes a phrase with the others."""
    beside = _beside(lexicon)
    here = {slot_or_word for other in said for slot_or_word in (other, *slots_of(other))}
    near: dict[str, int] = {}
    sound = sounds(word)
    for other in here:
        for found, rest in beside.get(other, ()):
            if rest <= here and found not in near:
                distance = OSA.distance(word, found, score_cutoff=2)
                if distance < 2 or sounds(found) == sound or (distance == 2 and len(word) >= LONG):
                    near[found] = distance
    return min(near, key=lambda found: (near[found], found[0] != word[0], found), default=None)


@lru_cache(maxsize=4)
def _beside(lexicon: Lexicon) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """By each concept of a phrase: the other words of it, each with the concepts that must stand beside it."""
    found: dict[str, dict[tuple[str, frozenset[str]], None]] = {}
    for phrase in lexicon.vocabulary.phrases:
        if len(phrase.stems) > 1 and phrase.rank[0] != PARTS:
            of = [(word, concept(stem(word)) if not has_slot(word) else word) for word in phrase.words]
            for word, key in of:
                rest = frozenset(other for _, other in of if other != key)
                if rest and not has_slot(word) and len(word) >= SHORTEST:
                    found.setdefault(min(rest), {})[word, rest] = None
    return {key: tuple(pairs) for key, pairs in found.items()}


def _written(text: str, fixes: Mapping[str, str], lexicon: Lexicon) -> str:
    spellings = lexicon.vocabulary.spellings
    written = {word: " ".join(spellings.get(part, part) for part in fix.split()) for word, fix in fixes.items()}
    said = re.sub(r"[^\W_]+", lambda match: written.get(fold(match[0]), match[0]), text)
    return said if fold(said) != fold(text) else ""


def as_trade(text: str, folded: Sequence[str], lexicon: Lexicon) -> str:
    """The text with those of its folded words that are all but the name of a trade as that is written; "" without any.

    Some listing may have the same slip in its own words: "serurier" is written somewhere, and means serrurier.
    """
    fixes = {word: fix for word in folded if len(word) >= SHORTEST_SLIP and (fix := _trade_meant(word, lexicon))}
    return _written(text, fixes, lexicon) if fixes else ""


def _trade_meant(word: str, lexicon: Lexicon) -> str | None:
    """What sounds the same, else what is one slip away."""
    alone = _trade_names(lexicon)
    heard = lexicon.vocabulary.by_sound.get(sounds(word), ())
    same = [other for other in heard if other in alone]
    if heard and not same:  # another word of the lexicon: "imobilier" is no mobilier
        return None
    near = same or [
        found for found, *_ in process.extract(word, alone, scorer=OSA.distance, score_cutoff=1, limit=None)
    ]
    return min(near, key=lambda other: (OSA.distance(word, other), other[0] != word[0], other), default=None)


@lru_cache(maxsize=4)
def _trade_names(lexicon: Lexicon) -> tuple[str, ...]:
    """The words that name a trade by themselves, long enough to be known by all but one letter; in their order."""
    meanings = lexicon.vocabulary.meanings
    return tuple(
        word
        for word in sorted(lexicon.vocabulary.spellings)
        if len(word) >= SHORTEST_SLIP - 1
        and (meant := meanings.get((stem(word),)))
        and (meant.doubt < 2 or not lexicon.cuisines.isdisjoint(meant.categories[:1]))
    )


class _Known(NamedTuple):
    """The words that may be meant, with how common they are, and the stems of all that is written somewhere."""

    words: dict[str, int]
    stems: frozenset[str]


def _stamp(index: SearchIndex) -> str:
    """Changes when the index's words are to be read again; the same in every process that shares the cache."""
    return str(cache.get_or_set(f"words:{index.table}", lambda: uuid4().hex, KEPT_FOR))


@lru_cache(maxsize=2)
def _known(stamp: str, lexicon: Lexicon, table: str, quarters: tuple[str, ...]) -> _Known:
    """Read once for a stamp by each process: it costs more the more the index holds."""
    meanings = lexicon.vocabulary.meanings
    trades = {
        word: _TRADE_WORD * (4 - min(meant.doubt, 3) if (meant := meanings.get((stem(word),))) else 1)
        for word in lexicon.vocabulary.spellings.keys() - STOP_WORDS - NOISE
    }
    trades |= dict.fromkeys([word for key in quarters for word in key.split()], _TRADE_WORD)
    trades |= dict.fromkeys(_CONDITIONS.split(), _TRADE_WORD)
    said = _whole_words(open_index(table.removesuffix("_search")))
    stems = set(map(stem, trades))
    # A trade is written as the lexicon writes it, not as one shop's sign does.
    words = {word: count for word, count in said.items() if stem(word) not in stems} | trades
    return _Known(words, frozenset(stems.union(map(stem, said))))


def _meant(word: str, lexicon: Lexicon, words: Mapping[str, int]) -> str | None:
    """What sounds the same, the trade it is short for, what is a slip or two away, or the two words run together."""
    return _alike(word, lexicon) or _unshortened(word, lexicon) or closest(word, words) or _parted(word, lexicon)


def _unshortened(word: str, lexicon: Lexicon) -> str | None:
    """The shortest name of a trade that begins so, where all that do are of one trade: "immo", "compta"."""
    names = _trade_names(lexicon)
    begun = [name for name in names[bisect_left(names, word) : bisect_left(names, f"{word}~")] if name != word]
    meant = {lexicon.vocabulary.meanings[stem(name),].categories[0] for name in begun}
    return min(begun, key=len) if len(meant) == 1 and len(word) >= SHORTEST_SOUND else None


def _parted(word: str, lexicon: Lexicon) -> str | None:
    """Two words of the lexicon written as one, with perhaps a small one between: "fuitedeau"."""
    known, found = lexicon.vocabulary.spellings, []
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        left, rest = word[:cut], word[cut:]
        for small in ("", *_BETWEEN):
            right = rest.removeprefix(small) if rest.startswith(small) else ""
            if left in known and right in known and len(right) >= SHORTEST_PART:
                chunks = [chunk for chunk in lexicon.read([left, right]) if chunk.categories and not chunk.is_weak]
                if chunks:
                    found.append((-max(len(chunk.words) for chunk in chunks), len(chunks), f"{left} {right}"))
    return min(found)[-1] if found else None


def _alike(word: str, lexicon: Lexicon) -> str | None:
    """The lexicon's word that sounds the same and is written most like it."""
    same = lexicon.vocabulary.by_sound.get(sounds(word), ()) if len(word) >= SHORTEST_SOUND else ()
    return min(same, key=lambda other: (OSA.distance(word, other), other), default=None)


def _whole_words(index: SearchIndex) -> dict[str, int]:
    """The index's words without stop words and without stems, which nobody writes."""
    counted = index.vocabulary()
    stems = {stem(word) for word in counted if stem(word) != word}
    return {word: count for word, count in counted.items() if word not in STOP_WORDS and word not in stems}
