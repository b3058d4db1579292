"""What every engine takes, gives and promises."""

# The only name put into these statements is the index's, checked where it is made.
# ruff: noqa: S608
from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

FIELDS = ("name", "keywords", "place", "text")  # of a document, most telling first
WORDS_A_DOCUMENT = 5_000  # in all its fields; PostgreSQL takes a megabyte
# Documents looked up for one word of a loose search: a word that more documents have says little.
COMMON = 1_000
MOST_CROSSED = 2_000  # documents of one mark looked at for another
RANKED = "§ranked"  # the mark of documents that have a rank
_NAME = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True)
class Document:
    """The words of one thing to find, most telling field first; its marks, which nobody types; its rank by them."""

    id: int
    name: Sequence[str] = ()
    keywords: Sequence[str] = ()
    place: Sequence[str] = ()
    text: Sequence[str] = ()
    marks: Sequence[str] = ()
    rank: float = 0.0  # higher is found first among equals

    def fields(self) -> list[list[str]]:
        """The words of each field in the order of FIELDS, cut at what an engine takes; marks stand among keywords."""
        left, fields = WORDS_A_DOCUMENT, []
        for words in (self.name, [*self.marks, *[RANKED] * (self.rank > 0), *self.keywords], self.place, self.text):
            fields.append([word for word in map(clean, words[:left]) if word])
            left -= len(fields[-1])
        return fields


@dataclass(frozen=True)
class Word:
    """One word of a query: met by any alternative ("fuite eau": by both words), or by what begins as its prefix.

    `marks` are alternatives too; where too much is found and each word has some, the best come by their rank.
    """

    alternatives: tuple[str, ...] = ()
    prefix: str = ""
    required: bool = False  # even a loose search must meet it
    marks: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(map(clean, (self.prefix, *self.alternatives, *self.marks)))

    @property
    def whole(self) -> Word:
        """The word without what only begins as it does, where something is left."""
        return replace(self, prefix="") if any(map(clean, self.alternatives)) else self

    @property
    def has_words(self) -> bool:
        return any(map(clean, (self.prefix, *self.alternatives)))


@dataclass(frozen=True)
class Query:
    """What to look for: all the words, in the name alone if so asked, and always every mark of `filters`.

    A loose query is also answered with what meets only some words, the more words the better: all that are required,
    or more than half when none is.
    """

    words: Sequence[Word] = ()
    filters: Sequence[str] = ()
    in_name: bool = False
    loose: bool = False
    limit: int = 500


class Hit(NamedTuple):
    id: int
    matched: int  # how many words of the query it meets


