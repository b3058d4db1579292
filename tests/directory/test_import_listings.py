"""Rows become listings, once, without undoing what people did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.import_listings import Outcome, import_listings
from mcs.directory.enums import ChangeSource, ListingStatus
from mcs.directory.models import Category, Listing, ListingChange
from mcs.directory.queries.finding import find
from mcs.directory.sources.row import Row
from mcs.places.models import Street
from tests.factories import make_category, make_district, make_listing, make_volunteer

pytestmark = pytest.mark.django_db

VALUES = {
    "name": "Boucherie du Rouet",
    "address": "12 rue du Rouet",
    "postcode": "13008",
    "latitude": "43.27",
    "longitude": "5.38",
    "phone": "04 91 00 11 22",
    "website": "www.rouet.example",
}
ROW = Row(2, VALUES, ("shop=butcher",))


@pytest.fixture(autouse=True)
def _butcher() -> None:
    make_category(listing_count=0)


def outcomes(*rows: Row, source: str = "fichier", dry_run: bool = False) -> list[Outcome]:
    found: list[Outcome] = []
    counts = import_listings(rows=rows, source=source, dry_run=dry_run, report=found.append)
    assert sum(counts.values()) == len(found) == len(rows)
    return found


def ends(*rows: Row, source: str = "fichier", dry_run: bool = False) -> list[str]:
    return [f"{end.state} {end.reason}".strip() for end in outcomes(*rows, source=source, dry_run=dry_run)]


def with_values(row: Row = ROW, **values: str) -> Row:
    return replace(row, values=row.values | values)


def listed() -> Listing:
    return Listing.objects.get(source="fichier")


def test_row_becomes_a_published_listing_that_search_finds() -> None:
    district = make_district(8)
    assert ends(ROW) == ["created"]
    listing = listed()
    assert (listing.name, listing.slug, listing.status) == ("Boucherie du Rouet", "boucherie-du-rouet", "published")
    assert (listing.district, listing.phone, listing.website) == (district, "+33491001122", "https://www.rouet.example")
    assert (listing.latitude, listing.longitude) == (43.27, 5.38)
    assert listing.category.listing_count == 1
    assert list(find("bouchère rouet").slice(0, 10)) == [listing]


def test_same_rows_again_change_nothing() -> None:
    assert ends(ROW, with_values(name="Boucherie Deux")) == ["created", "created"]
    before = list(Listing.objects.order_by("pk").values())
    assert ends(ROW, with_values(name="Boucherie Deux")) == ["unchanged", "unchanged"]
    assert (list(Listing.objects.order_by("pk").values()), ListingChange.objects.count()) == (before, 0)


def test_changed_row_updates_its_listing_and_its_history() -> None:
    make_category("shop=deli", slug="epicerie-fine", listing_count=0)
    outcomes(ROW)
    assert ends(replace(with_values(phone="04 91 99 99 99"), kinds=("shop=deli",))) == ["updated"]
    listing = listed()
    change = listing.changes.get()
    assert (listing.phone, change.source, change.member) == ("+33491999999", ChangeSource.IMPORT, None)
    assert change.values == {
        "phone": ["+33491001122", "+33491999999"],
        "category": ["shop=butcher", "shop=deli"],
    }
    assert dict(Category.objects.values_list("tag", "listing_count")) == {"shop=butcher": 0, "shop=deli": 1}


def test_other_trades_follow_the_file() -> None:
    make_category("shop=deli", slug="epicerie-fine")
    outcomes(replace(ROW, kinds=("shop=butcher", "shop=deli")))
    assert [category.tag for category in listed().other_categories.all()] == ["shop=deli"]
    assert ends(ROW) == ["updated"]
    assert listed().changes.get().values == {"other_categories": [["shop=deli"], []]}
    assert listed().other_categories.count() == 0


def test_what_the_file_no_longer_says_stays() -> None:
    outcomes(ROW)
    assert ends(Row(2, {"name": VALUES["name"], "address": VALUES["address"], "postcode": "13008"}, ROW.kinds)) == [
        "unchanged"
    ]
    assert listed().phone == "+33491001122"


@pytest.mark.parametrize("source", [ChangeSource.MERCHANT, ChangeSource.VOLUNTEER, ChangeSource.REQUEST])
def test_corrections_survive_the_next_import(source: ChangeSource) -> None:
    outcomes(ROW)
    update_facts(listing=listed(), values={"phone": "+33600000000"}, source=source, member=make_volunteer())
    assert ends(with_values(phone="04 91 77 77 77", website="www.neuf.example")) == ["updated"]
    assert (listed().phone, listed().website) == ("+33600000000", "https://www.neuf.example")
    assert ends(with_values(phone="04 91 77 77 77", website="www.neuf.example")) == ["unchanged"]


def test_corrected_address_keeps_its_point_too() -> None:
    outcomes(replace(ROW, key="7"))
    update_facts(listing=listed(), values={"address": "3 place Castellane"}, source=ChangeSource.MERCHANT)
    moved = Listing.objects.values("address", "postcode", "latitude", "longitude", "district").get()
    assert ends(replace(with_values(postcode="13006", latitude="43.2", longitude="5.4"), key="7")) == ["unchanged"]
    assert Listing.objects.values("address", "postcode", "latitude", "longitude", "district").get() == moved


def test_corrected_trade_survives_with_the_others() -> None:
    deli = make_category("shop=deli", slug="epicerie-fine")
    outcomes(ROW)
    update_facts(listing=listed(), values={"category": deli}, source=ChangeSource.VOLUNTEER)
    assert ends(replace(ROW, kinds=("shop=butcher", "shop=deli"))) == ["unchanged"]
    assert (listed().category, listed().other_categories.count()) == (deli, 0)


def test_removed_listing_does_not_come_back() -> None:
    outcomes(ROW)
    Listing.objects.update(status=ListingStatus.REMOVED)
    sentence = "rejected ce commerce a été retiré de l’annuaire et n’y revient pas."
    assert ends(with_values(phone="04 91 77 77 77")) == [sentence]
    assert ends(ROW, source="autre fichier") == [sentence]
    assert (listed().status, Listing.objects.count()) == ("removed", 1)


@pytest.mark.parametrize(
    "values",
    [
        {"address": "12, Rue du Rouet", "latitude": None, "longitude": None},
        {"address": "12 RUE DU ROUET", "postcode": ""},
        {"address": "derrière l’église", "latitude": 43.2705, "longitude": 5.3805},
        {"address": "", "phone": "+33491001122"},
    ],
)
def test_business_that_came_another_way_is_not_listed_twice(values: dict[str, object]) -> None:
    make_listing("BOUCHERIE DU ROUET", **values)
    assert ends(ROW) == ["rejected ce commerce est déjà dans l’annuaire\u00a0: «\u00a0BOUCHERIE DU ROUET\u00a0»."]


@pytest.mark.parametrize(
    "values",
    [
        {"name": "Boucherie du Prado", "address": "12 rue du Rouet"},
        {"address": "12 rue du Rouet", "postcode": "69001"},
        {"address": "14 rue du Rouet", "phone": "+33491001122"},
        {"address": "12 rue du Rouet", "status": ListingStatus.DRAFT},
    ],
)
def test_business_of_another_name_or_place_is_another(values: dict[str, object]) -> None:
    make_listing(**({"name": "Boucherie du Rouet"} | values))  # type: ignore[arg-type]
    assert ends(ROW) == ["created"]


def test_row_said_twice_in_a_file_is_one_listing_whatever_the_batch() -> None:
    rows = [ROW, *(Row(number, {"name": f"Boucherie {number}"}, ROW.kinds) for number in range(3, 505)), ROW]
    first, again = ends(*rows), ends(*rows)
    repeated = ["rejected c’est le même commerce que la ligne 2."]
    assert first == ["created"] * 503 + repeated
    assert again == ["unchanged"] * 503 + repeated


def test_same_name_elsewhere_gets_a_slug_of_its_own() -> None:
    make_listing(slug="boucherie-du-rouet")
    outcomes(ROW, with_values(address="1 rue Paradis"), with_values(name="中国", address="2 rue Paradis"))
    slugs = ["boucherie-du-rouet-2", "boucherie-du-rouet-3", "fiche"]
    assert sorted(Listing.objects.filter(source="fichier").values_list("slug", flat=True)) == slugs


def test_place_that_bears_no_name_is_named_after_its_kind() -> None:
    make_category("amenity=fuel", slug="station-service", name_fr="Station-service et lavage")
    fuel = Row(2, {"address": "81 boulevard du Redon"}, ("Station-service",))
    assert ends(fuel, Row(3, {"address": "2 rue A"}, ROW.kinds)) == ["created", "rejected elle n’a pas de nom."]
    assert listed().name == "Station-service, 81 boulevard du Redon"


def test_row_without_position_stands_in_its_street() -> None:
    district = make_district(8)
    Street.objects.create(
        name="Rue du Rouet", folded_name="rue du rouet", district=district, latitude=43.272, longitude=5.385
    )
    without = Row(2, {"name": "A B", "address": "12 rue du Rouet"}, ROW.kinds)
    elsewhere = Row(3, {"name": "A B", "address": "12 rue du Rouet", "city": "Lyon"}, ROW.kinds)
    assert ends(without, elsewhere) == ["created", "created"]
    places = Listing.objects.order_by("pk").values_list("latitude", "longitude", "district")
    assert list(places) == [(43.272, 5.385, district.pk), (None, None, None)]


def test_rejected_and_incomplete_rows_say_why() -> None:
    unknown, nowhere = replace(ROW, kinds=("shop=\x1b[31mx",)), with_values(latitude="999")
    found = outcomes(unknown, nowhere, with_values(phone="??4", email="chez moi"))
    assert [str(end.reason) for end in found] == [
        "son métier n’est pas connu\u00a0: «\u00a0shop=[31mx\u00a0».",
        "sa position n’est pas sur Terre.",
        "",
    ]
    assert found[2].left_out == ("phone", "email")


@pytest.mark.parametrize(
    ("latitude", "longitude", "why"),
    [("5.38", "43.27", "sa latitude et sa longitude sont inversées"), ("48.9", "2.3", "son point est trop loin")],
)
def test_a_point_far_from_the_network_is_refused_and_nothing_published(latitude: str, longitude: str, why: str) -> None:
    make_district(8)
    found = outcomes(with_values(latitude=latitude, longitude=longitude))
    assert [(end.state, str(end.reason).startswith(why), end.is_far) for end in found] == [("rejected", True, True)]
    assert not Listing.objects.exists()
    assert ends(ROW) == ["created"]


def test_dry_run_says_what_a_real_run_does_and_writes_nothing() -> None:
    outcomes(ROW)
    rows: Sequence[Row] = [
        with_values(phone="04 91 77 77 77"),
        with_values(name="Boucherie Neuve"),
        with_values(name="Boucherie Neuve"),
        with_values(name=""),
    ]
    before = list(Listing.objects.values())
    said = ends(*rows, dry_run=True)
    assert [end.split()[0] for end in said] == ["updated", "created", "rejected", "rejected"]
    assert (list(Listing.objects.values()), ListingChange.objects.count()) == (before, 0)
    assert (find("neuve").total(), Category.objects.get().listing_count) == (0, 1)
    assert ends(*rows) == said


def test_import_without_categories_says_so() -> None:
    Category.objects.all().delete()
    with pytest.raises(Category.DoesNotExist):
        outcomes(ROW)


@pytest.mark.parametrize("count", [1, 3])
def test_import_asks_the_same_questions_whatever_the_rows(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [with_values(name=f"Boucherie {number}") for number in range(count)]
    with django_assert_num_queries(21):
        outcomes(*rows)
