"""A lookup for the rows of many keys, which says them as one value where the database has arrays.

    Listing.objects.filter(pk__among=keys)
    Prepared(lambda: Listing.objects.filter(pk__among=Given("keys", Keys())))

`pk__in` makes a parameter of each key: for two hundred of them, writing and reading the statement costs as much as
answering it, and PostgreSQL can't keep its plan, since each number of keys is another statement.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Lookup
from django.db.models.fields import AutoField, BigAutoField


class Keys(Field[Any, Any]):
    """Keys given to a prepared query: an array on PostgreSQL, JSON on SQLite."""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        keys = [int(key) for key in value]
        return keys if connection.vendor == "postgresql" else json.dumps(keys)


class Among(Lookup[Any]):
    """Whole numbers, any iterable of them."""

    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        return self.rhs if self._is_given else [int(key) for key in self.rhs]

    @property
    def _is_given(self) -> bool:
        return hasattr(self.rhs, "resolve_expression")

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        if self._is_given:
            given, values = self.process_rhs(compiler, connection)
            return f"{column} IN (SELECT value FROM json_each({given}))", (*params, *values)  # noqa: S608 — a placeholder
        places = ", ".join(["%s"] * len(self.rhs))
        return f"{column} IN ({places or 'NULL'})", (*params, *self.rhs)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        given, values = self.process_rhs(compiler, connection) if self._is_given else ("%s", [self.rhs])
        return f"{column} = ANY({given}::bigint[])", (*params, *values)


for _field in (AutoField, BigAutoField):
    _field.register_lookup(Among)
