"""A file of businesses opened: what it is, and its rows."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from mcs.directory.sources.features import feature_rows
from mcs.directory.sources.row import Row, UnreadableFileError
from mcs.directory.sources.tables import table_rows
from mcs.directory.sources.workbook import is_workbook, workbook_rows

LARGEST_FILE = 64 * 1024 * 1024  # bytes; every business of Marseille takes a third of it
_ZIP = b"PK\x03\x04"  # what an .xlsx or .ods begins with


@dataclass(frozen=True)
class SourceFile:
    """The rows of a file in its order, and what their keys are those of: "osm", else the file's name."""

    rows: list[Row]
    origin: str


def read_file(path: Path, mapping: Mapping[str, str] | None = None) -> SourceFile:
    """The whole file. `mapping` says which header is which field, over the usual names.

    Raises UnreadableFileError, with a sentence, for a file that is none of the kinds known.
    """
    return read_bytes(_bytes(path), path.stem, mapping)


def read_bytes(
    raw: bytes, name: str, mapping: Mapping[str, str] | None = None, *, largest: int | None = None
) -> SourceFile:
    """What a file of that name holds, as read_file tells it; a workbook unpacks to `largest` bytes at most, if said."""
    found = workbook_rows(raw, mapping or {}, largest) if is_workbook(raw) else _text_rows(raw, mapping or {})
    rows = list(found)
    is_osm = bool(rows) and all(row.key.partition("/")[0] in ("node", "way", "relation") for row in rows)
    return SourceFile(rows, "osm" if is_osm else name)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(_("This file is too large."))
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(_("This file could not be read: %(reason)s.") % {"reason": error.strerror}) from error


def _decode(raw: bytes) -> str:
    """The text, from UTF-8 or what Windows' spreadsheets write; raises UnreadableFileError for no text at all."""
    if raw.startswith(_ZIP):
        raise UnreadableFileError(_("This is a spreadsheet or an archive. Save it as “CSV UTF-8” first."))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in raw:
            raise UnreadableFileError(_("This file holds no text: it is neither CSV nor JSON.")) from None
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        message = _("This file’s letters are neither in UTF-8 nor in Windows-1252. Save it as “CSV UTF-8”.")
        raise UnreadableFileError(message) from error


def _text_rows(raw: bytes, mapping: Mapping[str, str]) -> Iterator[Row]:
    text = _decode(raw)
    if not text.strip():
        raise UnreadableFileError(_("This file is empty."))
    if text.lstrip()[0] not in "{[":
        return table_rows(text, mapping)
    try:
        return feature_rows(json.loads(text), mapping)
    except json.JSONDecodeError as error:
        message = _("This JSON is damaged or cut short at line %(line)s.") % {"line": error.lineno}
        raise UnreadableFileError(message) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(_("This JSON nests too deeply or holds a number too long.")) from error
