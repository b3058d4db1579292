"""What comes back from an export: exactly what somebody corrected, and nothing a merchant corrected meanwhile."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.history import undo_change
from mcs.directory.actions.import_listings import Outcome, import_listings
from mcs.directory.enums import ChangeSource, ListingStatus
from mcs.directory.exports.told import listing_id
from mcs.directory.models import Closure, Listing, ListingChange
from mcs.directory.sources.files import read_file
from mcs.directory.sources.row import Row
from mcs.places.models import Street
from tests.directory.exports import correct, export, make_full_listing
from tests.factories import make_category, make_district, make_listing, make_volunteer
from tests.real_data import real_file

pytestmark = pytest.mark.django_db

REAL = (
    "osm_bordeaux_bars_restaurants_1530.geojson",
    "marseille_all_real.csv",
    "paris_commerces_livraison_2503.geojson",
)
FORMATS = pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
NAME = '=Boucherie "du Prado"; fils'


def bring(path: Path, *, dry_run: bool = False) -> list[str]:
    """What becomes of each row of a file."""
    found: list[Outcome] = []
    import_listings(rows=read_file(path).rows, source=path.stem, dry_run=dry_run, report=found.append)
    return [f"{end.state} {end.reason}".strip() for end in found]


def everything() -> list[Any]:
    links = ("other_categories", "served_districts", "delivery_districts")
    return [
        list(Listing.objects.order_by("pk").values()),
        *(sorted(getattr(Listing, name).through.objects.values_list("listing", flat=True)) for name in links),
        list(Closure.objects.order_by("pk").values()),
        ListingChange.objects.count(),
    ]


@FORMATS
def test_an_export_that_nobody_touched_changes_nothing(tmp_path: Path, ending: str) -> None:
    make_full_listing()
    make_listing("Sans rien", phone="", address="", postcode="", city="", category=make_category("cuisine=pizza"))
    path, before = export(tmp_path / f"a.{ending}"), everything()
    assert bring(path) == ["unchanged", "unchanged"]
    assert everything() == before


@FORMATS
def test_one_corrected_telephone_updates_one_listing(tmp_path: Path, ending: str) -> None:
    listing, other = make_full_listing(), make_listing("Autre")
    path = export(tmp_path / f"a.{ending}")
    correct(path, NAME, phone="06 11 22 33 44;+390612345678" if ending == "geojson" else "06 11 22 33 44")
    before = Listing.objects.filter(pk=listing.pk).values().get()
    assert bring(path, dry_run=True) == ["updated", "unchanged"]
    assert Listing.objects.filter(pk=listing.pk).values().get() == before
    assert bring(path) == ["updated", "unchanged"]
    assert Listing.objects.filter(pk=listing.pk).values().get() == before | {"phone": "+33611223344"}
    change = ListingChange.objects.get()
    assert (change.listing, change.values) == (listing, {"phone": ["+33491000001", "+33611223344"]})
    assert bring(path) == ["unchanged", "unchanged"]
    assert other.changes.count() == 0


@FORMATS
def test_what_a_merchant_corrected_after_the_export_stays(tmp_path: Path, ending: str) -> None:
    listing = make_listing("Boucherie")
    path = export(tmp_path / f"a.{ending}")
    update_facts(listing=listing, values={"phone": "+33699999999"}, source=ChangeSource.MERCHANT)
    sentence = "la fiche a changé depuis l’export\u00a0: exportez-la à nouveau, puis corrigez-la."
    assert bring(path) == [f"rejected {sentence}"]
    listing.refresh_from_db()
    assert listing.phone == "+33699999999"


@pytest.mark.parametrize("source", [ChangeSource.MERCHANT, ChangeSource.VOLUNTEER])
def test_what_was_corrected_before_the_export_may_be_corrected_again(tmp_path: Path, source: ChangeSource) -> None:
    listing = make_listing("Boucherie")
    update_facts(listing=listing, values={"phone": "+33699999999"}, source=source)
    path = export(tmp_path / "a.csv")
    correct(path, "Boucherie", phone="06 11 22 33 44")
    assert bring(path) == ["updated"]


def test_a_correction_survives_the_file_the_listing_came_from(tmp_path: Path) -> None:
    make_category()
    source = tmp_path / "ville.csv"
    source.write_text("nom;type;tel\nBoucherie du Rouet;Boucherie;0491001122\n", encoding="utf-8")
    assert bring(source) == ["created"]
    path = export(tmp_path / "a.csv")
    correct(path, "Boucherie du Rouet", phone="06 11 22 33 44")
    assert [bring(path), bring(source)] == [["updated"], ["unchanged"]]
    assert Listing.objects.get().phone == "+33611223344"


def test_an_emptied_cell_empties_the_fact_but_never_name_trade_or_place(tmp_path: Path) -> None:
    make_full_listing()
    path = export(tmp_path / "a.csv")
    facts = ("autre_telephone", "horaires", "fermetures", "livraison_arrondissements", "livraison_frais", "accessible")
    correct(path, NAME, **dict.fromkeys((*facts, "autres_liens", "metiers", "latitude", "longitude"), ""))
    assert bring(path) == ["updated"]
    listing = Listing.objects.get()
    assert (listing.other_phone, listing.opening_hours, listing.closures.count()) == ("", "", 0)
    assert (listing.delivery_districts.count(), listing.delivery_fee, listing.wheelchair) == (0, None, None)
    assert (listing.links, listing.other_categories.count(), listing.latitude) == ([], 1, 43.270001)


def test_finer_facts_come_back_as_people_type_them(tmp_path: Path) -> None:
    make_district(10)
    make_full_listing()
    path = export(tmp_path / "a.csv")
    correct(
        path,
        NAME,
        livraison_arrondissements="8e, 10e et 99e",
        livraison_minimum="30 €",
        livraison_frais="2,5",
        livraison_km="4,5 km",
        livraison_jusqu_au="01/03/2027",
        fermetures="24/12/2026 au 2/1/2027 Fêtes | 2026-08-01/2026-08-21 Congés / été",
        a_domicile="non",
        metiers="Boucherie",
    )
    assert bring(path) == ["updated"]
    listing = Listing.objects.get()
    assert [district.number for district in listing.delivery_districts.all()] == [8, 10]
    assert (listing.delivery_minimum, listing.delivery_fee, listing.delivery_km) == (3000, 250, 4.5)
    assert (listing.delivery_ends_on, listing.comes_to_you) == (date(2027, 3, 1), False)
    assert list(listing.closures.values_list("starts_on", "ends_on", "note")) == [
        (date(2026, 8, 1), date(2026, 8, 21), "Congés / été"),
        (date(2026, 12, 24), date(2027, 1, 2), "Fêtes"),
    ]
    assert listing.other_categories.count() == 0


def test_what_cannot_be_read_is_left_out_and_nothing_lost(tmp_path: Path) -> None:
    make_full_listing()
    path, before = export(tmp_path / "a.csv"), everything()
    correct(path, NAME, phone="le soir", fermetures="en août", livraison_frais="gratuit", horaires="ça dépend")
    found: list[Outcome] = []
    import_listings(rows=read_file(path).rows, source="a", report=found.append)
    assert (found[0].state, sorted(found[0].left_out)) == (
        "unchanged",
        ["closures", "delivery_fee", "opening_hours", "phone"],
    )
    assert everything() == before


def test_a_corrected_address_is_looked_up_and_a_corrected_point_has_its_district(tmp_path: Path) -> None:
    eight, nine = make_district(8), make_district(9)
    Street.objects.create(
        name="Rue du Rouet", folded_name="rue du rouet", district=eight, latitude=43.272, longitude=5.385
    )
    make_listing("Déménage", district=nine, latitude=43.25, longitude=5.4)
    make_listing("Disparaît", district=nine, latitude=43.25, longitude=5.4)
    make_listing("Glisse", district=nine, latitude=43.25, longitude=5.4)
    path = export(tmp_path / "a.csv")
    correct(path, "Déménage", address="3 rue du Rouet")
    correct(path, "Disparaît", address="3 chemin de nulle part")
    correct(path, "Glisse", latitude="43.271", longitude="5.381")
    assert bring(path) == ["updated"] * 3
    places = Listing.objects.order_by("pk").values_list("latitude", "longitude", "district")
    assert list(places) == [(43.272, 5.385, eight.pk), (None, None, None), (43.271, 5.381, eight.pk)]


def test_rows_that_name_no_listing_or_have_lost_their_date_say_so(tmp_path: Path) -> None:
    gone = make_listing("Parti")
    for name in ("Inconnu", "Brouillon", "Sans date", "Deux fois"):
        make_listing(name)
    path = export(tmp_path / "a.csv")
    correct(path, "Inconnu", id="http://localhost:8000/annuaire/jamais-vu/")
    correct(path, "Sans date", exporte_le="", phone="06 11 22 33 44")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*rows, rows[-1]])
    Listing.objects.filter(pk=gone.pk).update(status=ListingStatus.REMOVED)
    Listing.objects.filter(name="Brouillon").update(status=ListingStatus.DRAFT)
    draft = listing_id(Listing.objects.get(name="Brouillon"))
    unknown = "rejected l’annuaire n’a pas de fiche de cet identifiant\u00a0: «\u00a0{}\u00a0»."
    assert bring(path) == [
        "rejected ce commerce a été retiré de l’annuaire et n’y revient pas.",
        unknown.format("http://localhost:8000/annuaire/jamais-vu/"),
        unknown.format(draft),
        "rejected elle ne dit plus quand elle a été exportée\u00a0: exportez-la à nouveau, puis corrigez-la.",
        "unchanged",
        "rejected c’est le même commerce que la ligne 6.",
    ]


def test_a_day_alone_counts_from_its_first_moment(tmp_path: Path) -> None:
    listing = make_listing("Boucherie")
    path = export(tmp_path / "a.csv")
    correct(path, "Boucherie", phone="06 11 22 33 44", exporte_le=timezone.localdate().strftime("%d/%m/%Y"))
    update_facts(listing=listing, values={"email": "b@network.example"}, source=ChangeSource.MERCHANT)
    assert bring(path)[0].startswith("rejected la fiche a changé")
    ListingChange.objects.update(at=timezone.now() - timedelta(days=1))
    assert bring(path) == ["updated"]


def test_a_line_added_to_an_export_becomes_a_listing(tmp_path: Path) -> None:
    make_listing("Boucherie")
    path = export(tmp_path / "a.csv")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["", "", "Boucherie Neuve", "Boucherie", "04 91 22 33 44"])
    assert bring(path) == ["unchanged", "created"]
    assert Listing.objects.get(name="Boucherie Neuve").phone == "+33491223344"


@pytest.mark.parametrize("count", [1, 3])
def test_corrections_ask_the_same_questions_whatever_the_rows(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    at = timezone.now().isoformat()
    rows = [
        Row(number, {"name": "Nouveau nom", "exported_at": at}, key=listing_id(make_listing(f"B{number}")))
        for number in range(count)
    ]
    with django_assert_num_queries(24):
        import_listings(rows=rows, source="a", report=lambda outcome: None)


@pytest.mark.parametrize("name", REAL if connection.vendor == "sqlite" else REAL[:1])  # the seconds they take, once
def test_real_listings_make_the_round_trip_in_every_format(tmp_path: Path, name: str) -> None:
    file = real_file(f"businesses/{name}")
    load_categories()
    call_command("import_listings", str(file), verbosity=0, stdout=io.StringIO())
    total, chosen = Listing.objects.count(), Listing.objects.order_by("pk")[100]
    for number, ending in enumerate(("csv", "xlsx", "geojson")):
        unique = f"Corrigé {number}"
        Listing.objects.filter(pk=chosen.pk).update(name=unique)
        path = export(tmp_path / f"a.{ending}")
        correct(path, unique, phone=f"06 00 00 00 0{number}")
        ends = bring(path)
        assert (ends.count("updated"), ends.count("unchanged")) == (1, total - 1)
        chosen.refresh_from_db()
        assert chosen.phone == f"+3360000000{number}"


def test_districts_corrected_in_a_file_are_taken_back_from_the_history(tmp_path: Path) -> None:
    """They were kept by key, and taken back by number: the listing then delivered nowhere."""
    listing = make_full_listing()
    make_district(10)
    before = sorted(listing.delivery_districts.values_list("number", flat=True))
    path = export(tmp_path / "a.csv")
    correct(path, NAME, livraison_arrondissements="10")
    assert bring(path) == ["updated"]
    change = ListingChange.objects.get()
    assert change.values == {"delivery_districts": [before, [10]]}
    undo_change(change=change, member=make_volunteer())
    assert sorted(listing.delivery_districts.values_list("number", flat=True)) == before