class SearchIndex(ABC):
    """Documents found by their words. Writing one costs the same in an index of ten and of a million.

    No answer reads more than some thousand documents: where more meet the query, those whose name does come first,
    then those with a rank, then whichever the engine meets first.
    """

    CREATE: ClassVar[tuple[str, ...]]  # statements that make the tables; {table} stands for their name
    DROP: ClassVar[tuple[str, ...]]
    AND: ClassVar[str]
    OR: ClassVar[str]

    def __init__(self, name: str, connection: BaseDatabaseWrapper) -> None:
        if not _NAME.fullmatch(name):
            raise ValueError(f"An index is named with small letters: {name!r}")
        self.connection = connection
        self.table = f"{name}_search"

    def put(self, documents: Iterable[Document]) -> None:
        """Adds documents, or replaces those of the same id; at most three statements."""
        if not (found := list(documents)):
            return
        marks = [(mark, document.rank, document.id) for document in found for mark in self._marks(document)]
        with self.connection.cursor() as cursor:
            self._put_words(cursor, found)
            cursor.executemany(
                f"DELETE FROM {self.table}_marks WHERE rowid_ = %s", [(document.id,) for document in found]
            )
            if marks:
                cursor.executemany(f"INSERT INTO {self.table}_marks (mark, rank, rowid_) VALUES (%s, %s, %s)", marks)

    def is_empty(self) -> bool:
        """Whether it holds no document."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM {self.table} LIMIT 1")
            return cursor.fetchone() is None

    @abstractmethod
    def vocabulary(self, limit: int = 50_000) -> dict[str, int]:
        """The commonest words of the index and in how many documents each stands; only plain words."""

    def remove(self, ids: Iterable[int]) -> None:
        """Forgets documents; an unknown id is no error."""
        if rows := [(id_,) for id_ in ids]:
            with self.connection.cursor() as cursor:
                cursor.executemany(f"DELETE FROM {self.table} WHERE rowid = %s", rows)
                cursor.executemany(f"DELETE FROM {self.table}_marks WHERE rowid_ = %s", rows)

    def rerank(self, ranks: Mapping[int, float]) -> list[int]:
        """Changes the rank of documents, by their id; an unknown id is no error.

        Returns the ids whose document must be put again, since they have a rank for the first time or no more.
        """
        ids = list(ranks)
        ranked: set[int] = set()
        with self.connection.cursor() as cursor:
            for first in range(0, len(ids), COMMON):
                some = ids[first : first + COMMON]
                cursor.execute(
                    f"SELECT rowid_ FROM {self.table}_marks WHERE mark = %s"
                    f" AND rowid_ IN ({', '.join(['%s'] * len(some))})",
                    [RANKED, *some],
                )
                ranked.update(id_ for (id_,) in cursor.fetchall())
            if rows := [(rank, id_) for id_, rank in ranks.items() if rank > 0 and id_ in ranked]:
                cursor.executemany(f"UPDATE {self.table}_marks SET rank = %s WHERE rowid_ = %s", rows)
        return [id_ for id_, rank in ranks.items() if (rank > 0) != (id_ in ranked)]

    def clear(self) -> None:
        """Forgets all documents."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")
            cursor.execute(f"DELETE FROM {self.table}_marks")

    def search(self, query: Query) -> list[Hit]:
        """Documents that answer the query, those meeting most words first."""
        words = [word for word in query.words if word]
        if query.loose:
            return self._search_loosely(query, words)
        if not words and not query.filters:
            return []
        parts = [self._quote(mark) for mark in query.filters if clean(mark)]
        asked = [self._expression(word, in_name=query.in_name) for word in words]
        best = self._at_once(query, words, parts, asked)
        ids = [] if best and len(best) == query.limit else self._ids(self.AND.join(parts + asked), query.limit)
        if query.limit in (len(best or ()), len(ids)):
            if best is None:
                best = self._best(query, words, parts, asked)
            ids = [*self._named(query, words, parts), *best, *ids]
        return [Hit(id_, len(words)) for id_ in list(dict.fromkeys(ids))[: query.limit]]

    def marked(self, words: Sequence[Word], filters: Sequence[str] = (), limit: int = 500) -> list[int]:
        """Ids of documents with one mark of each word and all the filters, by rank, then the oldest.

        Where several marks are wanted, those among the first MOST_CROSSED of a mark of the first word.
        """
        first, *others = words
        wanted = [word.marks for word in others] + [(mark,) for mark in filters if clean(mark)]
        order = "ORDER BY rank DESC, rowid_ LIMIT"
        # One mark at a time, so that the index gives the rows in their order and the limit stops it.
        sql = f"SELECT rank, rowid_ FROM {self.table}_marks WHERE mark = %s {order} %s"
        if wanted:
            # A single value is looked up row by row: EXISTS has PostgreSQL read all that have the other mark.
            crossed = " AND ".join(
                f"(SELECT rowid_ FROM {self.table}_marks AS other WHERE other.rowid_ = found.rowid_"
                f" AND other.mark IN ({', '.join(['%s'] * len(marks))}) LIMIT 1) IS NOT NULL"
                for marks in wanted
            )
            bounded = sql.replace("LIMIT %s", f"LIMIT {MOST_CROSSED}")
            sql = f"SELECT rank, rowid_ FROM ({bounded}) AS found WHERE {crossed} {order} %s"
        rest = [mark for marks in wanted for mark in marks]
        rows: list[list[tuple[float, int]]] = [self._rows(sql, [mark, *rest, limit]) for mark in first.marks]
        share = limit // max(len(rows), 1)  # so that a mark of many leaves room for one of few
        kept: set[tuple[float, int]] = {row for of_one in rows for row in of_one[:share]}
        more = sorted({row for of_one in rows for row in of_one} - kept, key=_by_rank)[: limit - len(kept)]
        return [id_ for _, id_ in sorted(kept.union(more), key=_by_rank)]

    def _at_once(self, query: Query, words: Sequence[Word], parts: list[str], asked: list[str]) -> list[int] | None:
        """The best, where to ask for them costs less than to see whether there are more: one trade, words of a name."""
        is_one_trade = len(words) == 1 and bool(words[0].marks) and not query.filters
        return self._best(query, words, parts, asked) if words and (query.in_name or is_one_trade) else None

    def _best(self, query: Query, words: Sequence[Word], parts: list[str], asked: list[str]) -> list[int]:
        """As many documents: the best by mark where each word has some, else those ranked."""
        if words and not query.in_name and all(word.marks for word in words):
            return self.marked(words, query.filters, query.limit)
        ranked = [*parts, self._quote(RANKED)]
        # In a crowd the words as they stand are mostly enough, and what only begins so costs three times as much.
        whole = [self._expression(word.whole, in_name=query.in_name) for word in words]
        is_half = whole != asked and not query.in_name  # a name is mostly asked for half typed
        ids = self._ids(self.AND.join([*ranked, *whole]), query.limit) if is_half else []
        return ids if len(ids) > query.limit // 2 else [*ids, *self._ids(self.AND.join([*ranked, *asked]), query.limit)]

    def _named(self, query: Query, words: Sequence[Word], parts: list[str]) -> list[int]:
        """Half as many documents whose name has all the words."""
        named = [] if query.in_name else [self._expression(word, in_name=True) for word in words if word.has_words]
        return self._ids(self.AND.join(parts + named), query.limit // 2) if named else []

    def _search_loosely(self, query: Query, words: Sequence[Word]) -> list[Hit]:
        must = [word for word in words if word.required]
        optional = [self._expression(word, in_name=query.in_name) for word in words if not word.required]
        parts = [self._quote(mark) for mark in query.filters if clean(mark)]
        parts += [self._expression(word, in_name=query.in_name) for word in must]
        at_least = 0 if must else len(optional) // 2 + 1
        if not parts and not optional:
            return []
        met: Counter[int] = Counter()
        rare: list[str] = []
        common: list[str] = []
        for expression in optional:
            ids = self._ids(self.AND.join([*parts, expression]), COMMON)
            (common if len(ids) == COMMON else rare).append(expression)
            if len(ids) < COMMON or not rare:
                met.update(ids)
        # What everything has is only counted where something rarer stands.
        for expression in common if rare else []:
            met.update(self._ids(self.AND.join([*parts, f"({self.OR.join(rare)})", expression]), COMMON))
        if must:
            found = self._ids(self.AND.join(parts), query.limit)
            if len(found) == query.limit and all(word.marks for word in must):
                found = list(dict.fromkeys([*self.marked(must, query.filters, query.limit), *found]))[: query.limit]
            met.update(dict.fromkeys(found, 0))
        hits = [Hit(id_, len(must) + count) for id_, count in met.items() if count >= at_least]
        return sorted(hits, key=lambda hit: (-hit.matched, hit.id))[: query.limit]

    def _ids(self, match: str, limit: int) -> list[int]:
        return [id_ for (id_,) in self._rows(self._select(), [match, limit])]

    def _rows(self, sql: str, params: Sequence[Any] | None) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def _marks(self, document: Document) -> list[str]:
        marks = [mark for mark in map(clean, document.marks) if mark]
        return list(dict.fromkeys([*marks, *[RANKED] * (document.rank > 0)]))

    @abstractmethod
    def _put_words(self, cursor: Any, documents: Sequence[Document]) -> None:
        """Writes the words of the documents, which are not none."""

    @abstractmethod
    def _select(self) -> str:
        """The statement for the ids of what meets a match, with two parameters: the match, and how many at most."""

    def _expression(self, word: Word, *, in_name: bool) -> str:
        """A word in the engine's query language."""
        choices = [self._all(alternative.split(), in_name) for alternative in word.alternatives if clean(alternative)]
        choices += [self._quote(mark) for mark in word.marks if clean(mark) and not in_name]
        if clean(word.prefix):
            choices.append(self._term(word.prefix, in_name, prefix=True))
        return f"({self.OR.join(choices)})"

    def _all(self, tokens: Sequence[str], in_name: bool) -> str:
        return f"({self.AND.join(self._term(token, in_name) for token in tokens if clean(token))})"

    @abstractmethod
    def _term(self, token: str, in_name: bool, *, prefix: bool = False) -> str:
        """A token, or what begins so, in the engine's query language."""

    @staticmethod
    @abstractmethod
    def _quote(token: str) -> str:
        """A token in the engine's query language, whatever is in it."""


def _by_rank(row: tuple[float, int]) -> tuple[float, int]:
    return -row[0], row[1]


def clean(token: str) -> str:
    """The token without what no engine can hold."""
    return token.replace("\x00", "").strip()
