"""Making a backup while the site runs, and looking whether one is still whole."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import IO

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from mcs.photos.queries import kept_files
from mcs.website.keeping import tables
from mcs.website.keeping.shelf import (
    FILES,
    Kept,
    Manifest,
    forget,
    moments,
    new_moment,
    put,
    read_manifest,
    weigh,
    write_manifest,
)

NOT_COPIED = Kept(0, "")
# What reading a damaged backup may raise.
UNREADABLE = (CommandError, OSError, EOFError, zlib.error, ValueError, KeyError, TypeError)


def back_up(shelf: Storage, *, without: Collection[str] = ()) -> tuple[str, Manifest, list[str]]:
    """Puts the network as it is at this moment on the shelf; returns the moment, what it holds and sentences about what
    was not as it should be. `without` names models to leave out. Whatever goes wrong, no half of it is left to be taken
    for a backup.
    """
    remarks: list[str] = []
    known = _known_files(shelf, remarks)
    moment = new_moment()
    try:
        with put(shelf, f"{moment}/names") as names:
            manifest = _write_tables(shelf, moment, without, names)
        missing = _copy_files(shelf, moment, manifest, known)
        shelf.delete(f"{moment}/names")
        os.sync()  # the manifest promises the rest
        write_manifest(shelf, moment, manifest)
    except BaseException:
        forget(shelf, moment)
        raise
    return (
        moment,
        manifest,
        remarks + [f"A photo named by the database is not in the storage: {name}" for name in missing],
    )


def prune(shelf: Storage, keep: int) -> None:
    """Deletes all but the newest backups, those that were broken off, and the photos that none names any more: these
    only while each backup can say which it names."""
    kept = moments(shelf)[-keep:]
    for name in shelf.listdir("")[0]:
        if name != "files" and name not in kept:
            forget(shelf, name)
    try:
        named = {name for moment in kept for name, _kept in read_files(shelf, moment)}
    except UNREADABLE:
        return
    for name in list(_everything(shelf, "files")):
        if name.removeprefix("files/") not in named:
            shelf.delete(name)


def problems(shelf: Storage, moment: str, manifest: Manifest) -> Iterator[str]:
    """Whatever is not as the manifest says, a sentence each: sizes, checksums, rows. Reads every file once."""
    for label, kept in manifest.tables.items():
        yield from _problem(shelf, f"{moment}/tables/{label}.jsonl.gz", kept)
    broken = list(_problem(shelf, f"{moment}/{FILES}", manifest.files))
    yield from broken
    if broken:
        return
    for name, kept in read_files(shelf, moment):
        if kept != NOT_COPIED:
            yield from _problem(shelf, f"files/{name}", kept)


def read_files(shelf: Storage, moment: str) -> Iterator[tuple[str, Kept]]:
    """The photos a moment names."""
    with shelf.open(f"{moment}/{FILES}") as file, gzip.open(file) as lines:
        for line in lines:
            said = json.loads(line)
            yield said.pop("name"), Kept(**said)


def _problem(shelf: Storage, name: str, kept: Kept) -> Iterator[str]:
    try:
        opened = shelf.open(name)
    except FileNotFoundError:  # rather than asked before: of a bucket that is a request more for every file
        yield f"{name} is missing."
        return
    with opened as file:
        found = weigh(file)
        if (found.size, found.sha256) != (kept.size, kept.sha256):
            yield f"{name} is not what was written ({found.size} bytes, {kept.size} expected)."
        elif "/tables/" in name:
            file.seek(0)
            rows = sum(1 for _row in tables.read_rows(file)) - 1
            if rows != kept.rows:
                yield f"{name} has {rows} rows, {kept.rows} expected."


def _write_tables(shelf: Storage, moment: str, without: Collection[str], names: IO[bytes]) -> Manifest:
    """The tables and the names of their photos, all of one moment of the database."""
    with tables.one_moment():
        loader = MigrationLoader(connection)
        applied = loader.applied_migrations.keys() & loader.graph.nodes.keys()
        manifest = Manifest(timezone.now().isoformat(), settings.NETWORK_NAME, sorted(applied))
        for model in tables.kept_models(apps):
            label = model._meta.label
            if label in without:
                continue
            with put(shelf, f"{moment}/tables/{label}.jsonl.gz") as file:
                rows = tables.write_rows(model, file)
                file.seek(0)
                found = weigh(file)
            manifest.tables[label] = Kept(found.size, found.sha256, rows)
        for name in kept_files():
            names.write(f"{name}\n".encode())
    return manifest


def _copy_files(shelf: Storage, moment: str, manifest: Manifest, known: dict[str, Kept]) -> list[str]:
    """Copies the photos that are not on the shelf yet; returns those that are nowhere."""
    missing = []
    with shelf.open(f"{moment}/names") as names, put(shelf, f"{moment}/{FILES}") as file:
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
            for line in names:
                name = line.decode().rstrip("\n")
                kept = _copy(shelf, name, known.get(name))
                if kept == NOT_COPIED:
                    missing.append(name)
                packed.write(json.dumps({"name": name, **asdict(kept)}).encode() + b"\n")
        file.seek(0)
        manifest.files = weigh(file)
    return missing


def _copy(shelf: Storage, name: str, known: Kept | None) -> Kept:
    """A photo is never written twice under one name, so one of the known size is the same."""
    target = f"files/{name}"
    if known and known != NOT_COPIED and shelf.exists(target) and shelf.size(target) == known.size:
        return known
    try:
        source = default_storage.open(name)
    except FileNotFoundError:
        return NOT_COPIED
    with source:
        kept = weigh(source)
        if shelf.exists(target):
            with shelf.open(target) as there:
                if weigh(there) == kept:
                    return kept
            shelf.delete(target)  # broken off, or damaged
        source.seek(0)
        shelf.save(target, File(source))
    return kept


def _known_files(shelf: Storage, remarks: list[str]) -> dict[str, Kept]:
    """What the newest backup says of its photos, so that those are not read again; nothing where it can't be read."""
    known = moments(shelf)
    if not known:
        return {}
    try:
        read_manifest(shelf, known[-1])
        return dict(read_files(shelf, known[-1]))
    except UNREADABLE as error:
        remarks.append(f"The backup {known[-1]} is damaged ({error}): every photo was compared anew with this one.")
        return {}


def _everything(shelf: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = shelf.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _everything(shelf, f"{folder}/{name}")
