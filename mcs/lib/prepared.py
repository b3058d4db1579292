"""Queries whose SQL Django writes once in each process: for a page that everybody reads, writing it anew each time
costs ten times what the database takes to answer.

    follows = Prepared(lambda: Follow.objects.filter(member=Given("member", UUIDField())).values_list("post"))
    follows.rows(member=member.pk)

    post = Prepared(lambda: Post.objects.filter(pk=Given("post", BigIntegerField())).select_related("author"))
    post.objects(post=12)

Whatever differs from one time to the next has to be given, the hour too: anything else stays as it was written first.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Found = TypeVar("Found")


class Given(Expression):
    """The place in a prepared query of a value that is known when it is asked."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Written(NamedTuple):
    compiler: SQLCompiler
    sql: str
    params: list[Any]
    converters: dict[int, Any]


class Prepared(Generic[Found]):
    """A query, told by `make` when it is first asked: of a `values_list` for its `rows`, or of a model."""

    def __init__(self, make: Callable[[], QuerySet[Any, Found]]) -> None:
        self.make = make
        self._written: dict[str, Written] = {}

    @cached_property
    def queryset(self) -> QuerySet[Any, Found]:
        return self.make()

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """All that it finds for the values given, as tuples. One query."""
        connection = connections[router.db_for_read(self.queryset.model)]
        written = self._write(connection)
        with connection.cursor() as cursor:
            cursor.execute(written.sql, _filled(written, connection, given))
            rows = cursor.fetchall()
        compiler = self.queryset.query.get_compiler(connection=connection)
        return [tuple(row) for row in compiler.apply_converters(rows, written.converters)]

    def objects(self, **given: Any) -> list[Found]:
        """The objects that it finds for the values given, with what is selected beside them. One query, and those of
        its prefetches."""
        found = self.queryset.all()
        connection = connections[found.db]
        written = self._write(connection)
        compiler: Any = copy(written.compiler)  # Django reads the rows as it would, from SQL that is there already
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_kwargs: (written.sql, tuple(_filled(written, connection, given)))
        compiler.get_converters = lambda _columns: written.converters
        found.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        return list(found)

    def _write(self, connection: BaseDatabaseWrapper) -> Written:
        """The SQL for that database, from the second time on as it was written first."""
        if connection.alias not in self._written:
            compiler = self.queryset.query.clone().get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
            self._written[connection.alias] = Written(compiler, sql, list(params), converters)
        return self._written[connection.alias]


def _filled(written: Written, connection: BaseDatabaseWrapper, given: dict[str, Any]) -> list[Any]:
    return [
        param.output_field.get_db_prep_value(given[param.name], connection) if isinstance(param, Given) else param
        for param in written.params
    ]
