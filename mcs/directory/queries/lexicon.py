"""What a query says: the trades meant, by the names and synonyms of the categories, and the other words."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db.models import TextField
from django.db.models.functions import Cast

from mcs.directory.categories import read_kin, read_needs
from mcs.directory.models import Category
from mcs.directory.queries.concepts import GENERIC, NOISE, concept, names_a_trade
from mcs.directory.queries.families import has_slot, slots_filled, slots_of
from mcs.directory.queries.vocabulary import (
    FIRST_NEED,
    NAMES,
    Chunk,
    Phrase,
    Stems,
    make_vocabulary,
    stems_of,
    texts_of,
)
from mcs.lib.french import STOP_WORDS, fold, inflection, significant, stem, tokens, unfinished, words

LONGEST_QUERY = 200  # characters read; the rest is left out
MOST_WORDS = 12
RECENT = 10  # seconds
LAST = "\U0010ffff"  # after every letter
SHORTEST_NEED = 3  # letters typed before needs are looked through for trades
SHORTEST_SENSE = 6  # letters a word and another must share at least to be of one sense: not place and placement


# Where a business goes that is known to be one and no more.
CATCH_ALL = frozenset({"shop=yes", "office=company", "office=association"})

# What follows these is a place's name and no trade: Saint-Loup is no fish, the rue des Boulangers sells no bread.
_BEFORE_PLACE = set(tokens("rue avenue boulevard chemin traverse impasse quartier saint"))


class Lexicon:
    """The categories as they are now."""

    def __init__(self, categories: Sequence[Category], synonyms: Mapping[int, int] | None = None) -> None:
        """`synonyms` says how many of each category's are its own; those after are needs."""
        self.categories = {category.pk: category for category in categories}
        by_tag = {category.tag: category.pk for category in categories}
        self.catch_all = frozenset(by_tag[tag] for tag in CATCH_ALL if tag in by_tag)
        self.restaurant = by_tag.get("amenity=restaurant")
        self.cuisines = frozenset(pk for tag, pk in by_tag.items() if tag.startswith("cuisine="))
        self.kin = {
            by_tag[tag]: tuple(by_tag[other] for other in kin if other in by_tag)
            for tag, kin in read_kin().items()
            if tag in by_tag
        }
        self.vocabulary = make_vocabulary(
            tuple((category.pk, texts_of(category)) for category in categories), tuple((synonyms or {}).items())
        )

    def read(self, folded: Sequence[str]) -> list[Chunk]:
        """The words as chunks, in the order of their first words: the longest phrase first, then words as they stand.

        A service ("livraison") or a part of a name ("réparation") is a trade only where nothing else is.
        """
        places = [at for at in _places(folded) if stems_of(folded[at - 1 : at + 1]) not in self.vocabulary.meanings]
        free = set(range(len(folded))) - set(places)
        found: dict[int, Chunk] = {}
        while chunk := self._longest(folded, free):
            at, taken = chunk
            found[min(taken)] = replace(at, words=tuple(folded[place] for place in sorted(taken)))
            free -= taken
        for place in sorted(free):
            alone = len(folded) == 1 or folded[place] not in NOISE
            found[place] = self._single(folded[place]) if alone else Chunk((folded[place],))
        for place in places:
            found[place] = Chunk((folded[place],))
        chunks = _settled([self._weakened(self._as_written(found[place])) for place in sorted(found)])
        return self._supported(self._agreed(self._closer(chunks)))

    def _closer(self, chunks: list[Chunk]) -> list[Chunk]:
        """Without "resto" where another word says of which kind: "resto thaï"."""
        of_kind = [chunk for chunk in chunks if self.cuisines.issuperset(chunk.categories[: chunk.likeliest or 1])]
        plain = [chunk for chunk in chunks if len(chunk.words) == 1 and self.restaurant in chunk.categories[:1]]
        is_closer = any(chunk.categories for chunk in of_kind)
        return [chunk for chunk in chunks if chunk not in plain] if is_closer else chunks

    def _agreed(self, chunks: list[Chunk]) -> list[Chunk]:
        """Where one word's trade has phrases with another word, it is that one's first: "masques et gel", a pharmacy.

        What names a trade stays as it is: only words that say a product or a need may mean another.
        """
        trades = [chunk for chunk in chunks if chunk.categories and not chunk.is_weak]
        if len(trades) < 2:
            return chunks
        meant = [(chunk, self._meant_beside(chunk, trades)) for chunk in chunks]
        return [_preferring(chunk, shared) if shared else chunk for chunk, shared in meant]

    def _supported(self, chunks: list[Chunk]) -> list[Chunk]:
        """Where several trades are said, with how many of the other words stand in phrases of each."""
        if sum(bool(chunk.categories) for chunk in chunks) < 2:
            return chunks
        said = [concept(stem(word)) for chunk in chunks for word in chunk.words]
        found = []
        for chunk in chunks:
            own = {concept(stem(word)) for word in chunk.words}
            trade = chunk.categories[:1]
            support = (
                sum(trade[0] in self.vocabulary.uses.get(word, ()) for word in said if word not in own) if trade else 0
            )
            found.append(replace(chunk, support=support))
        return found

    def _meant_beside(self, chunk: Chunk, trades: Sequence[Chunk]) -> list[int]:
        """The surest trades of the other words that have phrases with this one."""
        if chunk not in trades or not chunk.doubt or len(chunk.words) > 1:
            return []
        word = concept(stem(chunk.words[0]))
        uses = {pk for key in (word, *slots_of(word)) for pk in self.vocabulary.uses.get(key, ())}
        others = [pk for other in trades if other is not chunk for pk in other.categories[: other.likeliest or 1]]
        return [pk for pk in dict.fromkeys(others) if pk in uses]

    def _as_written(self, chunk: Chunk) -> Chunk:
        """Trades that write the words just so come before those that share their stems: "jardinier", "jardinerie"."""
        exact = self.vocabulary.written.get(tuple(sorted(chunk.words)), frozenset()) & frozenset(chunk.categories)
        if not exact or len(exact) == len(chunk.categories):
            return chunk
        ordered = sorted(chunk.categories, key=lambda pk: pk not in exact)
        return replace(chunk, categories=tuple(ordered), likeliest=len(exact))

    def _weakened(self, chunk: Chunk) -> Chunk:
        """A chunk for the general shop ("magasin de vêtements") is no trade beside another, nor is "dépannage"."""
        is_general = bool(chunk.categories) and self.catch_all.issuperset(chunk.categories)
        is_service = chunk.doubt > (len(chunk.words) > 1) and all(map(_is_service, chunk.words))
        is_weak = chunk.is_weak or is_general or is_service
        return replace(chunk, is_weak=is_weak)

    def _longest(self, folded: Sequence[str], free: set[int]) -> tuple[Chunk, set[int]] | None:
        """The phrase of most words among those free, wherever they stand, with the places it takes."""
        alone: dict[str, int] = {}
        for place in sorted(free, reverse=True):
            alone[concept(stem(folded[place]))] = place
        said = {word: frozenset((place,)) for word, place in alone.items()}
        said |= dict(slots_filled(alone))
        met: dict[frozenset[int], list[Stems]] = {}
        for word in said:
            for stems in self.vocabulary.by_word.get(word, ()):
                if all(other in said for other in stems):
                    taken = frozenset[int]().union(*(said[other] for other in stems))
                    if len(taken) >= len(stems) and not self._is_padded(folded, taken, stems):  # one word can't be two
                        met.setdefault(taken, []).append(stems)
        if met:
            taken = max(met, key=lambda places: self._closeness(folded, places, met[places]))
            return self._said_together(folded, taken, met[taken]), set(taken)
        for place in sorted(free):  # "baby sitter" for babysitter
            if place + 1 in free and (
                meaning := self.vocabulary.meanings.get((stem("".join(folded[place : place + 2])),))
            ):
                return meaning, {place, place + 1}
        return None

    def _is_padded(self, folded: Sequence[str], taken: frozenset[int], stems: Stems) -> bool:
        """Whether it is another trade's word and what is said of any trade: "élagueur pas cher"."""
        telling = [folded[place] for place in taken if folded[place] not in NOISE]
        own = self.vocabulary.written.get((telling[0],), frozenset()) if len(telling) == 1 else frozenset[int]()
        is_written = tuple(sorted(stem(folded[place]) for place in taken)) in self.vocabulary.meanings
        return bool(own) and not is_written and own.isdisjoint(self.vocabulary.concepts[stems].categories)

    def _closeness(self, folded: Sequence[str], taken: frozenset[int], phrases: Sequence[Stems]) -> tuple[Any, ...]:
        """How well phrases that take those words say them: the most words first, then just as they are written.

        Words said of any trade count after others: "coupe petit garçon pas trop cher" is no "trop petit".
        """
        exact = tuple(sorted(stem(folded[place]) for place in taken)) in self.vocabulary.meanings
        names = any(map(self._names_its_trade, phrases))
        own = min(self.vocabulary.concepts[stems].doubt for stems in phrases) < 2
        telling = len(taken) if exact else sum(folded[place] not in NOISE for place in taken)
        return telling, len(taken), exact, own, names, min(taken) - max(taken), -min(taken)

    def _said_together(self, folded: Sequence[str], taken: frozenset[int], phrases: Sequence[Stems]) -> Chunk:
        """The trades of the phrases that take those words, first of the one written just so."""
        exact = self.vocabulary.meanings.get(tuple(sorted(stem(folded[place]) for place in taken)))
        others = sorted((self.vocabulary.concepts[stems] for stems in phrases), key=lambda chunk: chunk.doubt)
        first, *rest = [exact, *others] if exact else others
        more = [pk for chunk in rest for pk in chunk.categories]
        return replace(first, categories=tuple(dict.fromkeys([*first.categories, *more])))

    def _names_its_trade(self, stems: Stems) -> bool:
        """Whether one word of the phrase names its trade by itself: "carrelage" in "carrelage d’entrée"."""
        trade = self.vocabulary.concepts[stems].categories[0]
        alone = (self.vocabulary.concepts.get((word,)) for word in stems)
        return any(meaning.doubt < 2 and meaning.categories[0] == trade for meaning in alone if meaning)

    def _single(self, word: str) -> Chunk:
        key = stem(word)
        meaning = self.vocabulary.meanings.get((key,))
        closer = self.vocabulary.inflected.get(inflection(word))
        if meaning and closer and not closer.is_weak:  # what only shares its stem is another word: vanne and vannier
            is_first = meaning.categories[0] in closer.categories
            meaning = replace(closer, doubt=meaning.doubt) if is_first else closer
        elif meaning and not closer and _is_root(word, key):
            meaning = replace(meaning, is_weak=True)
        if meaning is None and len(sense := concept(key)) >= SHORTEST_SENSE and names_a_trade(sense):
            meaning = self.vocabulary.concepts.get((sense,))
            if meaning and meaning.doubt > 1:  # its root alone: "accrocher" is no accident
                meaning = replace(meaning, is_weak=True)
        for slot in slots_of(concept(key)):
            meaning = meaning or self.vocabulary.concepts.get((slot,))
        return replace(meaning, words=(word,)) if meaning else Chunk((word,))

    def joined(self, folded: Sequence[str]) -> list[str]:
        """The words with those written apart that make one of the lexicon: "cous cous"."""
        found: list[str] = []
        for word in folded:
            both = found[-1] + word if found else ""
            is_known = found and {found[-1], word} <= self.vocabulary.spellings.keys()
            if both and not is_known and word not in STOP_WORDS and (stem(both),) in self.vocabulary.meanings:
                found[-1] = both
            else:
                found.append(word)
        return found

    def needs_beginning(self, start: str) -> list[tuple[str, Category]]:
        """Synonyms and needs of several words that begin as typed (folded), with their trade; at most 50."""
        rows = _needs_in_order(self)
        at = bisect_left(rows, (start, "", 0))
        found = [(said, self.categories[pk]) for folded, said, pk in rows[at : at + 50] if folded.startswith(start)]
        return list(dict.fromkeys(found))

    @cached_property
    def _places(self) -> tuple[list[tuple[str, int]], list[tuple[str, int]], dict[str, list[int]]]:
        """In which phrases each word stands, the words in order, in which but needs, and each stem."""
        phrases = self.vocabulary.phrases
        stems: dict[str, list[int]] = {}
        for at, phrase in enumerate(phrases):
            for key in phrase.stems:
                stems.setdefault(key, []).append(at)
        placed = sorted({(word, at) for at, phrase in enumerate(phrases) for word in phrase.words})
        return placed, [(word, at) for word, at in placed if phrases[at].rank[1] < FIRST_NEED], stems

    def _phrases_with(self, beginning: str, ends: Iterable[str]) -> list[Phrase]:
        """The phrases with a word that begins so, or one of the stems."""
        all_words, own_words, stems = self._places
        words_ = all_words if len(beginning) >= SHORTEST_NEED else own_words  # a letter or two begin too many needs
        found = {at for key in ends for at in stems.get(key, ())}
        first, after = (bisect_left(words_, (start, 0)) for start in (beginning, f"{beginning}{LAST}"))
        found.update(at for _, at in words_[first:after])
        return [self.vocabulary.phrases[at] for at in sorted(found)]

    def beginning(self, folded: Sequence[str]) -> list[Category]:
        """Categories one of whose phrases has all the words, the last one perhaps half typed; names before synonyms."""
        if not folded:
            return []
        *whole, last = folded
        asked, ends = set(map(stem, whole)), {stem(last), *unfinished(last)}
        best: dict[int, tuple[bool, bool, int]] = {}
        for phrase in self._phrases_with(last, ends):
            if asked.issubset(phrase.stems):
                key = (phrase.rank[0] > NAMES, not phrase.words[0].startswith(folded[0]), len(phrase.words))
                best[phrase.category] = min(key, best.get(phrase.category, key))
        found = [self.categories[pk] for pk in best]
        return sorted(found, key=lambda row: (*best[row.pk], -row.listing_count, row.name_fr, row.pk))


