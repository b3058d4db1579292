"""Full-text search behind one small interface, with two engines: SQLite FTS5 and PostgreSQL.

Nouns: Document (an id, its words in four fields, its marks and rank), Query and its Words, Hit, SearchIndex.
Engines take words as `lib.french` makes them and analyse nothing themselves, so both databases find the same.
`migrations.CreateSearchIndex` makes an index's tables; `spelling` corrects a word by the words an index holds.
May import: lib.
"""

from __future__ import annotations

from django.db import connections

from mcs.lib.replicas import reading_alias
from mcs.lib.search.index import FIELDS, Document, Hit, Query, SearchIndex, Word
from mcs.lib.search.postgres import PostgresIndex
from mcs.lib.search.sqlite import SqliteIndex

__all__ = ["ENGINES", "FIELDS", "Document", "Hit", "Query", "SearchIndex", "Word", "open_index"]

ENGINES: dict[str, type[SearchIndex]] = {"sqlite": SqliteIndex, "postgresql": PostgresIndex}  # by Django's vendor name


def open_index(name: str, using: str = "") -> SearchIndex:
    """The index of that name on whichever database is in use; opening costs nothing."""
    connection = connections[using or reading_alias()]
    return ENGINES[connection.vendor](name, connection)
