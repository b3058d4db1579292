"""SQLite's engine: an FTS5 table with a column a field."""

# The only name put into these statements is the index's, checked where it is made.
# ruff: noqa: S608
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mcs.lib.search.index import Document, SearchIndex, clean


class SqliteIndex(SearchIndex):
    # The "ascii" tokenizer takes every character beyond ASCII for a letter: our words are never split again.
    CREATE = (
        "CREATE VIRTUAL TABLE {table} USING fts5(name, keywords, place, text, tokenize='ascii', prefix='2 3')",
        "CREATE VIRTUAL TABLE {table}_words USING fts5vocab('{table}', 'row')",
        """CREATE TABLE {table}_marks (mark TEXT NOT NULL, rank REAL NOT NULL, rowid_ INTEGER NOT NULL,
           PRIMARY KEY (rowid_, mark)) WITHOUT ROWID""",
        "CREATE INDEX {table}_marks_rank ON {table}_marks (mark, rank DESC, rowid_)",
    )
    DROP = (
        "DROP TABLE IF EXISTS {table}_marks",
        "DROP TABLE IF EXISTS {table}_words",
        "DROP TABLE IF EXISTS {table}",
    )
    AND, OR = " AND ", " OR "

    def vocabulary(self, limit: int = 50_000) -> dict[str, int]:
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT term, doc FROM {self.table}_words ORDER BY doc DESC, term LIMIT %s", [limit])
            return {term: count for term, count in cursor.fetchall() if term.isalnum()}

    def _put_words(self, cursor: Any, documents: Sequence[Document]) -> None:
        rows: list[list[int | str]] = [
            [document.id, *(" ".join(words) for words in document.fields())] for document in documents
        ]
        columns = "(rowid, name, keywords, place, text)"
        cursor.executemany(f"INSERT OR REPLACE INTO {self.table} {columns} VALUES (%s, %s, %s, %s, %s)", rows)

    def _select(self) -> str:
        return f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s LIMIT %s"

    def _term(self, token: str, in_name: bool, *, prefix: bool = False) -> str:
        return f"{'name : ' if in_name else ''}{self._quote(token)}{'*' if prefix else ''}"

    @staticmethod
    def _quote(token: str) -> str:
        doubled = clean(token).replace('"', '""')
        return f'"{doubled}"'
