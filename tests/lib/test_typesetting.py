"""PDF from templates and data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mcs.lib.typesetting import HEADING, TEXT, TypesettingFailed, typeset

AT = datetime(2026, 11, 3, 12, tzinfo=UTC)
SHEET = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.name)
#set text(font: "{text}")
#text(font: "{heading}", weight: 800, data.name)
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.typ"
    path.write_text(SHEET.replace("{text}", TEXT).replace("{heading}", HEADING), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["Boucherie", '#panic("x")', '"); #read("/etc/passwd")', "\\ $ ` _ * <a>", "كرم 🎂", ""]
)
def test_typeset_takes_data_as_text_whatever_it_is(sheet: Path, name: str) -> None:
    assert typeset(sheet, {"name": name}, at=AT)[:5] == b"%PDF-"


def test_typeset_uses_our_fonts_and_gives_the_same_bytes_again(sheet: Path) -> None:
    pdf = typeset(sheet, {"name": "Boucherie du Prado"}, at=AT)
    assert b"BricolageGrotesque" in pdf
    assert typeset(sheet, {"name": "Boucherie du Prado"}, at=AT) == pdf


def test_typeset_says_what_the_compiler_says(sheet: Path) -> None:
    with pytest.raises(TypesettingFailed, match="dictionary does not contain key"):
        typeset(sheet, {}, at=AT)


def test_typeset_ends_a_template_that_does_not(tmp_path: Path) -> None:
    endless = tmp_path / "endless.typ"
    endless.write_text(
        "#let f(n) = { let i = 0; while i < n { i += 1 }; i }\n#f(10000)\n" + "#for i in range(900000) [#f(9000)]"
    )
    with pytest.raises(TypesettingFailed, match="not done after"):
        typeset(endless, {}, at=AT, seconds=0.6)


def test_typeset_reads_nothing_outside_the_template_folder(tmp_path: Path) -> None:
    curious = tmp_path / "curious.typ"
    curious.write_text('#read("../../../../../../etc/hostname")')
    with pytest.raises(TypesettingFailed):
        typeset(curious, {}, at=AT)
