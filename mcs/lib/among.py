"""A lookup for the rows of many keys, which says them as one value where the database has arrays.

    Listing.objects.filter(pk__among=keys)

`pk__in` makes a parameter of each key: for two hundred of them, writing and reading the statement costs as much as
answering it, and PostgreSQL can't keep its plan, since each number of keys is another statement.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.fields import AutoField, BigAutoField


class Among(Lookup[Any]):
    """Whole numbers, any iterable of them."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[int]:
        return [int(key) for key in self.rhs]

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        places = ", ".join(["%s"] * len(self.rhs))
        return f"{column} IN ({places or 'NULL'})", (*params, *self.rhs)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*params, self.rhs)


for _field in (AutoField, BigAutoField):
    _field.register_lookup(Among)