_kept: list[Lexicon] = []  # the last one, by this process
_CHECKED = f"directory:lexicon:{uuid4().hex}"  # two machines have processes of one number
_COLUMNS = ("pk", "tag", "slug", "name_fr", "name_en", "group", "icon", "hue", "listing_count")


@lru_cache(maxsize=4)
def _needs_in_order(lexicon: Lexicon) -> list[tuple[str, str, int]]:
    found = {
        (fold(said), said, category.pk)
        for category in lexicon.categories.values()
        for said in category.synonyms
        if " " in said and not has_slot(said)
    }
    return sorted(found)


def recent_lexicon() -> Lexicon:
    """The lexicon for searches, as it was at most some seconds ago: for what is asked at every letter typed."""
    if cache.get(_CHECKED) and _kept:
        return _kept[-1]
    _kept[:] = [load_lexicon(with_needs=True)]
    cache.set(_CHECKED, 1, RECENT)
    return _kept[-1]


def load_lexicon(*, with_needs: bool = False) -> Lexicon:
    """One light query; what follows from the categories is worked out again only when one of them changed.

    With the needs of data/needs.tsv, a lexicon understands searches; without, it reads what businesses say of
    themselves.
    """
    rows: Any = Category.objects.order_by("pk").values_list(*_COLUMNS, Cast("synonyms", TextField()))
    return _lexicon(tuple(rows), with_needs)


