"""Rows by the million: COPY on PostgreSQL, large transactions on SQLite. No model, signal or action takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

BATCH = 50_000


class Bulk:
    """Writes rows of a model; the columns that aren't named get the model's own defaults, the same in all rows.

    Values are as the database takes them, moments as UTC text. Sequences stay behind: give every key or none.
    """

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        self.table = model._meta.db_table
        rest = [
            field
            for field in model._meta.concrete_fields
            if field.column not in columns and not (field.primary_key and field.get_internal_type() == "BigAutoField")
        ]
        self.columns = [*columns, *(field.column for field in rest)]
        self.constant = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)

    def write(self, rows: Iterable[tuple[Any, ...]]) -> None:
        if connection.vendor == "postgresql":
            self._copy(rows)
        else:
            self._insert(rows)

    def _copy(self, rows: Iterable[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{column}"' for column in self.columns)
        copying = f'COPY "{self.table}" ({names}) FROM STDIN'
        with transaction.atomic(), connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row + self.constant)

    def _insert(self, rows: Iterable[tuple[Any, ...]]) -> None:
        names, marks = ", ".join(f'"{column}"' for column in self.columns), ", ".join(["%s"] * len(self.columns))
        source: Iterator[tuple[Any, ...]] = iter(rows)
        while some := list(islice(source, BATCH)):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.executemany(
                    f'INSERT INTO "{self.table}" ({names}) VALUES ({marks})',  # noqa: S608
                    [row + self.constant for row in some],
                )


def hurry() -> None:
    """Durability and checked keys cost minutes and protect nothing in a database that is thrown away."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for pragma in ("foreign_keys=OFF", "synchronous=OFF", "journal_mode=OFF", "cache_size=-1000000"):
                cursor.execute(f"PRAGMA {pragma}")
            return
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            cursor.execute("SET session_replication_role = replica")


def calm() -> None:
    """As the site's own settings have it: a new connection, checked rows."""
    connection.close()
