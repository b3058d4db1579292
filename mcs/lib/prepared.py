"""Queries whose SQL Django writes once in each process: for a page that everybody reads, writing it anew each time
costs ten times what the database takes to answer.

    follows = Prepared(lambda: Follow.objects.filter(member=Given("member", UUIDField())).values_list("post"))
    follows.rows(member=member.pk)

Whatever differs from one time to the next has to be given, the hour too: anything else stays as it was written first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet


class Given(Expression):
    """The place in a prepared query of a value that is known when it is asked."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Written(NamedTuple):
    sql: str
    params: list[Any]
    converters: dict[int, Any]


class Prepared:
    """The query of a `values_list`, told by `make` when it is asked for the first time."""

    def __init__(self, make: Callable[[], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self.make = make
        self._written: dict[str, Written] = {}

    @cached_property
    def queryset(self) -> QuerySet[Any, tuple[Any, ...]]:
        return self.make()

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """All that it finds for the values given. One query."""
        connection = connections[router.db_for_read(self.queryset.model)]
        written = self._written.get(connection.alias) or self._write(connection)
        params = [
            param.output_field.get_db_prep_value(given[param.name], connection) if isinstance(param, Given) else param
            for param in written.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows = cursor.fetchall()
        compiler = self.queryset.query.get_compiler(connection=connection)
        return [tuple(row) for row in compiler.apply_converters(rows, written.converters)]

    def _write(self, connection: BaseDatabaseWrapper) -> Written:
        compiler = self.queryset.query.clone().get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        self._written[connection.alias] = Written(sql, list(params), converters)
        return self._written[connection.alias]
