"""The phrases of the categories, and what their words mean in any order: what the lexicon reads queries by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from mcs.directory.models import Category
from mcs.directory.queries.concepts import concept
from mcs.directory.queries.families import family_words, has_slot, words_with_slots
from mcs.directory.queries.marks import category_mark
from mcs.lib.french import STOP_WORDS, fold, inflection, stem, unfinished, words
from mcs.lib.search import Word
from mcs.lib.sounds import sounds

SHORTEST_PREFIX = 2


SHORTEST_SOUND = 4  # letters; shorter words sound like too many others


# What listings that deliver, or come to people, are also found by; with a trade beside it, such a word is no trade.
DELIVERY_WORDS = ("livraison", "livrer", "livreur", "domicile")


VISIT_WORDS = ("domicile", "deplacement")


_SERVICES = set(map(stem, (*DELIVERY_WORDS, *VISIT_WORDS)))


_NAME_PARTS = re.compile(r",| et | and ")


NAMES, _SYNONYMS, PARTS = range(3)  # how surely a phrase means its category


FIRST_NEED = 1_000  # the turn of the first need after a category's synonyms


class Phrase(NamedTuple):
    """A name or synonym of a category."""

    words: tuple[str, ...]
    stems: tuple[str, ...]  # sorted: "anniversaire gâteau" says the same
    category: int
    rank: tuple[int, int]  # how surely it means the category, then its turn


@dataclass(frozen=True)
class Chunk:
    """Folded words that stand together for trades (best first), or one word that stands for itself."""

    words: tuple[str, ...]
    categories: tuple[int, ...] = ()
    is_weak: bool = False  # no trade beside a chunk that is one
    likeliest: int = 0  # how many of the categories are meant as surely as the first
    support: int = 0  # how many other words of the query stand in phrases of its first trade
    doubt: int = 0  # 0 for the name of a trade, then a synonym, a need, a part of a name

    def widened(self, kin: Mapping[int, tuple[int, ...]]) -> Chunk:
        """The same with the trades one turns to when nobody has its own."""
        more = [other for pk in self.categories for other in kin.get(pk, ())]
        return replace(self, categories=tuple(dict.fromkeys([*self.categories, *more])))

    def apart(self) -> list[Chunk]:
        """Its words, each standing for itself."""
        return [Chunk((word,)) for word in self.words]

    def as_word(self, *, is_last: bool, required: bool, any_word: bool = False) -> Word:
        """Listings in its trades, or with all of its words, or any; the last word of a query may be half typed."""
        if any_word:
            return Word(
                tuple(map(stem, self.words)), required=required, marks=tuple(map(category_mark, self.categories))
            )
        stems, marks = (" ".join(map(stem, self.words)),), tuple(map(category_mark, self.categories))
        if not is_last or self.categories or len(self.words[0]) < SHORTEST_PREFIX:
            return Word(stems, required=required, marks=marks)
        return Word((*stems, *unfinished(self.words[0])), prefix=self.words[0], required=required, marks=marks)


def surest_first(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The trades said, the one asked for first: what the query begins with, as French does, or the longest phrase."""
    trades = [(place, chunk) for place, chunk in enumerate(chunks) if chunk.categories]

    def key(item: tuple[int, Chunk]) -> tuple[bool, int, int, int, int]:
        place, chunk = item
        return not (place == 0 and _leads(chunk)), -len(chunk.words), chunk.doubt, -chunk.support, place

    return [chunk for _, chunk in sorted(trades, key=key)]


