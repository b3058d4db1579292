"""Bringing a backup back into an empty place, on either database."""

from __future__ import annotations

from django.apps import apps as current
from django.apps.registry import Apps
from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from mcs.board.actions.index import reindex_posts
from mcs.directory.actions.index import reindex_all
from mcs.website.keeping import tables
from mcs.website.keeping.backup import NOT_COPIED, problems, read_files
from mcs.website.keeping.shelf import Manifest

# A place with a row in one of these is somebody's network.
TELL_TALE = ("members_member", "directory_listing")


def restore(shelf: Storage, moment: str, manifest: Manifest) -> None:
    """Makes the tables as they were, fills them in one transaction, and brings them to the code's version.

    Photos come first and the rows last: broken off, the place is still empty and it can be done again.
    Raises CommandError when the place is not empty, or the backup is damaged or of a newer version.
    """
    _refuse_a_place_in_use()
    if damage := list(problems(shelf, moment, manifest)):
        raise CommandError("\n".join(["This backup is damaged; nothing was changed.", *damage]))
    apps = _tables_as_they_were(manifest)
    _bring_files(shelf, moment)
    models = tables.kept_models(apps)
    with transaction.atomic():
        tables.empty(models)
        for model in models:
            if model._meta.label in manifest.tables:
                with shelf.open(f"{moment}/tables/{model._meta.label}.jsonl.gz") as file:
                    tables.load_rows(model, tables.read_rows(file))
        tables.reset_sequences(models)
    call_command("migrate", verbosity=0)
    reindex_all()
    reindex_posts()
    cache.clear()


def _refuse_a_place_in_use() -> None:
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in TELL_TALE:
            if table in there:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 — a name from the list above
                if cursor.fetchone():
                    raise CommandError(
                        "There is already a network in this database, and a restore would erase it: nothing was "
                        "changed. Name an empty database in DATABASE_URL, or an empty folder in MCS_VAR."
                    )


def _tables_as_they_were(manifest: Manifest) -> Apps:
    """Migrates the empty database to where the backup was; returns the models of that time."""
    executor = MigrationExecutor(connection)
    then, graph = set(manifest.migrations), executor.loader.graph
    if unknown := then - graph.nodes.keys():
        raise CommandError(
            f"This backup was made by a newer version of the site, which has {'.'.join(min(unknown))}: install that "
            "version, then restore. Nothing was changed."
        )
    if executor.loader.applied_migrations.keys() & graph.nodes.keys() - then:
        raise CommandError(
            "This database was prepared by a newer version of the site than the backup: give one without any table. "
            "Nothing was changed."
        )
    last = [
        name
        for name in sorted(then)
        if not any(child in then and child[0] == name[0] for child in graph.node_map[name].children)
    ]
    if then - executor.loader.applied_migrations.keys():
        executor.migrate(last)
    return current if then == graph.nodes.keys() else executor.loader.project_state(last).apps


def _bring_files(shelf: Storage, moment: str) -> None:
    for name, kept in read_files(shelf, moment):
        if kept == NOT_COPIED:
            continue
        if default_storage.exists(name):
            if default_storage.size(name) == kept.size:
                continue
            default_storage.delete(name)
        with shelf.open(f"files/{name}") as file:
            default_storage.save(name, File(file))
