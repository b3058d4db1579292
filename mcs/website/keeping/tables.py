"""Rows as JSON lines, the same from SQLite and from PostgreSQL, and back: always a few at a time."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, Model
from django.utils.duration import duration_string

BATCH = 500  # rows
LEVEL = 3  # of gzip: half the time of 6 for a tenth more bytes


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that only reads, in which the database stands still while others go on writing."""
    outermost = not connection.in_atomic_block
    if connection.vendor == "sqlite" and outermost:
        # Ours begin IMMEDIATE, which would hold writers back.
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def kept_models(apps: Apps) -> list[type[Model]]:
    """Every table, those between two models included, by name."""
    models = apps.get_models(include_auto_created=True)
    return sorted((model for model in models if model._meta.managed), key=lambda model: model._meta.label)


def write_rows(model: type[Model], file: IO[bytes]) -> int:
    """Writes a first line with the columns, then a line a row by primary key; returns how many rows."""
    columns = [column.attname for column in _columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    count = 0
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0) as packed:
        packed.write(_line(columns))
        for row in rows.iterator(chunk_size=BATCH):
            packed.write(_line(row))
            count += 1
    return count


def read_rows(file: IO[bytes]) -> Iterator[list[Any]]:
    """The lines again, the columns first."""
    with gzip.GzipFile(fileobj=file, mode="rb") as packed:
        for line in packed:
            yield json.loads(line)


def load_rows(model: type[Model], lines: Iterator[list[Any]]) -> None:
    """Puts the rows in the table just as they were: no default, no date of today, no signal."""
    known = {column.attname: column for column in _columns(model)}
    columns = [known[name] for name in next(lines)]
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(column.column)) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({places})"  # noqa: S608 — names of our tables
    with connection.cursor() as cursor:
        while batch := list(islice(lines, BATCH)):
            cursor.executemany(insert, [_values(columns, row) for row in batch])


def _values(columns: list[Field[Any, Any]], row: list[Any]) -> list[Any]:
    return [
        column.get_db_prep_save(column.to_python(value), connection) for column, value in zip(columns, row, strict=True)
    ]


def empty(models: Iterable[type[Model]]) -> None:
    """Deletes what migrations put in the tables of an empty place."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 — our tables


def reset_sequences(models: list[type[Model]]) -> None:
    """The next row of each table gets a number after those it has."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _columns(model: type[Model]) -> list[Field[Any, Any]]:
    return [column for column in model._meta.local_concrete_fields if not column.generated]


def _line(values: Iterable[Any]) -> bytes:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"), default=_as_text).encode() + b"\n"


def _as_text(value: Any) -> str:
    """What a column's `to_python` reads again. Moments are in UTC, to the microsecond."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"A backup has no text for {type(value).__name__}.")
