"""PostgreSQL's engine: a tsvector a document under a GIN index.

The vectors are written by us, word by word: no dictionary of PostgreSQL takes part. The words of a name stand in it
twice, the second time behind a mark: weights would be checked document by document, a word of its own is not.
"""

# The only name put into these statements is the index's, checked where it is made.
# ruff: noqa: S608
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mcs.lib.search.index import Document, SearchIndex, clean

_IN_NAME = "§n"  # before a word of a name


class PostgresIndex(SearchIndex):
    CREATE = (
        "CREATE TABLE {table} (rowid bigint PRIMARY KEY, document tsvector NOT NULL)",
        "CREATE INDEX {table}_document ON {table} USING gin (document)",
        """CREATE TABLE {table}_marks (mark text COLLATE "C" NOT NULL, rank double precision NOT NULL,
           rowid_ bigint NOT NULL, PRIMARY KEY (rowid_, mark))""",
        "CREATE INDEX {table}_marks_rank ON {table}_marks (mark, rank DESC, rowid_)",
    )
    DROP = ("DROP TABLE IF EXISTS {table}_marks", "DROP TABLE IF EXISTS {table}")
    AND, OR = " & ", " | "

    def vocabulary(self, limit: int = 50_000) -> dict[str, int]:
        words = f"ts_stat('SELECT document FROM {self.table}')"
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT word, ndoc FROM {words} ORDER BY ndoc DESC, word LIMIT %s", [limit])
            return {word: count for word, count in cursor.fetchall() if word.isalnum()}

    def _put_words(self, cursor: Any, documents: Sequence[Document]) -> None:
        cursor.executemany(
            f"INSERT INTO {self.table} (rowid, document) VALUES (%s, %s::tsvector)"
            " ON CONFLICT (rowid) DO UPDATE SET document = EXCLUDED.document",
            [(document.id, self._vector(document)) for document in documents],
        )

    def _select(self) -> str:
        # Planned without the limit, which would have it walk the table for a word it wrongly takes for a common one;
        # what is "materialized" is still made only as far as it is read.
        found = f"SELECT rowid FROM {self.table} WHERE document @@ %s::tsquery"
        return f"WITH found AS MATERIALIZED ({found}) SELECT rowid FROM found LIMIT %s"

    def _rows(self, sql: str, params: Sequence[Any] | None) -> list[Any]:
        # With the words in it, so that it is planned for them: one plan for all words reads the whole index for those
        # that half of the documents have.
        operations: Any = self.connection.ops
        written = operations.compose_sql(sql, params)
        return super()._rows(written, None)

    def _term(self, token: str, in_name: bool, *, prefix: bool = False) -> str:
        return f"{self._quote(f'{_IN_NAME}{clean(token)}' if in_name else token)}{':*' if prefix else ''}"

    @staticmethod
    def _quote(token: str) -> str:
        escaped = clean(token).replace("\\", "\\\\").replace("'", "''")
        return f"'{escaped}'"

    def _vector(self, document: Document) -> str:
        name, *others = document.fields()
        tokens = [*name, *(f"{_IN_NAME}{word}" for word in name), *(word for words in others for word in words)]
        return " ".join(map(self._quote, dict.fromkeys(tokens)))
