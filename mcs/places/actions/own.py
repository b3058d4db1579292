"""The districts and streets that come with the software: Marseille's south, drawn and listed by the project."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from django.db import transaction

from mcs.lib.french import fold
from mcs.places.actions.loading import Loading
from mcs.places.models import District, DistrictOutline, Street

DATA = Path(__file__).parents[1] / "data"


@transaction.atomic
def load_places() -> Loading:
    """Adds the districts and streets that are missing; what an operator loaded or changed stays as it is."""
    loading = Loading()
    features = json.loads((DATA / "districts.json").read_text(encoding="utf-8"))["features"]
    districts: dict[int, District] = {}
    for feature in features:
        values = feature["properties"]
        district, created = District.objects.get_or_create(code=values.pop("code"), defaults=values)
        outline = feature["geometry"]["coordinates"]
        DistrictOutline.objects.get_or_create(district=district, defaults={"outline": outline})
        districts[district.number] = district
        loading.add(created=created, updated=False)
    known = set(Street.objects.values_list("folded_name", "district_id"))
    missing = []
    with (DATA / "streets.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            district = districts[int(row["district"])]
            is_new = (fold(row["name"]), district.pk) not in known
            loading.add(created=is_new, updated=False)
            if is_new:
                missing.append(_street(row, district))
    Street.objects.bulk_create(missing)
    return loading


def _street(row: dict[str, str], district: District) -> Street:
    return Street(
        name=row["name"],
        folded_name=fold(row["name"]),
        quarter=row["quarter"],
        district=district,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
