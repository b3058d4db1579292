"""The migration operation that makes an index and takes it away."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.state import ProjectState

from mcs.lib.search import Document, Query, Word, open_index
from mcs.lib.search.migrations import CreateSearchIndex


@pytest.mark.django_db(transaction=True)
def test_index_is_made_and_unmade() -> None:
    operation, state, index = CreateSearchIndex("trial"), ProjectState(), open_index("trial")
    with connection.schema_editor() as editor:
        operation.database_forwards("lib", editor, state, state)
    index.put([Document(1, name=["plomb"])])
    assert [hit.id for hit in index.search(Query([Word(("plomb",))]))] == [1]
    with connection.schema_editor() as editor:
        operation.database_backwards("lib", editor, state, state)
    with pytest.raises(DatabaseError):
        index.clear()


@pytest.mark.django_db(transaction=True)
def test_operation_writes_its_statements_for_sqlmigrate() -> None:
    with connection.schema_editor(collect_sql=True) as editor:
        CreateSearchIndex("trial").database_forwards("lib", editor, ProjectState(), ProjectState())
    assert sum("trial_search" in line for line in editor.collected_sql) >= 4


def test_operation_says_what_it_does() -> None:
    operation = CreateSearchIndex("trial")
    assert (operation.describe(), operation.migration_name_fragment) == (
        "Create the search index trial",
        "trial_search",
    )
