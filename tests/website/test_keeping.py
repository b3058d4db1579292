"""Backups: what comes back is what was there, on either database, and half of one is never taken for one."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler
from django.test import Client

from mcs.directory.models import Listing
from mcs.lib.periodic.models import Worker
from mcs.lib.search.migrations import CreateSearchIndex
from mcs.photos.models import Photo
from mcs.website.keeping import tables
from mcs.website.keeping.shelf import Manifest, moments, open_shelf, read_manifest
from tests.architecture.world import make_people, make_places
from tests.factories import make_category, make_listing
from tests.photos.pictures import make_photo


def rows_of(place: Path) -> dict[str, list[str]]:
    """Every row of the newest backup, by table. Each database sorts texts its own way, so they are sorted here."""
    shelf = open_shelf(str(place))
    moment, manifest = read_manifest(shelf)
    return {
        label: sorted(
            gzip.decompress((place / moment / "tables" / f"{label}.jsonl.gz").read_bytes()).decode().split("\n")
        )
        for label in manifest.tables
    }


def newest(place: Path) -> tuple[str, Manifest]:
    return read_manifest(open_shelf(str(place)))


def read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def erase() -> None:
    tables.empty(tables.kept_models(apps))
    shutil.rmtree(settings.MEDIA_ROOT)


@pytest.mark.django_db
def test_a_backup_comes_back_equal_in_an_empty_place(tmp_path: Path) -> None:
    make_places(make_people())
    photo, place = make_photo(), tmp_path / "shelf"
    name = photo.file_name(photo.widths[0], "jpeg")
    picture, before = read(name), Listing.objects.count()
    call_command("backup", str(place))
    with pytest.raises(CommandError, match="already a network in this database"):
        call_command("restore", str(place))

    erase()
    call_command("verify", str(place))
    call_command("restore", str(place))
    connection.check_constraints()
    assert read(name) == picture
    assert Listing.objects.count() == before
    assert "Boucherie du Prado" in Client().get("/annuaire/?q=boucher").content.decode()
    restored = rows_of(place)
    call_command("backup", str(place))
    assert rows_of(place) == restored
    assert len(restored["directory.Listing"]) > 3
    assert make_listing(category=make_category()).pk > Listing.objects.order_by("-pk")[1].pk


@pytest.mark.django_db
def test_a_second_backup_copies_only_new_photos_and_nobody_else_reads_any(tmp_path: Path) -> None:
    first, place = make_photo(), tmp_path / "shelf"
    call_command("backup", str(place))
    kept = {path: path.stat().st_mtime_ns for path in (place / "files").rglob("*") if path.is_file()}
    Photo.objects.filter(pk=first.pk).delete()
    second = make_photo()
    call_command("backup", str(place))
    assert kept.items() <= {path: path.stat().st_mtime_ns for path in (place / "files").rglob("*")}.items()
    modes = {oct(path.stat().st_mode & 0o777) for path in [place, *place.rglob("*")]}
    assert modes == {"0o700", "0o600"}

    call_command("backup", str(place), keep=1)
    assert len(moments(open_shelf(str(place)))) == 1
    assert [path.name for path in (place / "files" / "photos").iterdir() if any(path.iterdir())] == [second.key]


@pytest.mark.django_db
def test_a_missing_photo_is_named_and_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = make_photo()
    lost = photo.file_name(photo.widths[0], "jpeg")
    default_storage.delete(lost)
    call_command("backup", str(tmp_path))
    assert capsys.readouterr().err == f"A photo named by the database is not in the storage: {lost}\n"
    call_command("verify", str(tmp_path))


@pytest.mark.django_db
@pytest.mark.parametrize("named", ["tables/members.Member.jsonl.gz", "files.jsonl.gz", "manifest.json"])
def test_a_damaged_backup_is_refused_and_nothing_changes(tmp_path: Path, named: str) -> None:
    make_listing()
    call_command("backup", str(tmp_path))
    target = tmp_path / newest(tmp_path)[0] / named
    target.write_bytes(target.read_bytes()[:-9])
    Listing.objects.all().delete()
    for command in ("verify", "restore"):
        with pytest.raises(CommandError, match="damaged"):
            call_command(command, str(tmp_path))
    assert not Listing.objects.exists()


@pytest.mark.django_db
def test_a_damaged_backup_stops_neither_the_next_nor_its_tidying(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = make_photo()
    call_command("backup", str(tmp_path))
    old = newest(tmp_path)[0]
    picture = tmp_path / "files" / photo.file_name(photo.widths[0], "jpeg")
    picture.write_bytes(b"x" * picture.stat().st_size)
    names = tmp_path / old / "files.jsonl.gz"
    names.write_bytes(names.read_bytes()[:-9])
    call_command("backup", str(tmp_path), keep=2)
    assert f"The backup {old} is damaged" in capsys.readouterr().err
    call_command("verify", str(tmp_path))
    assert len(moments(open_shelf(str(tmp_path)))) == 2


@pytest.mark.django_db
def test_no_half_backup_is_left_when_the_disk_is_full_or_somebody_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_listing()
    call_command("backup", str(tmp_path))
    good = moments(open_shelf(str(tmp_path)))
    for problem, said in (
        (OSError(28, "No space left on device"), CommandError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ):

        def give_up(*args: Any, problem: BaseException = problem, **options: Any) -> None:
            raise problem

        with monkeypatch.context() as patch:
            patch.setattr(os, "sync", give_up)
            with pytest.raises(said):
                call_command("backup", str(tmp_path))
        assert [path.name for path in tmp_path.iterdir() if path.name != "files"] == good
    (tmp_path / "20300101T000000000000Z").mkdir()  # killed: there is no manifest
    assert newest(tmp_path)[0] == good[0]


def test_a_place_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("verify", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="There is no finished backup here"):
        call_command("verify", str(tmp_path))


@pytest.mark.django_db
def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    call_command("backup", str(tmp_path))
    path = tmp_path / newest(tmp_path)[0] / "manifest.json"
    said = json.loads(path.read_text())
    said["migrations"].append(["board", "9999_from_tomorrow"])
    path.write_text(json.dumps(said))
    with pytest.raises(CommandError, match=r"newer version of the site, which has board\.9999_from_tomorrow"):
        call_command("restore", str(tmp_path))


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "postgresql", reason="what it brings forward is SQLite in any case")
def test_a_backup_of_an_older_version_is_brought_forward(tmp_path: Path) -> None:
    """As one made before there were workers: its table comes with the migration that it lacked."""
    make_listing()
    call_command("backup", str(tmp_path / "shelf"))
    path = tmp_path / "shelf" / newest(tmp_path / "shelf")[0] / "manifest.json"
    said = json.loads(path.read_text())
    said["migrations"] = [pair for pair in said["migrations"] if not is_later(*pair)]
    del said["tables"]["periodic.Worker"]
    path.write_text(json.dumps(said))
    with other_database(tmp_path / "other.sqlite3", is_older=True):
        call_command("restore", str(tmp_path / "shelf"))
        assert (Listing.objects.count(), Worker.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_the_database_stands_still_for_a_backup_while_others_write(tmp_path: Path) -> None:
    """On SQLite, in a file as in production: reading holds no writer back, and does not see what it writes."""
    options = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}
    live = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "live.sqlite3", "OPTIONS": options}
    reader, writer = (ConnectionHandler({"default": live})["default"] for _ in range(2))
    tests_own, connections["default"] = connections["default"], reader
    try:
        with writer.cursor() as writing:
            writing.execute("CREATE TABLE word AS SELECT 1")
            with tables.one_moment(), reader.cursor() as reading:
                before = reading.execute("SELECT count(*) FROM word").fetchone()
                writing.execute("INSERT INTO word VALUES (2)")
                assert reading.execute("SELECT count(*) FROM word").fetchone() == before == (1,)
            with reader.cursor() as reading:
                assert reading.execute("SELECT count(*) FROM word").fetchone() == (2,)
    finally:
        connections["default"] = tests_own
        reader.close()
        writer.close()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="crosses from PostgreSQL to SQLite and back")
def test_a_network_crosses_to_the_other_database_and_back(tmp_path: Path) -> None:
    make_places(make_people())
    make_photo()
    there, back = tmp_path / "there", tmp_path / "back"
    call_command("export_network", str(there))
    with other_database(tmp_path / "other.sqlite3"):
        call_command("import_network", str(there))
        connection.check_constraints()
        call_command("export_network", str(back))
    assert rows_of(back) == rows_of(there)
    erase()
    call_command("import_network", str(back))
    connection.check_constraints()
    call_command("export_network", str(there))
    assert rows_of(there) == rows_of(back)


def is_later(app: str, migration: str) -> bool:
    """Whether an older version, here the one before workers, lacks it."""
    return app == "periodic" and migration >= "0002"


@contextmanager
def other_database(path: Path, *, is_older: bool = False) -> Iterator[None]:
    """An empty SQLite in place of the test's database. Its tables are made from the models: migrations take long."""
    migrations = MigrationRecorder(connection).applied_migrations()
    other = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": path}})["default"]
    tests_own, connections["default"] = connections["default"], other
    try:
        with other.schema_editor() as editor:
            for model in apps.get_models():
                if not (is_older and model is Worker):
                    editor.create_model(model)
            for index in ("listing", "post"):
                CreateSearchIndex(index).database_forwards("", editor, ProjectState(), ProjectState())
        recorder = MigrationRecorder(other)
        recorder.ensure_schema()
        for app, name in migrations:
            if not (is_older and is_later(app, name)):
                recorder.record_applied(app, name)
        yield
    finally:
        connections["default"] = tests_own
        other.close()
