"""Opening hours as a shopkeeper fills them in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from mcs.directory.models import Listing
from tests.directory.sent_form import page_of, sent_back
from tests.factories import make_listing

pytestmark = pytest.mark.django_db

SHOP = "Tu-Sa 09:00-12:30,14:00-19:00"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def typed(listing: Listing, **typed: Any) -> Any:
    """The form sent back; the names of the week's fields are short: d1_0_de is Tuesday's first opening."""
    names = {name: _dashed(name) if name[1:2].isdigit() else name for name in typed}
    return sent_back(listing, **{f"horaires-{names[name]}": value for name, value in typed.items()})


def _dashed(name: str) -> str:
    return name.removeprefix("d").replace("_", "-")


def expression(listing: Listing, **values: Any) -> str:
    form = typed(listing, **values)
    assert (form.is_valid(), form.hours_form.errors, form.errors) == (True, {}, {})
    return str(form.values()["opening_hours"])


def errors(listing: Listing, **values: Any) -> dict[str, list[str]]:
    form = typed(listing, **values)
    assert not form.is_valid()
    return {name: [str(text) for text in texts] for name, texts in form.hours_form.errors.items()}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, SHOP),
        ({"d0_0_de": "10:00", "d0_0_a": "12:00", "d0_ferme": None}, f"Mo 10:00-12:00; {SHOP}"),
        ({"d0_0_de": "10:00", "d0_0_a": "12:00"}, f"Mo 10:00-12:00; {SHOP}"),
        ({"d5_ferme": "on"}, "Tu-Fr 09:00-12:30,14:00-19:00"),
        ({"d6_idem": "on"}, "Tu-Su 09:00-12:30,14:00-19:00"),
        (
            {"d5_2_de": "20:00", "d5_2_a": "02:00"},
            "Tu-Fr 09:00-12:30,14:00-19:00, Sa 09:00-12:30,14:00-19:00,20:00-02:00",
        ),
        ({"d5_1_a": "00:00"}, "Tu-Fr 09:00-12:30,14:00-19:00; Sa 09:00-12:30,14:00-24:00"),
        ({"d6_0_de": "00:00", "d6_0_a": "00:00"}, f"{SHOP}; Su 00:00-24:00"),
        ({"always": "on"}, "24/7"),
        ({"holidays": "on"}, f"{SHOP}; PH off"),
        ({"d1_0_de": "", "d1_0_a": ""}, "Tu 14:00-19:00; We-Sa 09:00-12:30,14:00-19:00"),
    ],
)
def test_week_is_filled_in_day_by_day(values: dict[str, Any], expected: str) -> None:
    assert expression(make_listing(opening_hours=SHOP), **values) == expected


def test_same_as_the_day_before_fills_a_whole_week() -> None:
    values = {f"d{number}_idem": "on" for number in range(1, 7)}
    assert expression(make_listing(), d0_0_de="08:00", d0_0_a="13:00", **values) == "Mo-Su 08:00-13:00"


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"d0_0_de": "09:00"}, "0-0-a", "Il manque cette heure."),
        ({"d0_0_a": "09:00"}, "0-0-de", "Il manque cette heure."),
        ({"d0_0_de": "25:99", "d0_0_a": "12:00"}, "0-0-de", "Écrivez une heure, par exemple 12:30."),
        ({"d0_0_de": "12:00", "d0_0_a": "09:00"}, "0-0-a", "La fermeture vient avant l’ouverture."),
        ({"d0_0_de": "09:00", "d0_0_a": "09:00"}, "0-0-a", "La fermeture vient avant l’ouverture."),
        (
            {"d0_0_de": "09:00", "d0_0_a": "13:00", "d0_1_de": "12:00", "d0_1_a": "19:00"},
            "0-1-de",
            "Ces heures chevauchent les autres de ce jour.",
        ),
        (
            {"d0_0_de": "20:00", "d0_0_a": "04:00", "d1_0_de": "03:00", "d1_0_a": "12:00"},
            "1-0-de",
            "À cette heure, la veille n’est pas encore fermée.",
        ),
    ],
)
def test_wrong_hours_are_refused_beside_their_field_and_stay(values: dict[str, str], field: str, sentence: str) -> None:
    listing = make_listing()
    found = errors(listing, **values)
    assert list(found) == [field]
    assert sentence in found[field][0]
    page = page_of(typed(listing, **values))
    assert all(f'value="{value}"' in page for value in values.values())


def test_what_the_week_cannot_say_is_shown_and_kept() -> None:
    listing = make_listing(opening_hours="Mo-Fr 09:00-12:00; Jul-Aug Sa 09:00-12:00")
    assert "<code>Jul-Aug Sa 09:00-12:00</code>" in page_of(typed(listing))
    assert expression(listing, d4_ferme="on") == "Mo-Th 09:00-12:00; Jul-Aug Sa 09:00-12:00"
    assert expression(listing, drop_rest="on") == "Mo-Fr 09:00-12:00"


def test_night_is_said_to_end_the_next_day() -> None:
    page = page_of(typed(make_listing(opening_hours="Sa 20:00-02:00"))).replace("\u00a0", " ")
    assert "jusqu’à 2 h le lendemain" in page


def test_sentence_takes_the_place_of_the_week() -> None:
    form = sent_back(make_listing(opening_hours=SHOP), hours="du lundi au vendredi 8h-12h, fermé les jours fériés")
    assert form.is_valid()
    assert form.values()["opening_hours"] == "Mo-Fr 08:00-12:00; PH off"


def test_more_hours_than_can_be_kept_are_refused() -> None:
    values: dict[str, str] = {}
    for day in range(7):
        for place in range(3):
            values |= {
                f"d{day}_{place}_de": f"{6 + 5 * place:02}:{day:02}",
                f"d{day}_{place}_a": f"{9 + 5 * place:02}:{day:02}",
            }
    form = typed(
        make_listing(opening_hours="Jan 01-Jan 31 Mo 08:00-12:00; Feb Tu 08:00-12:00; Dec We 10:00-12:00"), **values
    )
    assert not form.is_valid()
    assert "Ces horaires sont trop" in str(form.errors["hours"]) or "255" in str(form.errors["hours"])


@time_machine.travel(NOW, tick=False)
def test_closures_are_added_changed_and_removed() -> None:
    listing = make_listing(opening_hours=SHOP)
    listing.closures.create(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2), note="révolue")
    listing.closures.create(starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 31), note="fêtes")
    listing.closures.create(starts_on=date(2027, 8, 1), ends_on=date(2027, 8, 21))
    form = typed(listing, c0_au="2027-01-02", c1_sans="on", c2_du="2026-12-08", c2_note="  inventaire ")
    assert form.is_valid()
    assert form.values()["closures"] == [
        (date(2026, 1, 1), date(2026, 1, 2), "révolue"),
        (date(2026, 12, 8), date(2026, 12, 8), "inventaire"),
        (date(2026, 12, 24), date(2027, 1, 2), "fêtes"),
    ]
    assert "révolue" not in page_of(typed(listing))


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"c0_du": "2026-12-31", "c0_au": "2026-12-24"}, "c0-au", "Cette fermeture finit avant de commencer."),
        ({"c0_du": "2026-12-01", "c0_au": "2028-12-01"}, "c0-au", "Une fermeture dure un an au plus."),
        ({"c0_du": "2025-12-01", "c0_au": "2025-12-24"}, "c0-au", "Cette fermeture est déjà passée."),
        ({"c0_du": "2026-11-23"}, "c0-du", "Cette fermeture est déjà passée."),
        ({"c0_du": "9999-12-31"}, "c0-du", "C’est dans plus de deux ans."),
        ({"c0_au": "2026-12-24"}, "c0-du", "À partir de quel jour"),
        ({"c0_note": "congés"}, "c0-du", "À partir de quel jour"),
        ({"c0_du": "bientôt"}, "c0-du", "Écrivez un jour"),
        ({"c0_du": "2026-12-24", "c0_note": "a" * 121}, "c0-note", "120"),
    ],
)
def test_wrong_closures_are_refused_beside_their_field(values: dict[str, str], field: str, sentence: str) -> None:
    found = errors(make_listing(opening_hours=SHOP), **values)
    assert list(found) == [field]
    assert sentence in found[field][0]


def test_page_without_the_week_leaves_it_alone() -> None:
    listing = make_listing(opening_hours=SHOP)
    listing.closures.create(starts_on=date(2030, 1, 1), ends_on=date(2030, 1, 2))
    assert expression(listing, shown=None, d1_ferme="on") == SHOP
    assert typed(listing, shown=None).is_valid()