def rivals(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The trade asked for, and the next surest where the query does not begin with it: "batterie iphone"."""
    trades = surest_first(chunks)
    if not trades or (chunks[0] is trades[0] and trades[0].doubt < 2):
        return trades[:1]
    others = [chunk for chunk in trades if not chunk.is_weak and chunk.categories[0] not in trades[0].categories]
    return [trades[0], *others[:1]]


def _leads(chunk: Chunk) -> bool:
    return len(chunk.words) > 1 or chunk.doubt < 2


def as_words(chunks: Sequence[Chunk], *, any_word: bool = False, required: Chunk | None = None) -> list[Word]:
    """The last word may be half typed; a loose search keeps to one trade, the surest if no other is given."""
    trades = surest_first(chunks)
    kept = [required] if required else trades[:1]
    return [
        chunk.as_word(is_last=chunk is chunks[-1], required=chunk in kept, any_word=any_word and chunk in trades)
        for chunk in chunks
    ]


Stems = tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All the phrases, what their stems mean in any order, and the words they are made of as they are written."""

    phrases: tuple[Phrase, ...]
    meanings: Mapping[Stems, Chunk]
    inflected: Mapping[str, Chunk]  # what a word means as it is, in the singular or not: a vanne is for no vannier
    written: Mapping[Stems, frozenset[int]]  # words in order of the alphabet, and the trades that call themselves so
    concepts: Mapping[Stems, Chunk]  # the same where words of one sense are one: "cassé", "en panne", "réparer"
    uses: Mapping[str, Mapping[int, int]]  # each concept: how many phrases of which categories have it
    by_word: Mapping[str, tuple[Stems, ...]]  # the concepts of several words by the rarest of these
    spellings: Mapping[str, str]
    by_sound: Mapping[str, tuple[str, ...]]  # the folded words by how they sound
    longest: int


Texts = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=4)
def make_vocabulary(rows: tuple[tuple[int, Texts], ...], synonyms: tuple[tuple[int, int], ...]) -> Vocabulary:
    own = dict(synonyms)
    phrases: list[Phrase] = []
    spelt: list[str] = []
    has_families = False
    for pk, levels in rows:
        for level, texts in enumerate(levels):
            for turn, text in enumerate(texts):
                if folded := words_with_slots(text):
                    is_need = level == _SYNONYMS and turn >= own.get(pk, FIRST_NEED)
                    rank = (level, turn + FIRST_NEED * is_need)
                    phrases.append(Phrase(folded, stems_of(folded), pk, rank))
                spelt += [text] if not has_slot(text) else family_words() if not has_families else []
                has_families = has_families or has_slot(text)
    spellings: dict[str, str] = {}
    for spelling in re.findall(r"[^\W_]+", " ".join(spelt).lower()):
        spellings.setdefault(" ".join(words(spelling)), spelling)
    meanings, concepts = _meanings(phrases, stem_of=str), _meanings(phrases, stem_of=concept)
    longest = max((len(phrase.words) for phrase in phrases), default=1)
    written: dict[Stems, set[int]] = {}
    for phrase in phrases:
        if _doubt(phrase.rank) < 2:
            written.setdefault(tuple(sorted(phrase.words)), set()).add(phrase.category)
    exact = {words_: frozenset(of) for words_, of in written.items()}
    by_word, by_sound = _by_word(concepts), _by_sound(spellings)
    inflected = _inflected(phrases)
    return Vocabulary(
        tuple(phrases), meanings, inflected, exact, concepts, _uses(phrases), by_word, spellings, by_sound, longest
    )


def _inflected(phrases: Sequence[Phrase]) -> dict[str, Chunk]:
    ranks: dict[str, dict[int, tuple[int, int]]] = {}
    for phrase in phrases:
        if len(phrase.words) == 1:
            known = ranks.setdefault(inflection(phrase.words[0]), {})
            known[phrase.category] = min(phrase.rank, known.get(phrase.category, phrase.rank))
    return {word: _chunk((stem(word),), of) for word, of in ranks.items()}


def _uses(phrases: Sequence[Phrase]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for phrase in phrases:
        for word in {concept(key) for key in phrase.stems}:
            of = found.setdefault(word, {})
            of[phrase.category] = of.get(phrase.category, 0) + 1
    return found


def _by_sound(spellings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in spellings:
        if len(word) >= SHORTEST_SOUND and word not in STOP_WORDS:
            found.setdefault(sounds(fold(spellings[word].replace("ç", "ss"))), []).append(word)
    return {sound: tuple(of) for sound, of in found.items()}


def _by_word(concepts: Mapping[Stems, Chunk]) -> dict[str, tuple[Stems, ...]]:
    several = [stems for stems in concepts if len(stems) > 1]
    uses = Counter(word for stems in several for word in stems)
    found: dict[str, list[Stems]] = {}
    for stems in several:
        found.setdefault(min(stems, key=lambda word: (uses[word], word)), []).append(stems)
    return {word: tuple(of) for word, of in found.items()}


def _meanings(phrases: Sequence[Phrase], stem_of: Callable[[str], str]) -> dict[Stems, Chunk]:
    ranks: dict[Stems, dict[int, tuple[int, int]]] = {}
    alone = {stem_of(phrase.stems[0]) for phrase in phrases if len(phrase.stems) == 1}
    for phrase in phrases:
        keys = {tuple(sorted(set(map(stem_of, phrase.stems))))}
        joined = stem("".join(phrase.words))  # "lavelinge"; a "bar à bières" is no "barbier"
        if len(phrase.words) > 1 and "{" not in joined and phrase.rank[0] != PARTS and joined not in alone:
            keys.add((joined,))
        for key in keys:
            known = ranks.setdefault(key, {})
            known[phrase.category] = min(phrase.rank, known.get(phrase.category, phrase.rank))
    return {stems: _chunk(stems, of) for stems, of in ranks.items()}


def _chunk(stems: Stems, of: Mapping[int, tuple[int, int]]) -> Chunk:
    ranked = sorted((_doubt(rank), rank, pk) for pk, rank in of.items())
    doubt = ranked[0][0]
    return Chunk(
        stems,
        tuple(pk for _, _, pk in ranked),
        is_weak=doubt == 3 or _SERVICES.issuperset(stems),
        likeliest=sum(other == doubt for other, _, _ in ranked),
        doubt=doubt,
    )


def _doubt(rank: tuple[int, int]) -> int:
    level, turn = rank
    if level == _SYNONYMS:
        return 1 if turn < FIRST_NEED else 2
    return 0 if level == NAMES else 3


def texts_of(category: Category) -> Texts:
    """Its names, its synonyms, and the parts of a name that has several ("Caviste et bières")."""
    names = (category.name_fr, category.name_en)
    parts = [part for name in names for part in _NAME_PARTS.split(name) if part != name]
    return names, tuple(category.synonyms), tuple(parts)


def stems_of(folded: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(map(stem, folded))))
