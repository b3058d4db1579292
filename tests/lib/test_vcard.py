"""vCards, read back by a small reader of RFC 6350."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.vcard import Address, VCard, fold

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=200)


def read(card: str) -> dict[str, list[str]]:
    """The values of each property, unfolded, still escaped; fails on what the RFC forbids."""
    assert card.endswith("\r\n")
    for line in card.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode()) <= 75
        assert not re.search(r"[\x00-\x08\x0a-\x1f]", line)
    found: dict[str, list[str]] = {}
    for line in card.removesuffix("\r\n").replace("\r\n ", "").split("\r\n"):
        head, value = re.fullmatch(r"([A-Z]+(?:;[A-Z]+=(?:\"[^\"]*\"|[\w,.-]+))*):(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        found.setdefault(head.partition(";")[0], []).append(value)
    return found


def split(value: str, mark: str) -> list[str]:
    """The pieces of a value between unescaped marks, unescaped."""
    pieces = [""]
    for token in re.findall(r"\\.|[^\\]", value, re.DOTALL):
        if token == mark:
            pieces.append("")
        else:
            pieces[-1] += {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}.get(token, token)
    return pieces


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(name=TEXT, note=TEXT, street=TEXT, categories=st.lists(TEXT, max_size=3))
def test_vcard_gives_back_what_was_put_in(
    version: str, name: str, note: str, street: str, categories: list[str]
) -> None:
    card = VCard(name=name, note=note, address=Address(street, "Marseille", "13008", "France"), categories=categories)
    found = read(card.text(version))
    assert split(found["FN"][0], "\x00") == [name]
    assert split(found["ORG"][0], ";") == [name]
    assert split(found.get("NOTE", [""])[0], "\x00") == [note]
    assert split(found["ADR"][0], ";") == ["", "", street, "Marseille", "", "13008", "France"]
    assert split(found["CATEGORIES"][0], ",") == categories if categories else "CATEGORIES" not in found


@given(TEXT.map(lambda text: text.replace("\n", "")))
def test_fold_cuts_no_character_and_loses_none(line: str) -> None:
    pieces = fold(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


@pytest.mark.parametrize(
    ("version", "phone", "point"),
    [
        ("4.0", 'TEL;TYPE="work,voice";VALUE=uri:tel:+33491000000', "GEO:geo:43.270000,5.380000"),
        ("3.0", "TEL;TYPE=WORK,VOICE:+33491000000", "GEO:43.270000;5.380000"),
    ],
)
def test_vcard_writes_phone_and_position_as_its_version_does(version: str, phone: str, point: str) -> None:
    at = datetime(2026, 11, 3, 8, tzinfo=UTC)
    card = VCard(name="Boucherie", phones=["+33491000000"], point=(43.27, 5.38), revised=at).text(version)
    assert card.split("\r\n")[:2] == ["BEGIN:VCARD", f"VERSION:{version}"]
    assert {phone, point, "REV:20261103T080000Z"} <= set(card.split("\r\n"))


def test_vcard_lets_no_address_end_its_line() -> None:
    card = VCard(name="x", urls=["https://a.example/\r\nEMAIL:b@c.example"]).text()
    assert "EMAIL" not in read(card)
