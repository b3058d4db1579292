"""A row's facts, made to fit a listing or left out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.directory.sources.clean import clean_row
from mcs.directory.sources.row import FIELDS, Rejected, Row


def clean(**values: str) -> dict[str, object]:
    return clean_row(Row(2, {"name": "A1", **values})).values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("491969800", "+33491969800"),
        ("04 91 96 98 00", "+33491969800"),
        ("04.91.96.98.00 / 06 12 34 56 78", "+33491969800"),
        ("0146340594 - 0611358280", "+33146340594"),
        ("+33 4 91 96 98 00;+33 6 12 34 56 78", "+33491969800"),
        ("Magasin 01 43 57 98 49", "+33143579849"),
    ],
)
def test_phone_is_the_first_one_said(text: str, expected: str) -> None:
    assert clean(phone=text)["phone"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tu-Sa 09:00-19:00", "Tu-Sa 09:00-19:00"),
        ("du mardi au samedi 9h-19h", "Tu-Sa 09:00-19:00"),
        ("24h/24", "24/7"),
    ],
)
def test_hours_are_osm_syntax_or_french_words(text: str, expected: str) -> None:
    assert clean(opening_hours=text)["opening_hours"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oui", True),
        ("Livraisons à domicile, Retrait de commandes en magasin", True),
        ("Retrait de commandes en magasin", False),
        ("pas de livraison", False),
        ("no", False),
    ],
)
def test_delivery_is_read_from_yes_no_or_services(text: str, expected: bool) -> None:
    assert clean(delivers=text)["delivers"] is expected


@pytest.mark.parametrize("text", ["", "_", "NULL", "<Nul>", "n/a", "-", "N.C."])
def test_what_databases_write_for_nothing_is_nothing(text: str) -> None:
    assert clean_row(Row(2, {"name": "A1", "website": text, "latitude": text})).left_out == []
    assert clean(website=text, latitude=text) == {"name": "A1"}


def test_only_what_the_file_says_is_kept() -> None:
    assert clean(address="", phone=" ", city="Marseille") == {"name": "A1", "city": "Marseille"}


def test_website_on_facebook_is_the_facebook_page() -> None:
    assert clean(website="www.facebook.com/lucie") == {"name": "A1", "facebook": "https://www.facebook.com/lucie"}
    assert clean(facebook="@lucie.fleurs")["facebook"] == "https://www.facebook.com/lucie.fleurs"


def test_position_is_rounded_and_takes_a_comma() -> None:
    assert clean(latitude="43,2634830656413", longitude=" 5.4 ") == {
        "name": "A1",
        "latitude": 43.263483,
        "longitude": 5.4,
    }


@pytest.mark.parametrize("position", [("43.2", ""), ("", "5.4"), ("0", "0.0")])
def test_half_a_position_or_a_forgotten_zero_is_left_out(position: tuple[str, str]) -> None:
    found = clean_row(Row(2, {"name": "A1", "latitude": position[0], "longitude": position[1]}))
    assert (found.values, found.left_out) == ({"name": "A1"}, ["latitude", "longitude"])


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": ""}, "elle n’a pas de nom."),
        ({"name": "🎉🎉"}, "elle n’a pas de nom."),
        ({"name": "a" * 10_000}, "son nom dépasse 120 caractères."),
        ({"latitude": "999", "longitude": "5"}, "sa position n’est pas sur Terre."),
        ({"latitude": "43", "longitude": "inf"}, "sa position n’est pas sur Terre."),
        ({"latitude": "nord", "longitude": "5"}, "sa position n’est pas faite de deux nombres."),
    ],
)
def test_row_that_can_be_no_listing_says_why(values: dict[str, str], reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        clean(**values)
    assert str(rejected.value.reason) == reason


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("phone", "01 40 20"),
        ("email", "moi chez moi"),
        ("email", "a@" + "b" * 60 + "." + ".".join(["c" * 60] * 4) + ".fr"),
        ("website", "javascript:alert(1)"),
        ("website", "www.a.fr/" + "a" * 100_000),
        ("facebook", "https://facebook.com.evil.example/x"),
        ("opening_hours", "aux horaires du parc"),
        ("opening_hours", "9:00-12:00 et après"),
        ("opening_hours", "Mo 09:00-10:00; " * 30),
        ("wheelchair", "limited"),
    ],
)
def test_unreadable_value_is_left_out_and_said(name: str, text: str) -> None:
    found = clean_row(Row(2, {"name": "A1", name: text}))
    assert (found.values, found.left_out) == ({"name": "A1"}, [name])


def test_long_text_is_cut_and_said() -> None:
    found = clean_row(Row(2, {"name": "A1", "description": "é" * 5000, "postcode": "1" * 11}))
    assert ([len(found.values[name]) for name in ("description", "postcode")], found.left_out) == (
        [4000, 10],
        ["postcode", "description"],
    )


def test_place_without_a_name_is_called_by_its_kind_and_address() -> None:
    row = Row(2, {"address": "81 boulevard du Redon"})
    assert clean_row(row, stand_in="Station-service").values["name"] == "Station-service, 81 boulevard du Redon"
    assert clean_row(Row(2, {}), stand_in="Boîte à livres").values["name"] == "Boîte à livres"


def test_same_row_keeps_its_key_when_what_changes_often_changes() -> None:
    values = {"name": "Chez Léa", "address": "12, rue Paradis", "postcode": "13006", "latitude": "43.28", "phone": "1"}
    edited = values | {"name": "CHEZ LEA", "address": "12 Rue Paradis", "latitude": "43.29", "phone": "2"}
    moved = values | {"address": "14, rue Paradis"}
    keys = [Row(number, row).source_id() for number, row in enumerate((values, edited, moved))]
    assert (keys[0] == keys[1], keys[0] == keys[2]) == (True, False)


def test_rows_without_address_are_told_apart_by_their_position() -> None:
    keys = {Row(2, {"name": "Boîte à livres", "latitude": latitude}).source_id() for latitude in ("43.281", "43.282")}
    assert len(keys) == 2


def test_key_of_any_length_fits() -> None:
    assert [len(Row(2, {}, key=key).source_id()) for key in ("node/1", "k" * 121, "\x00" * 5)] == [6, 32, 32]


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=60)))
def test_any_text_is_kept_left_out_or_rejected(values: dict[str, str]) -> None:
    row = Row(2, values)
    assert 0 < len(row.source_id()) <= 120
    with suppress(Rejected):
        found = clean_row(row)
        assert found.values["name"]
        assert "\x00" not in "".join(map(str, found.values.values()))
