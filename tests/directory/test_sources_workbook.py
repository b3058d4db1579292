"""Spreadsheets: what people and their programs make of numbers, and what somebody hostile may send."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from mcs.directory.sources import workbook
from mcs.directory.sources.clean import clean_row
from mcs.directory.sources.files import read_file
from mcs.directory.sources.row import UnreadableFileError


def save(path: Path, *rows: list[Any], blank_first: bool = False) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    if blank_first:
        sheet = book.create_sheet("commerces")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def tampered(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {part: content}).items():
            archive.writestr(name, data)
    return path


def test_rows_are_read_with_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx", ["nom", "type", None], [None], ["Boucherie", "Boucherie", None], ["Pain", "Boulangerie"]
    )
    found = read_file(path)
    assert [(row.number, row.values["name"], row.kinds) for row in found.rows] == [
        (3, "Boucherie", ("Boucherie",)),
        (4, "Pain", ("Boulangerie",)),
    ]
    assert found.origin == "a"


def test_numbers_that_are_none_come_back_as_they_were_typed(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx",
        ["nom", "tel", "autre telephone", "cp", "lat", "lon", "livraison", "livraison jusqu au", "description"],
        ["A1", 491000000.0, 33491000001, 13008.0, 43.27, 5.38, True, datetime(2027, 1, 31), time(9, 30)],  # noqa: DTZ001
        [1664, "0491000000", None, 6000, None, None, False, date(2027, 1, 31), "#N/A"],
    )
    one, two = (clean_row(row).values for row in read_file(path).rows)
    assert one == {
        "name": "A1",
        "phone": "+33491000000",
        "other_phone": "+33491000001",
        "postcode": "13008",
        "latitude": 43.27,
        "longitude": 5.38,
        "delivers": True,
        "delivery_ends_on": date(2027, 1, 31),
        "description": "09:30:00",
    }
    assert (two["name"], two["postcode"], two["delivers"], two.get("description")) == ("1664", "06000", False, None)


def test_the_first_sheet_that_holds_anything_is_read(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ["nom"], ["Boucherie"], blank_first=True)
    assert [row.values["name"] for row in read_file(path).rows] == ["Boucherie"]


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Ce fichier est vide"):
        read_file(save(tmp_path / "a.xlsx"))


def test_a_workbook_without_a_name_says_which_columns_it_has(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="quoi, où"):
        read_file(save(tmp_path / "a.xlsx", ["quoi", "où"], ["a", "b"]))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"\0" * 100, b"<?xml version='1.0'?><a/>"])
def test_a_damaged_workbook_ends_in_a_sentence_or_in_its_rows(tmp_path: Path, part: str, content: bytes) -> None:
    path = tampered(save(tmp_path / "a.xlsx", ["nom"], ["A1"]), part, content)
    try:
        assert [row.values["name"] for row in read_file(path).rows] == ["A1"]
    except UnreadableFileError as error:
        assert str(error).startswith("Ce ")  # noqa: PT017 — either end is right


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    path = tampered(save(tmp_path / "a.xlsx", ["nom"], ["A1"]), "xl/sharedStrings.xml", bomb)
    with pytest.raises(UnreadableFileError, match="entités"):
        read_file(path)


def test_an_archive_that_unpacks_to_too_much_is_refused_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "LARGEST", 1_000_000)
    path = tampered(save(tmp_path / "a.xlsx", ["nom"], ["A1"]), "xl/media/image1.png", b"\0" * 2_000_000)
    assert path.stat().st_size < 50_000
    with pytest.raises(UnreadableFileError, match="Ce fichier est trop lourd"):
        read_file(path)


def test_rows_and_columns_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook, "MOST_COLUMNS", 2)
    rows = [["nom", "type", "tel"], *(["A1", "Boucherie", "0491000000"] for _ in range(2))]
    assert [sorted(row.values) for row in read_file(save(tmp_path / "a.xlsx", *rows)).rows] == [["name"]] * 2
    with pytest.raises(UnreadableFileError):
        read_file(save(tmp_path / "b.xlsx", *rows, ["A2"], ["A3"]))


def test_a_row_at_the_end_of_the_world_costs_nothing(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>nom</t></is></c></row>'
        b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>A1</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    path = tampered(save(tmp_path / "a.xlsx", ["nom"], ["A1"]), "xl/worksheets/sheet1.xml", sheet)
    assert read_file(path).rows == []


def test_an_archive_without_a_workbook_is_no_spreadsheet(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    path = tmp_path / "a.ods"
    path.write_bytes(data.getvalue())
    with pytest.raises(UnreadableFileError, match="classeur ou une archive"):
        read_file(path)
    path.write_bytes(data.getvalue()[:40])
    with pytest.raises(UnreadableFileError):
        read_file(path)
