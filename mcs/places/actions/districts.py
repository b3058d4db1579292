"""Exact outlines of districts from a GeoJSON file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from mcs.lib.geo import MultiPolygon, Point, distance
from mcs.lib.outlines import middle, read_outline
from mcs.lib.text import clean_text
from mcs.places.actions.loading import Loading, UnreadableFileError, header_key, read_text
from mcs.places.models import District, DistrictOutline

FARTHEST = 50_000  # metres an outline's middle may be from where its district was
CODES = ("insee", "codeinsee", "inseecom", "inseearm", "code", "depco", "codgeo", "carinsee")
NAMES = ("nom", "name", "libelle", "nomco", "nomarr")
POSTCODES = ("postcode", "codepostal", "cp")
# Municipal arrondissements of Paris, Lyon and Marseille: INSEE's code geographique, 751nn, 6938n, 132nn.
_ARRONDISSEMENT = re.compile(r"(?:751|693|132)(\d\d)")


@transaction.atomic
def load_districts(*, path: Path, create_all: bool = False) -> Loading:
    """Gives the known districts the outlines of the file; with create_all also makes the districts it doesn't know.

    Repeating it changes nothing more. Raises UnreadableFileError when the file is no GeoJSON FeatureCollection.
    """
    loading = Loading()
    known = {district.code: district for district in District.objects.all()}
    seen: set[str] = set()
    for row, feature in enumerate(_read_features(path), start=1):
        try:
            values = _read_values(feature)
            code = find_value(values, CODES)
            if not code:
                raise ValueError(_("It doesn’t say which district it is."))
            if code in seen:
                raise ValueError(_("It comes twice in the file."))
            district = known.get(code)
            if district is None and not create_all:
                loading.ignored += 1
                continue
            outline = _read_geometry(feature)
            if district:
                loading.add(created=False, updated=_update(district, outline))
            else:
                _create(code, values, outline)
                loading.add(created=True, updated=False)
            seen.add(code)
        except ValueError as error:
            loading.reject(row, str(error))
    return loading


def _read_features(path: Path) -> list[Any]:
    try:
        document = json.loads(read_text(path), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(_("This file is not GeoJSON.")) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise UnreadableFileError(_("This file is not a GeoJSON FeatureCollection."))
    return features


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity, which JSON doesn't have but Python's parser takes


def _read_values(feature: Any) -> dict[str, str]:
    """The feature's properties by folded names."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        return {}
    return {
        header_key(name): clean_text(str(value))
        for name, value in properties.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }


def find_value(values: dict[str, str], names: tuple[str, ...]) -> str:
    """The value of the first of these names that has one."""
    return next((values[name] for name in names if values.get(name)), "")


def _read_geometry(feature: Any) -> MultiPolygon:
    try:
        return read_outline(feature.get("geometry"))
    except ValueError as error:
        raise ValueError(_("Its outline can’t be used: %(reason)s.") % {"reason": error}) from error


def _update(district: District, outline: MultiPolygon) -> bool:
    """Gives the district the outline and keeps its centre, which is where its people are; False when it had it."""
    known = DistrictOutline.objects.filter(district=district).first()
    if known and known.outline == outline:
        return False
    there, centre = middle(outline), Point(district.latitude, district.longitude)
    if distance(there, centre) > FARTHEST:
        swapped = distance(Point(there.longitude, there.latitude), centre) <= FARTHEST
        reason = _("Latitude and longitude seem swapped.") if swapped else _("It is far from where the district was.")
        raise ValueError(reason)
    DistrictOutline.objects.update_or_create(district=district, defaults={"outline": outline})
    return True


def _create(code: str, values: dict[str, str], outline: MultiPolygon) -> None:
    """Makes a district. Raises ValueError when its code gives no number, or one that is taken."""
    arrondissement = _ARRONDISSEMENT.fullmatch(code)
    if not re.fullmatch(r"[0-9][0-9AB][0-9]{3}", code):
        raise ValueError(_("Its code is no INSEE code."))
    number = int(arrondissement.group(1)) - (80 if code.startswith("693") else 0) if arrondissement else int(code[-2:])
    if number < 1 or District.objects.filter(number=number).exists():
        raise ValueError(_("Its number, %(number)s, is another district’s.") % {"number": number})
    centre = middle(outline)
    name = f"{number}{'er' if number == 1 else 'e'} arrondissement" if arrondissement else find_value(values, NAMES)
    district = District.objects.create(
        code=code,
        number=number,
        name=(name or code)[:80],
        # Marseille's 13208 has the postcode 13008, Lyon's 69383 has 69003, Paris's 75105 has 75005.
        postcode=f"{code[:2]}{number:03}" if arrondissement else find_value(values, POSTCODES)[:5],
        latitude=centre.latitude,
        longitude=centre.longitude,
    )
    DistrictOutline.objects.create(district=district, outline=outline)
