"""Files of businesses as they come: every kind, every encoding, and those that mean harm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mcs.directory.sources.clean import clean_row
from mcs.directory.sources.files import read_file
from mcs.directory.sources.row import Rejected, Row, UnreadableFileError

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "commerces.csv"


def rows_of(path: Path, content: str | bytes, mapping: dict[str, str] | None = None) -> list[Row]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, mapping).rows


def osm(tags: dict[str, Any], geometry: Any = None, key: str = "node/1") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"@id": key, **tags}, "geometry": geometry}


def features(*found: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(found)})


@pytest.mark.parametrize(
    "header", ["nom;adresse;cp", "Nom,Adresse,Code postal", "NOM\tADRESSE\tCP", "enseigne|adresse_postale|code_postal"]
)
def test_table_is_read_whatever_its_headers_and_delimiter(path: Path, header: str) -> None:
    delimiter = next(sign for sign in ";,\t|" if sign in header)
    line = delimiter.join(["Boucherie du Prado", "214 avenue du Prado", "13008"])
    values = {"name": "Boucherie du Prado", "address": "214 avenue du Prado", "postcode": "13008"}
    assert rows_of(path, f"{header}\n{line}\n") == [Row(2, values)]


def test_table_keeps_numbers_of_lines_and_skips_blank_ones(path: Path) -> None:
    rows = rows_of(path, 'nom,description\n\n"A, B","deux\nlignes"\n,\nC,d\n')
    assert [(row.number, row.values["name"]) for row in rows] == [(3, "A, B"), (6, "C")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_table_is_read_in_the_encodings_of_spreadsheets(path: Path, encoding: str, newline: str) -> None:
    rows = rows_of(path, newline.join(["nom;ville", "Crèmerie à l’Œuf;Marseille"]).encode(encoding))
    assert [row.values["name"] for row in rows] == ["Crèmerie à l’Œuf"]


def test_mapping_says_which_header_is_which_field(path: Path) -> None:
    content = "Raison=sociale,Truc,nom\nLa Cave,caviste,ignoré\n"
    row = rows_of(path, content, {"Raison=sociale": "name", "Truc": "kind"})[0]
    assert (row.values, row.kinds) == ({"name": "La Cave"}, ("caviste",))


def test_first_of_two_headers_of_one_field_wins_unless_it_is_empty(path: Path) -> None:
    rows = rows_of(path, "nom,tel,telephone\nA,01,02\nB,,02\n")
    assert [row.values["phone"] for row in rows] == ["01", "02"]


def test_several_trades_in_one_cell_are_several(path: Path) -> None:
    assert rows_of(path, "nom,type\nA,Boulangerie|Glacier\n")[0].kinds == ("Boulangerie", "Glacier")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Ce fichier est vide."),
        (b" \n\n", "Ce fichier est vide."),
        (b",,;\n,,\n", "Aucune colonne ne nomme le commerce"),
        (b"adresse,tel\n1 rue A,04\n", "Les colonnes sont\u00a0: adresse, tel."),
        (PNG, "Ce fichier ne contient pas de texte\u00a0: ce n’est ni du CSV ni du JSON."),
        (b"PK\x03\x04 un classeur", "C’est un classeur ou une archive."),
        ("nom\nCafé".encode("cp1252") + b"\x81", "ne sont ni en UTF-8 ni en Windows-1252"),
        (b'{"features": [', "Ce JSON est abîmé ou coupé à la ligne 1."),
        (b'{"a": 1}', "Ce JSON n’est ni du GeoJSON ni une réponse d’Overpass."),
        (b"[1, 2]", "Ce JSON n’est ni du GeoJSON ni une réponse d’Overpass."),
        (b"[" * 200_000, "Ce JSON est trop imbriqué"),
        (b'{"elements": [' + b"9" * 5000 + b"]}", "ou contient un nombre trop long."),
        (b'{"features": [{"properties": {"adresse": "x"}}]}', "Les colonnes sont\u00a0: adresse."),
        (b'{"features": [1, null, []]}', "Les colonnes sont\u00a0: —."),
        (b'"nom,tel\nA,1\n', "La première ligne de ce fichier n’a pas pu être lue."),
    ],
)
def test_unreadable_file_ends_in_a_sentence(path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        rows_of(path, content)
    assert sentence in str(refused.value)


def test_absent_file_and_folder_end_in_a_sentence(tmp_path: Path) -> None:
    for place in (tmp_path / "rien.csv", tmp_path):
        with pytest.raises(UnreadableFileError, match="Ce fichier n’a pas pu être lu"):
            read_file(place)


def test_file_too_large_is_not_opened(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(UnreadableFileError, match="Ce fichier est trop lourd"):
        read_file(path)


def test_mapping_of_an_absent_header_is_refused(path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="Aucune colonne ne s’appelle «\u00a0Nomm\u00a0»"):
        rows_of(path, "Nom,Tel\nA,1\n", {"Nomm": "name"})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('"jamais refermé,1 rue A', "lignes 3–4"),
        ('"mal"placé,1 rue A', "un guillemet est mal placé"),
        ("x" * 1_000_000 + ",1 rue A", "un texte est sans fin"),
        ("Chez Léa,12,rue Paradis", "elle a plus de cases que de colonnes"),
    ],
)
def test_line_that_is_no_csv_is_one_rejected_row(path: Path, line: str, sentence: str) -> None:
    rows = rows_of(path, f"nom,adresse\nA,1 rue A\n{line}\nB,2 rue B\n")
    assert rows[0].values["name"] == "A"
    with pytest.raises(Rejected) as refused:
        clean_row(rows[1])
    assert sentence in str(refused.value.reason)
    assert "jamais" in line or rows[2].values["name"] == "B"


def test_nul_bytes_are_dropped_from_words_and_keys(path: Path) -> None:
    row = rows_of(path, b"nom,id\nCaf\x00e,a\x00b\n")[0]
    assert (clean_row(row).values["name"], row.source_id()) == ("Cafe", "ab")


def test_osm_feature_gives_its_facts(path: Path) -> None:
    tags = {
        "name": "Chez Gino",
        "amenity": "restaurant",
        "cuisine": "pizza;burger",
        "addr:housenumber": "12",
        "addr:street": "rue Paradis",
        "addr:postcode": "13006",
        "contact:phone": "+33 4 91 00 00 00",
        "opening_hours": "Tu-Su 12:00-14:00",
        "delivery": "yes",
    }
    (row,) = rows_of(path, features(osm(tags, {"type": "Point", "coordinates": [5.38, 43.29]})))
    assert row.kinds == ("cuisine=pizza", "amenity=restaurant", "cuisine=burger")
    assert (row.key, row.source_id()) == ("node/1", "node/1")
    assert row.values == {
        "name": "Chez Gino",
        "address": "12 rue Paradis",
        "postcode": "13006",
        "phone": "+33 4 91 00 00 00",
        "opening_hours": "Tu-Su 12:00-14:00",
        "delivers": "yes",
        "latitude": "43.29",
        "longitude": "5.38",
    }


@pytest.mark.parametrize(
    ("tags", "kinds"),
    [
        ({"amenity": "bar", "cuisine": "pizza"}, ("amenity=bar", "cuisine=pizza")),
        ({"shop": "wine;cheese"}, ("shop=wine", "shop=cheese", "shop=*", "shop=*")),
        ({"shop": "vacant"}, ()),
        ({"craft": "falconer", "amenity": "cafe"}, ("craft=falconer", "amenity=cafe", "craft=*")),
    ],
)
def test_osm_tags_say_the_trade_the_surest_first(path: Path, tags: dict[str, str], kinds: tuple[str, ...]) -> None:
    assert rows_of(path, features(osm(tags)))[0].kinds == kinds


@pytest.mark.parametrize(
    "coordinates",
    [
        [[[5.0, 43.0], [6.0, 43.0], [6.0, 44.0], [5.0, 44.0], [5.0, 43.0]]],
        [[[[5.0, 43.0], [6.0, 43.2], [5.5, 44.0], [5.0, 43.0]]]],
        [[5.0, 43.0], [6.0, 44.0]],
    ],
)
def test_geometry_other_than_a_point_is_taken_in_its_middle(path: Path, coordinates: Any) -> None:
    row = rows_of(path, features(osm({"shop": "mall"}, {"type": "Polygon", "coordinates": coordinates})))[0]
    assert (row.values["latitude"], row.values["longitude"]) == ("43.5", "5.5")


@pytest.mark.parametrize("geometry", [None, [], "x", {"coordinates": None}, {"coordinates": [[[[[[5, 43]]]]]]}])
def test_geometry_that_is_none_gives_no_position(path: Path, geometry: Any) -> None:
    assert rows_of(path, features(osm({"name": "A"}, geometry)))[0].values == {"name": "A"}


@pytest.mark.parametrize("number", ["999", "1e400", "NaN", "-Infinity", "1" + "0" * 4000])
def test_coordinate_out_of_all_measure_is_a_rejected_row(path: Path, number: str) -> None:
    content = features(osm({"name": "A"}, {"type": "Point", "coordinates": [5.4, 0.5]})).replace("0.5", number)
    with pytest.raises(Rejected, match="position"):
        clean_row(rows_of(path, content)[0])


def test_one_broken_feature_among_good_ones_is_one_row(path: Path) -> None:
    rows = rows_of(path, features(osm({"name": "A"}), None, {"properties": [1]}, osm({"name": 7}, key="node/2")))
    assert [row.values for row in rows] == [{"name": "A"}, {}, {}, {"name": "7"}]


def test_half_a_surrogate_pair_becomes_a_question_mark(path: Path) -> None:
    row = rows_of(path, '{"features": [{"properties": {"@id": "node/\\ud83d", "name": "Caf\\ud83d"}}]}')[0]
    assert (row.values["name"], row.source_id()) == ("Caf?", "node/?")


def test_overpass_answer_gives_nodes_ways_and_relations_but_not_their_corners(path: Path) -> None:
    bounds = {"minlat": 43, "minlon": 5, "maxlat": 44, "maxlon": 6}
    elements = [
        {"type": "node", "id": 1, "lat": 43.2, "lon": 5.4, "tags": {"name": "A", "shop": "bakery"}},
        {"type": "way", "id": 2, "center": {"lat": 43.3, "lon": 5.5}, "tags": {"name": "B"}},
        {"type": "relation", "id": 3, "bounds": bounds, "tags": {"name": "C"}},
        {"type": "node", "id": 4, "lat": 43.2, "lon": 5.4},
        {"type": "way", "id": 5, "nodes": [4]},
        "rien",
    ]
    rows = rows_of(path, json.dumps({"elements": elements}))
    assert [(row.number, row.key, row.values.get("latitude")) for row in rows] == [
        (1, "node/1", "43.2"),
        (2, "way/2", "43.3"),
        (3, "relation/3", "43.5"),
        (6, "", None),
    ]


def test_keys_of_openstreetmap_are_the_same_whatever_the_file(path: Path) -> None:
    path.write_text(features(osm({"name": "A"})))
    assert read_file(path).origin == "osm"
    path.write_text("nom\nA\n")
    assert read_file(path).origin == "commerces"


def test_plain_geojson_is_read_by_its_properties(path: Path) -> None:
    feature = {"properties": {"nom_du_commerce": "A", "services": "x", "n": None}, "geometry": {"coordinates": [5, 43]}}
    row = rows_of(path, features(feature))[0]
    assert row.values == {"latitude": "43.0", "longitude": "5.0", "name": "A", "delivers": "x"}
