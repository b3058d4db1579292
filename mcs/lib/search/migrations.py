"""The operation that makes an index, for an app's migrations."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from mcs.lib.search import ENGINES


class CreateSearchIndex(Operation):
    """Makes the tables of a search index by its name; reversing drops them. What they hold can always be made again."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str) -> None:
        self.name = name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No model stands for an index."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        index = ENGINES[schema_editor.connection.vendor](self.name, schema_editor.connection)
        for statement in index.CREATE:
            schema_editor.execute(statement.format(table=index.table), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._drop(schema_editor)

    def _drop(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        index = ENGINES[schema_editor.connection.vendor](self.name, schema_editor.connection)
        for statement in index.DROP:
            schema_editor.execute(statement.format(table=index.table), params=None)

    def describe(self) -> str:
        return f"Create the search index {self.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.name}_search"


class RecreateSearchIndex(CreateSearchIndex):
    """Makes the tables anew and empty, when what they hold has changed; reversing leaves them as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self._drop(schema_editor)
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing: the index is made of no data of its own."""

    def describe(self) -> str:
        return f"Make the search index {self.name} anew"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.name}_search_anew"