@lru_cache(maxsize=4)
def _lexicon(rows: tuple[tuple[Any, ...], ...], with_needs: bool) -> Lexicon:
    needs = read_needs() if with_needs else {}
    categories = [Category(**dict(zip(_COLUMNS, row, strict=False)), synonyms=json.loads(row[-1])) for row in rows]
    for category in categories:
        category.synonyms = [*category.synonyms, *needs.get(category.tag, ())]
    return Lexicon(categories, {row[0]: len(json.loads(row[-1])) for row in rows})


def query_words(text: str) -> list[str]:
    """The folded words of a query that say something, each once, at most MOST_WORDS of them."""
    return list(dict.fromkeys(significant(words(text[:LONGEST_QUERY]))))[:MOST_WORDS]


def _settled(chunks: list[Chunk]) -> list[Chunk]:
    """Weak trades as words where a strong one stands, and without the words that add nothing to what is asked."""
    if any(chunk.categories and not _is_generic(chunk) for chunk in chunks):
        chunks = [part for chunk in chunks for part in (chunk.apart() if _is_generic(chunk) else [chunk])]
    if any(chunk.categories and not chunk.is_weak for chunk in chunks):
        chunks = [part for chunk in chunks for part in (chunk.apart() if chunk.is_weak else [chunk])]
        chunks = [chunk for chunk in chunks if chunk.categories or stem(chunk.words[0]) not in GENERIC] or chunks
    telling = [chunk for chunk in chunks if chunk.categories or chunk.words[0] not in NOISE]
    return telling or chunks


def _preferring(chunk: Chunk, first: Sequence[int]) -> Chunk:
    others = (pk for pk in chunk.categories if pk not in first)
    return replace(chunk, categories=(*first, *others), likeliest=len(first))


def _is_service(word: str) -> bool:
    """Whether it says what is done whatever the trade ("réparation"), or that this is a business ("atelier")."""
    return not names_a_trade(concept(stem(word))) or stem(word) in GENERIC


def _is_root(word: str, stemmed: str) -> bool:
    """Whether it is what trades and things are made of, or a verb: "chaude" of chaudière, "tomber" of tombe."""
    return inflection(word) == stemmed or (word.endswith("er") and not word.endswith("ier"))


def _is_generic(chunk: Chunk) -> bool:
    """Whether its one word says only that it is some business or room: "bureau", "salle"."""
    return len(chunk.words) == 1 and stem(chunk.words[0]) in GENERIC


def _places(folded: Sequence[str]) -> Iterator[int]:
    """The places of words that name a place, because of the one before: Saint-Loup, rue des Boulangers."""
    is_place = False
    for at, word in enumerate(folded):
        if is_place:
            yield at
        is_place = not is_place and stem(word) in _BEFORE_PLACE
