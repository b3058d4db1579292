"""`manage.py import_listings`: what it takes, what it says, and the real files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from mcs.directory.actions.categories import load_categories
from mcs.directory.models import Category, Listing
from mcs.places.actions import load_districts
from tests.factories import make_category, make_district
from tests.real_data import real_file

pytestmark = pytest.mark.django_db

BUSINESSES = "nom;type;tel\nBoucherie du Rouet;Boucherie;0491001122\nSans métier;Rien;1\n;Boucherie;\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "commerces du Rouet.csv"
    path.write_text(BUSINESSES, encoding="utf-8")
    return path


def total(source: str, rows: int, *, created: int = 0, unchanged: int = 0, rejected: int = 0) -> str:
    return (
        f"Source {source}, lignes\u00a0: {rows}. Créées\u00a0: {created}, modifiées\u00a0: 0,"
        f" inchangées\u00a0: {unchanged}, rejetées\u00a0: {rejected}."
    )


def run(file: Path, *arguments: str, **options: Any) -> list[str]:
    out = io.StringIO()
    call_command("import_listings", str(file), *arguments, stdout=out, **({"verbosity": 0} | options))
    return out.getvalue().splitlines()


def test_command_says_what_became_of_the_rows(file: Path) -> None:
    make_category()
    assert run(file) == [
        "Ligne 3, Sans métier\u00a0: rejetée, son métier n’est pas connu\u00a0: «\u00a0Rien\u00a0».",
        "Ligne 4, —\u00a0: rejetée, elle n’a pas de nom.",
        total("commerces du Rouet", 3, created=1, rejected=2),
    ]
    assert Listing.objects.get().source == "commerces du Rouet"


def test_command_tells_each_row_when_asked(file: Path) -> None:
    make_category()
    file.write_text("nom;type;tel\nBoucherie du Rouet;Boucherie;le soir\n", encoding="utf-8")
    lost = "Illisible ou trop long, laissé de côté ou coupé\u00a0: téléphone (1)."
    assert run(file, "--source", "ville", verbosity=2) == [
        f"Ligne 2, Boucherie du Rouet\u00a0: créée. {lost}",
        total("ville", 1, created=1),
        lost,
    ]


def test_dry_run_says_the_same_and_that_nothing_changed(file: Path) -> None:
    make_category()
    said = run(file, "--dry-run")
    assert Listing.objects.count() == 0
    assert said == [*run(file), "C’était un essai à blanc\u00a0: rien n’a été modifié."]


def test_progress_bar_counts_the_rows(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_category()
    run(file, verbosity=1)
    assert "3/3" in capsys.readouterr().err
    run(file)
    assert capsys.readouterr().err == ""


def test_mapped_headers_are_used(tmp_path: Path) -> None:
    make_category()
    path = tmp_path / "a.csv"
    path.write_text("Qui,Quoi\nBoucherie du Rouet,boucherie\n", encoding="utf-8")
    assert run(path, "--map", "Qui=name", "--map", "Quoi=kind")[-1].startswith(
        "Source a, lignes\u00a0: 1. Créées\u00a0: 1"
    )


@pytest.mark.parametrize("pair", ["Qui", "=name", "Qui=", "Qui=nom", "Qui=name=x"])
def test_wrong_mapping_ends_in_a_sentence(file: Path, pair: str) -> None:
    with pytest.raises(CommandError, match="--map attend COLONNE=CHAMP"):
        run(file, "--map", pair)


def test_unreadable_file_ends_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"rien\.csv: Ce fichier n’a pas pu être lu"):
        run(tmp_path / "rien.csv")


def test_command_needs_the_categories(file: Path) -> None:
    with pytest.raises(CommandError, match="lancez d’abord"):
        run(file)


def test_file_without_rows_is_no_failure(file: Path) -> None:
    make_category()
    file.write_text('{"elements": []}', encoding="utf-8")
    assert run(file) == [total("commerces du Rouet", 0)]


@pytest.mark.parametrize(
    ("name", "rows", "rejected"),
    [
        ("marseille_all_real.csv", 2259, 12),  # all twice in the file
        ("osm_bordeaux_bars_restaurants_1530.geojson", 1530, 20),  # without a name
        ("paris_commerces_livraison_2503.geojson", 2503, 78),  # sent twice by their merchants
    ],
)
def test_real_file_is_imported_whole_once_and_again(name: str, rows: int, rejected: int) -> None:
    file = real_file(f"businesses/{name}")
    load_categories()
    rehearsed, first, again = run(file, "--dry-run"), run(file), run(file)
    assert rehearsed == [*first, "C’était un essai à blanc\u00a0: rien n’a été modifié."]
    source, kept = "osm" if "osm" in name else file.stem, rows - rejected
    assert first[rejected] == total(source, rows, created=kept, rejected=rejected)
    assert again[rejected] == total(source, rows, unchanged=kept, rejected=rejected)
    assert again[:rejected] == first[:rejected]
    counted = sum(Category.objects.values_list("listing_count", flat=True))
    assert (Listing.objects.published().count(), counted) == (kept, kept)


def test_the_polygon_says_the_district_where_the_postcode_says_another() -> None:
    """43 of the real places stand in another district than their postcode says; the file tells the polygon's."""
    file = real_file("businesses/marseille_all_real.csv")
    load_categories()
    load_districts(path=real_file("geo/marseille_arrondissements_16.geojson"), create_all=True)
    run(file)
    with file.open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["insee_par_polygone"]]
    polygons = {f"{float(row['lat']):.6f} {float(row['lon']):.6f}": row["insee_par_polygone"] for row in rows}
    placed = Listing.objects.filter(postcode__range=("13001", "13016"), district__isnull=False)
    pairs = [
        (listing, polygons.get(f"{listing.latitude:.6f} {listing.longitude:.6f}", ""))
        for listing in placed.select_related("district")
    ]
    apart = [
        (listing.district.code, polygon)
        for listing, polygon in pairs
        if listing.district and polygon and polygon[3:] != listing.postcode[3:]
    ]
    # The three others stand on a border, to a few metres.
    assert (len(apart), sum(ours == theirs for ours, theirs in apart)) == (43, 40)


def test_a_slip_is_refused_and_a_whole_file_of_another_town_is_the_operators_choice(file: Path) -> None:
    make_category()
    make_district(8)
    head, here = "nom;type;latitude;longitude\n", "Du {};Boucherie;43.27;5.38\n"
    paris = "Boucherie {};Boucherie;48.88;2.34\n"
    file.write_text(head + here.format("A") + here.format("B") + paris.format("C"), encoding="utf-8")
    assert run(file)[-2] == total("commerces du Rouet", 3, created=2, rejected=1)
    file.write_text(head + here.format("D") + paris.format("E") + paris.format("F"), encoding="utf-8")
    assert run(file)[-2] == total("commerces du Rouet", 3, created=3)
