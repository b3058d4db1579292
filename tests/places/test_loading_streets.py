from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mcs.places.actions import Loading, UnreadableFileError, load_districts, load_streets
from mcs.places.actions.streets import title_case
from mcs.places.models import Street
from tests.places.conftest import real_data

HEADER = "nom,quartier,insee,lon,lat\n"


def load(tmp_path: Path, content: str | bytes) -> Loading:
    file = tmp_path / "rues.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_streets(path=file)


def test_rows_are_created_moved_unchanged_ignored(places: None, tmp_path: Path) -> None:
    rows = (
        "Rue Neuve,PALAIS-DE-L'ÉTÉ,13208,5.38,43.27\n"
        "Boulevard Périer,PERIER,13208,5.3761,43.2778\n"
        "Rue Daumier,Périer,13208,5.385,43.276\n"
        "Rue Paradis,PREFECTURE,13206,5.38,43.29\n"
    )
    loading = load(tmp_path, HEADER + rows)
    assert loading == Loading(created=1, updated=1, unchanged=1, ignored=1)
    new = Street.objects.get(name="Rue Neuve")
    assert (new.quarter, new.folded_name, new.district.number) == ("Palais-de-l'Été", "rue neuve", 8)
    moved = Street.objects.get(name="Boulevard Périer")
    assert (moved.quarter, moved.longitude, moved.latitude) == ("Périer", 5.3761, 43.2778)
    assert load(tmp_path, HEADER + rows) == Loading(unchanged=3, ignored=1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",MAZARGUES,13209,5.4,43.25", "Elle n’a pas de nom."),
        ("🙂,MAZARGUES,13209,5.4,43.25", "Elle n’a pas de nom."),
        ("Rue Neuve,MAZARGUES,,5.4,43.25", "Son arrondissement n’est pas indiqué."),
        ("Rue Neuve", "Son arrondissement n’est pas indiqué."),
        ("Rue Neuve,MAZARGUES,13209,,43.25", "Sa position n’est pas faite de deux nombres."),
        ("Rue Neuve,MAZARGUES,13209,5.4,nord", "Sa position n’est pas faite de deux nombres."),
        ("Rue Neuve,MAZARGUES,13209,5.4,999", "Sa position n’est pas sur terre."),
        ("Rue Neuve,MAZARGUES,13209,nan,43.25", "Sa position n’est pas sur terre."),
        ("Rue Neuve,MAZARGUES,13209,inf,43.25", "Sa position n’est pas sur terre."),
        ("Rue Neuve,MAZARGUES,13209,43.25,5.4", "Latitude et longitude semblent inversées."),
        ("Rue Neuve,MAZARGUES,13209,2.35,48.85", "Elle est loin de son arrondissement."),
        (f"Rue {'x' * 200},MAZARGUES,13209,5.4,43.25", "Son nom est trop long."),
        (f"{'½' * 100},MAZARGUES,13209,5.4,43.25", "Son nom est trop long."),
        (f"Rue Neuve,{'x' * 81},13209,5.4,43.25", "Son nom est trop long."),
        ("x" * 1_000_000, "Cette ligne n’a pas pu être lue."),
    ],
)
def test_bad_row_is_rejected_with_its_reason_and_the_others_stay(
    places: None, tmp_path: Path, row: str, reason: str
) -> None:
    loading = load(tmp_path, HEADER + row + "\nRue Suivante,MAZARGUES,13209,5.4,43.25\n")
    assert loading == Loading(created=1, rejected=[(2, reason)])


def test_street_twice_in_the_file_is_taken_once(places: None, tmp_path: Path) -> None:
    rows = "Avenue Neuve,MAZARGUES,13209,5.4,43.25\nAVENUE-NEUVE,Mazargues,13209,5.4,43.26\n"
    assert load(tmp_path, HEADER + rows) == Loading(created=1, rejected=[(3, "La ligne 2 donne la même rue.")])


def test_columns_are_found_by_other_names_and_separators(places: None, tmp_path: Path) -> None:
    content = "\ufeffCode INSEE;Latitude;Longitude;Libellé\n13209;43,2501;5,4002;Rue Neuve\n;;;\n"
    assert load(tmp_path, content) == Loading(created=1)
    street = Street.objects.get(name="Rue Neuve")
    assert (street.latitude, street.longitude, street.quarter) == (43.2501, 5.4002, "")


def test_hostile_names_are_stored_harmlessly(places: None, tmp_path: Path) -> None:
    load(tmp_path, HEADER + "Rue \x00<b>Neuve\u202e,MAZARGUES,13209,5.4,43.25\n")
    assert Street.objects.get(folded_name="rue b neuve").name == "Rue <b>Neuve"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Ce fichier est vide."),
        (b"\n \n", "Ce fichier est vide."),
        (
            "nom,insee\n".encode("utf-16"),
            "Ce fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 » ou en GeoJSON.",
        ),
        (
            "nom;intitulé\n".encode("latin-1"),
            "Ce fichier n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 » ou en GeoJSON.",
        ),
        (b"nom,quartier,insee\nRue Neuve,,13208\n", "Il manque des colonnes à ce fichier : longitude, latitude."),
        (b'"' + b"x" * 1_000_000, "La première ligne de ce fichier n’a pas pu être lue."),
    ],
)
def test_unreadable_file_says_why_and_changes_nothing(
    places: None, tmp_path: Path, content: bytes, reason: str
) -> None:
    before = Street.objects.count()
    with pytest.raises(UnreadableFileError, match=f"^{reason}$"):
        load(tmp_path, content)
    assert Street.objects.count() == before


def test_absent_file_says_why(db: None, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Ce fichier n’a pas pu être lu"):
        load_streets(path=tmp_path / "absent.csv")


def test_titles_of_quarters_read_as_neighbours_write_them() -> None:
    assert title_case("LES TROIS LUCS") == "Les Trois Lucs"
    assert title_case("PALAIS-DE-JUSTICE") == "Palais-de-Justice"
    assert title_case("Roucas-blanc") == "Roucas-blanc"


def test_command_accounts_for_every_row(places: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rues.csv"
    file.write_text(HEADER + "Rue Neuve,,13208,5.38,43.27\n" + ",,13208,5.38,43.27\n" * 22, encoding="utf-8")
    call_command("load_streets", file)
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{file}: 23 rows: 1 created, 0 updated, 0 unchanged, 0 of other districts, 22 rejected."
    assert out[1] == "  row 3: Elle n’a pas de nom."
    assert out[21:] == ["  … and 2 more."]
    with pytest.raises(CommandError, match="n’a pas pu être lu"):
        call_command("load_streets", tmp_path / "absent.csv")


def test_real_streets_load_with_every_row_accounted_for(places: None) -> None:
    source = real_data("streets/marseille_rues_osm_5190.csv")
    first = load_streets(path=source)
    assert (first.rows, first.created, first.updated, first.ignored, len(first.rejected)) == (5190, 920, 189, 4078, 3)
    again = load_streets(path=source)
    assert (again.rows, again.unchanged, again.ignored, len(again.rejected)) == (5190, 1109, 4078, 3)


def test_real_streets_of_the_whole_city_load(places: None) -> None:
    load_districts(path=real_data("geo/marseille_arrondissements_16.geojson"), create_all=True)
    loading = load_streets(path=real_data("streets/marseille_rues_osm_5190.csv"))
    assert (loading.rows, loading.ignored, len(loading.rejected)) == (5190, 0, 12)
