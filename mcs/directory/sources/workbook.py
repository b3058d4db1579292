"""Rows out of a spreadsheet: the first sheet of an .xlsx that holds anything.

A workbook is an archive of XML and comes from anybody: what it unpacks to is bounded before it is read, and it may
declare no entities.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from mcs.directory.sources.row import Row, UnreadableFileError
from mcs.directory.sources.tables import Record, record_rows

LARGEST = 256 * 1024 * 1024  # bytes, unpacked; a hundred thousand businesses take a third of it
MOST_PARTS = 2_000
MOST_ROWS, MOST_COLUMNS = 200_000, 200
_BLANK_ROWS = 10_000  # in a row: the rest of the sheet is only formatted
_BOOK = "xl/workbook.xml"
_ERRORS = frozenset({"#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DIV/0!"})


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes are an archive with a workbook in it."""
    if not raw.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _BOOK in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def workbook_rows(raw: bytes, mapping: Mapping[str, str], largest: int | None = None) -> Iterator[Row]:
    """The rows under the header, numbered as the spreadsheet numbers them. Raises UnreadableFileError, also for what
    unpacks to more than `largest` bytes (LARGEST unless said)."""
    try:
        _refuse_hostile(raw, largest or LARGEST)
        records = list(_records(raw))
    except UnreadableFileError:
        raise
    except Exception as error:  # openpyxl fails in as many ways as a file can be damaged
        raise UnreadableFileError(
            _("This spreadsheet is damaged. Open it, save it again as .xlsx, and retry.")
        ) from error
    if not records:
        raise UnreadableFileError(_("This file is empty."))
    return record_rows(iter(records), mapping)


def _refuse_hostile(raw: bytes, largest: int) -> None:
    """By what the archive says of itself: unpacking stops at the size it says."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > largest:
            raise UnreadableFileError(_("This file is too large."))
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as file:
                    beginning = file.read(4096).replace(b"\0", b"")
                if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
                    raise UnreadableFileError(_("This spreadsheet declares entities, which no spreadsheet needs."))


def _records(raw: bytes) -> Iterator[Record]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that say nothing of the cells
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a file says of its size may be a lie
                found = list(_filled(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)))
                if found:
                    yield from found
                    return
        finally:
            book.close()


def _filled(rows: Iterable[tuple[Any, ...]]) -> Iterator[Record]:
    """Every row that holds something."""
    blank = count = 0
    for number, cells in enumerate(rows, start=1):
        texts = [_text(cell) for cell in cells]
        if not any(texts):
            blank += 1
            if blank > _BLANK_ROWS:
                return
            continue
        blank, count = 0, count + 1
        if count > MOST_ROWS:
            raise UnreadableFileError(_("This file is too large."))
        yield number, texts, ""


def _text(cell: Any) -> str:
    """A cell as somebody would have typed it: a telephone kept as 491000000.0 is "491000000"."""
    if cell is None or cell in _ERRORS:
        return ""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()
