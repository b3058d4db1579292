from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from mcs.places.actions import Loading, UnreadableFileError, load_districts
from mcs.places.models import District
from tests.places.conftest import real_data

RING = [[5.38, 43.25], [5.4, 43.25], [5.4, 43.27], [5.38, 43.27], [5.38, 43.25]]


def feature(ring: Any = None, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring or RING]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def load(tmp_path: Path, *features: Any, create_all: bool = False) -> Loading:
    file = tmp_path / "outlines.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return load_districts(path=file, create_all=create_all)


def test_known_district_gets_its_outline_and_keeps_its_centre(places: None, tmp_path: Path) -> None:
    before = District.objects.get(number=8)
    assert load(tmp_path, feature(insee="13208"), feature(insee="13201")) == Loading(updated=1, ignored=1)
    after = District.objects.get(number=8)
    assert after.outlined.outline == [[RING]]
    assert (after.name, after.latitude, after.longitude) == (before.name, before.latitude, before.longitude)
    assert load(tmp_path, feature(insee="13208"), feature(insee="13201")) == Loading(unchanged=1, ignored=1)


@pytest.mark.parametrize(
    "name", ["insee", "INSEE", "code_insee", "Code INSEE", "codeInsee", "code", "depco", "c_ar_insee"]
)
def test_code_is_found_under_many_names(places: None, tmp_path: Path, name: str) -> None:
    assert load(tmp_path, feature(**{"autre": None, name: 13208})) == Loading(updated=1)


def test_all_creates_the_unknown_with_their_own_numbers(db: None, tmp_path: Path) -> None:
    codes = ("13201", "69383", "75120", "13022")
    loading = load(tmp_path, *(feature(insee=code, nom="La Ciotat", cp="13600") for code in codes), create_all=True)
    assert loading == Loading(created=4)
    made = District.objects.values_list("code", "number", "name", "postcode", "latitude", "longitude")
    assert list(made) == [
        ("13201", 1, "1er arrondissement", "13001", 43.26, 5.39),
        ("69383", 3, "3e arrondissement", "69003", 43.26, 5.39),
        ("75120", 20, "20e arrondissement", "75020", 43.26, 5.39),
        ("13022", 22, "La Ciotat", "13600", 43.26, 5.39),
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (feature(), "Son code INSEE n’est pas indiqué."),
        (feature(insee=True), "Son code INSEE n’est pas indiqué."),
        (None, "Son code INSEE n’est pas indiqué."),
        ({"properties": {"insee": "13209"}}, "Son contour est inutilisable : ni Polygon ni MultiPolygon."),
        (feature([[5.4, 999]] * 4, insee="13209"), "Son contour est inutilisable : une position hors de la terre."),
        (feature([[y, x] for x, y in RING], insee="13209"), "Latitude et longitude semblent inversées."),
        (feature([[x - 3, y + 5] for x, y in RING], insee="13209"), "Il est loin de l’arrondissement connu."),
        (feature(insee="13208"), "Il est deux fois dans le fichier."),
        (feature(insee="<script>"), "Son code n’est pas un code INSEE."),
        (feature(insee="13" * 60_000), "Son code n’est pas un code INSEE."),
        (feature(insee="13000"), "Son numéro, 0, est celui d’un autre arrondissement."),
        (feature(insee="75108"), "Son numéro, 8, est celui d’un autre arrondissement."),
    ],
)
def test_bad_feature_is_rejected_with_its_reason(places: None, tmp_path: Path, bad: Any, reason: str) -> None:
    loading = load(tmp_path, feature(insee="13208"), bad, create_all=True)
    assert loading == Loading(updated=1, rejected=[(2, reason)])
    assert District.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "Ce fichier est vide."),
        ("nom,insee", "Ce fichier n’est pas du GeoJSON."),
        ('{"features": [NaN]}', "Ce fichier n’est pas du GeoJSON."),
        ("[" * 100_000, "Ce fichier n’est pas du GeoJSON."),
        ("1" * 1_000_000, "Ce fichier n’est pas du GeoJSON."),
        ("[]", "Ce fichier n’est pas une FeatureCollection GeoJSON."),
        ('{"features": {}}', "Ce fichier n’est pas une FeatureCollection GeoJSON."),
    ],
)
def test_unreadable_file_says_why(db: None, tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "outlines.geojson"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=f"^{reason}$"):
        load_districts(path=file)


def test_real_outlines_load_by_command(places: None, capsys: pytest.CaptureFixture[str]) -> None:
    source = real_data("geo/marseille_arrondissements_16.geojson")
    call_command("load_districts", source)
    call_command("load_districts", source, all=True)
    call_command("load_places")
    counts = "{} rows: {} created, {} updated, {} unchanged, {} of other districts, 0 rejected."
    assert [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()] == [
        counts.format(16, 0, 3, 0, 13),
        counts.format(16, 13, 0, 3, 0),
        counts.format(192, 0, 0, 192, 0),
    ]
    assert [district.postcode for district in District.objects.all()] == [f"130{number:02}" for number in range(1, 17)]
