"""Bringing the categories of the database to what the project's file says."""

from __future__ import annotations

from dataclasses import asdict
from typing import NamedTuple

from django.db import transaction

from mcs.directory.categories import CategoryRow, read_categories
from mcs.directory.models import Category

FIELDS = [name for name in CategoryRow.__slots__ if name != "tag"]


class LoadedCategories(NamedTuple):
    created: int
    updated: int
    unchanged: int


@transaction.atomic
def load_categories() -> LoadedCategories:
    """Creates or updates the categories of data/categories.tsv by their tag; says how many of each.

    What an operator added stays, and so does a category that left the file: listings may stand in it.
    """
    rows = read_categories()
    known = {category.tag: category for category in Category.objects.all()}
    fresh, changed = [], []
    for row in rows:
        values = asdict(row)
        category = known.get(row.tag)
        if category is None:
            fresh.append(Category(**values))
        elif any(getattr(category, name) != values[name] for name in FIELDS):
            for name in FIELDS:
                setattr(category, name, values[name])
            changed.append(category)
    Category.objects.bulk_update(changed, FIELDS)
    Category.objects.bulk_create(fresh)
    return LoadedCategories(len(fresh), len(changed), len(rows) - len(fresh) - len(changed))
