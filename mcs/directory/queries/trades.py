"""Which categories the words of a file mean: the trade that a register or a spreadsheet gives."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mcs.directory.models import Category
from mcs.directory.queries.lexicon import load_lexicon, query_words
from mcs.directory.queries.vocabulary import Chunk
from mcs.directory.sources.kinds import tag_in_words, tag_of

# Where a business goes that is known to be one and no more.
CATCH_ALL = frozenset({"shop=yes", "office=company", "office=association"})


class Trades:
    """The categories as they are now, met by OSM tags and by French words; one query for any number of questions."""

    def __init__(self) -> None:
        self._lexicon = load_lexicon()
        self._read: dict[str, Category | None] = {}

    @cached_property
    def by_tag(self) -> dict[str, Category]:
        return {category.tag: category for category in self._lexicon.categories.values()}

    def categories(self, kinds: Sequence[str], name: str) -> list[Category]:
        """The categories of a business, the main one first; none when nothing says its trade.

        The name is only asked where the file has no trade at all, and only its beginning: "Boulangerie du Prado".
        """
        found = [category for kind in kinds if (category := self._category(kind))]
        if not kinds:
            chunk = next(iter(self._lexicon.read(query_words(name))), None)
            found = [self._lexicon.categories[pk] for pk in chunk.categories[:1]] if chunk and not chunk.is_weak else []
        telling = [category for category in found if category.tag not in CATCH_ALL]
        return list(dict.fromkeys(telling or found[:1]))

    def _category(self, kind: str) -> Category | None:
        if kind not in self._read:
            self._read[kind] = self.by_tag.get(tag_of(kind, self.by_tag)) or self._in_words(kind)
        return self._read[kind]

    def _in_words(self, kind: str) -> Category | None:
        """The category it names in full ("auto-école"), else what registers call so, else what some words of it say."""
        if "=" in kind:
            return None
        chunks = self._lexicon.read(query_words(kind))
        whole = self._first(chunks) if len(chunks) == 1 else None
        return whole or self.by_tag.get(tag_in_words(kind, self.by_tag)) or self._first(chunks)

    def _first(self, chunks: Sequence[Chunk]) -> Category | None:
        meant = next((chunk.categories[0] for chunk in chunks if chunk.categories), None)
        return None if meant is None else self._lexicon.categories[meant]
