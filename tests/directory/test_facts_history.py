"""Every fact of a listing: set by one action, kept in its history as plain values, and undone from them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from mcs.directory.actions.facts import update_facts
from mcs.directory.enums import ChangeSource
from mcs.directory.models import Category, Listing
from mcs.directory.queries.plain import FACTS, plain_values, restore_values
from mcs.places.actions import load_places
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db


def other_values() -> dict[str, Any]:
    """Every fact, otherwise than a new listing has it."""
    deli = make_category("shop=deli", slug="deli", name_fr="Épicerie fine")
    district = make_district(9)
    return {
        "name": "Chez Lucie",
        "category": deli,
        "other_categories": [make_category()],
        "description": "Tout",
        "address": "42 avenue de la Capelette",
        "postcode": "13010",
        "city": "Aubagne",
        "latitude": 43.25,
        "longitude": 5.4,
        "comes_to_you": True,
        "served_districts": [district],
        "phone": "+33491000000",
        "other_phone": "+33491000001",
        "email": "a@b.example",
        "website": "https://a.example",
        "facebook": "https://facebook.com/lucie",
        "links": ["https://a.example/carte"],
        "opening_hours": "24/7",
        "closures": [(date(2030, 8, 1), date(2030, 8, 21), "congés"), (date(2030, 12, 25), date(2030, 12, 25), "")],
        "by_appointment": True,
        "wheelchair": False,
        "click_and_collect": True,
        "delivers": True,
        "delivery_districts": [make_district(8), district],
        "delivery_km": 2.5,
        "delivery_days": "mardi",
        "delivery_minimum": 2500,
        "delivery_fee": 0,
        "delivery_note": "avant midi",
        "delivery_ends_on": date(2030, 1, 31),
    }


def test_every_fact_is_recorded_as_plain_json_and_restored_exactly() -> None:
    listing, values = make_listing(), other_values()
    before = plain_values(listing)
    change = update_facts(listing=listing, values=values, source=ChangeSource.MERCHANT)
    assert change is not None
    assert set(values) == set(FACTS) == set(change.values)
    change.refresh_from_db()
    assert change.values == json.loads(json.dumps(change.values))
    listing.refresh_from_db()
    after = plain_values(listing)
    assert {name: pair[1] for name, pair in change.values.items()} == after
    undone = restore_values({name: pair[0] for name, pair in change.values.items()})
    update_facts(listing=listing, values=undone, source=ChangeSource.UNDO)
    listing.refresh_from_db()
    assert plain_values(listing) == before
    update_facts(listing=listing, values=restore_values(after), source=ChangeSource.UNDO)
    listing.refresh_from_db()
    assert plain_values(listing) == after


def test_plain_values_of_lists() -> None:
    listing = make_listing()
    update_facts(listing=listing, values=other_values(), source=ChangeSource.MERCHANT)
    plain = plain_values(listing, ("category", "other_categories", "delivery_districts", "closures"))
    assert plain == {
        "category": listing.category.tag,
        "other_categories": ["shop=butcher"],
        "delivery_districts": [8, 9],
        "closures": [["2030-08-01", "2030-08-21", "congés"], ["2030-12-25", "2030-12-25", ""]],
    } | {"category": plain["category"]}


def test_facts_said_again_are_no_change() -> None:
    listing, values = make_listing(), other_values()
    update_facts(listing=listing, values=values, source=ChangeSource.MERCHANT)
    assert update_facts(listing=listing, values=values, source=ChangeSource.MERCHANT) is None


def test_restoring_leaves_out_what_is_gone_and_what_is_no_fact() -> None:
    plain = {
        "status": ["draft"],
        "category": "shop=gone",
        "other_categories": ["shop=gone", "shop=butcher"],
        "name": "A",
    }
    make_category()
    values = restore_values(plain | {"served_districts": [8, 99]})
    assert values == {
        "other_categories": list(Category.objects.filter(tag="shop=butcher")),
        "served_districts": [],
        "name": "A",
    }


def test_undone_address_is_back_on_its_exact_point() -> None:
    load_places()
    listing = make_listing(latitude=43.2711, longitude=5.3888)
    change = update_facts(
        listing=listing, values={"address": "42 avenue de la Capelette"}, source=ChangeSource.MERCHANT
    )
    assert change is not None
    assert set(change.values) == {"address", "latitude", "longitude"}
    undone = restore_values({name: pair[0] for name, pair in change.values.items()})
    update_facts(listing=listing, values=undone, source=ChangeSource.UNDO)
    stored = Listing.objects.get(pk=listing.pk)
    assert (stored.latitude, stored.longitude, stored.district and stored.district.number) == (43.2711, 5.3888, 8)
