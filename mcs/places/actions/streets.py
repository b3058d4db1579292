"""Streets from a CSV file with the columns nom, quartier, insee, lon, lat (or other names for the same)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from mcs.lib.french import fold
from mcs.lib.geo import Point, distance
from mcs.lib.outlines import is_degrees
from mcs.lib.text import clean_text
from mcs.places.actions.loading import Loading, UnreadableFileError, header_key, read_text
from mcs.places.models import District, Street

FARTHEST = 50_000  # metres from the middle of its district; none of France's is half as wide
BATCH = 1000
COLUMNS = {
    "name": {"nom", "name", "voie", "rue", "libelle", "nomvoie"},
    "quarter": {"quartier", "quarter", "nomquartier"},
    "code": {"insee", "code", "codeinsee", "codecommune", "inseecom"},
    "longitude": {"lon", "lng", "longitude", "x"},
    "latitude": {"lat", "latitude", "y"},
}
_PARTICLES = frozenset({"d", "de", "des", "du", "l", "la", "le", "les", "et", "aux", "a", "sur", "sous"})

Key = tuple[int, str, str]  # district, folded name, folded quarter: what makes a street itself


@transaction.atomic
def load_streets(*, path: Path) -> Loading:
    """Creates and moves the streets of the file; those of districts the network doesn't serve are ignored.

    Repeating it changes nothing more. Raises UnreadableFileError when the file can't be read as such a table.
    """
    rows = read_rows(read_text(path))
    reader = _Reader()
    for line, row in rows:
        if row is None:
            reader.loading.reject(line, _("This line could not be read."))
            continue
        try:
            reader.take(line, row)
        except ValueError as error:
            reader.loading.reject(line, str(error))
    Street.objects.bulk_create(reader.created, batch_size=BATCH)
    Street.objects.bulk_update(reader.moved, ["latitude", "longitude"], batch_size=BATCH)
    return reader.loading


def read_rows(text: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each row with its line and its values by our names; None for a line that is no CSV."""
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [header_key(name) for name in next(reader)]
    except csv.Error as error:
        raise UnreadableFileError(_("The first line of this file could not be read.")) from error
    places = {ours: next((i for i, name in enumerate(names) if name in known), None) for ours, known in COLUMNS.items()}
    missing = [ours for ours, place in places.items() if place is None and ours != "quarter"]
    if missing:
        raise UnreadableFileError(_("This file lacks columns: %(columns)s.") % {"columns": ", ".join(missing)})
    return _rows(reader, {ours: place for ours, place in places.items() if place is not None})


def _rows(reader: Iterator[list[str]], places: dict[str, int]) -> Iterator[tuple[int, dict[str, str] | None]]:
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None  # type: ignore[attr-defined]
            continue
        if any(value.strip() for value in row):
            values = {ours: row[place].strip() if place < len(row) else "" for ours, place in places.items()}
            yield reader.line_num, values  # type: ignore[attr-defined]


class _Reader:
    """Sorts rows into streets to create and streets to move."""

    def __init__(self) -> None:
        self.loading = Loading()
        self.created: list[Street] = []
        self.moved: list[Street] = []
        self.districts = {district.code: district for district in District.objects.all()}
        self.known: dict[Key, Street] = {}
        self.quarters: dict[str, str] = {}
        for street in Street.objects.all():
            self.known[street.district_id, street.folded_name, fold(street.quarter)] = street
            self.quarters[fold(street.quarter)] = street.quarter
        self.seen: dict[Key, int] = {}

    def take(self, line: int, row: dict[str, str]) -> None:
        """Counts one row. Raises ValueError with the reason why it is refused."""
        code = row["code"]
        if not code:
            raise ValueError(_("It doesn’t say in which district it is."))
        district = self.districts.get(code)
        if district is None:
            self.loading.ignored += 1
            return
        name, quarter = clean_text(row["name"]), self._quarter(clean_text(row.get("quarter", "")))
        folded = fold(name)
        if not folded:
            raise ValueError(_("It has no name."))
        if max(len(name), len(folded)) > 120 or len(quarter) > 80:
            raise ValueError(_("Its name is too long."))
        point = _read_point(row, district)
        key = (district.pk, folded, fold(quarter))
        if key in self.seen:
            raise ValueError(_("Line %(line)s is the same street.") % {"line": self.seen[key]})
        self.seen[key] = line
        self._keep(key, name, quarter, district, point)

    def _keep(self, key: Key, name: str, quarter: str, district: District, point: Point) -> None:
        street = self.known.get(key)
        if street is None:
            self.created.append(
                Street(
                    name=name,
                    folded_name=key[1],
                    quarter=quarter,
                    district=district,
                    latitude=point.latitude,
                    longitude=point.longitude,
                )
            )
            self.loading.add(created=True, updated=False)
            return
        moved = Point(street.latitude, street.longitude) != point
        if moved:
            street.latitude, street.longitude = point
            self.moved.append(street)
        self.loading.add(created=False, updated=moved)

    def _quarter(self, written: str) -> str:
        """The quarter as the network already writes it; "SAINT GINIEZ" is a register's way, not a neighbour's."""
        name = self.quarters.get(fold(written)) or title_case(written)
        return self.quarters.setdefault(fold(written), name)


def title_case(name: str) -> str:
    """ "PALAIS-DE-JUSTICE" → "Palais-de-Justice"; a name in small letters is left as it is."""
    if not name.isupper():
        return name
    words = re.split(r"([\W_]+)", name.lower())
    return "".join(word if index and word in _PARTICLES else word.capitalize() for index, word in enumerate(words))


def _read_point(row: dict[str, str], district: District) -> Point:
    """The row's position, 6 decimals. Raises ValueError for one that isn't on earth or not near its district."""
    try:
        longitude, latitude = (round(float(row[name].replace(",", ".")), 6) for name in ("longitude", "latitude"))
    except ValueError as error:
        raise ValueError(_("Its position is no pair of numbers.")) from error
    if not (is_degrees(longitude, 180) and is_degrees(latitude, 90)):
        raise ValueError(_("Its position is not on earth."))
    point, centre = Point(latitude, longitude), Point(district.latitude, district.longitude)
    if distance(point, centre) > FARTHEST:
        swapped = is_degrees(longitude, 90) and distance(Point(longitude, latitude), centre) <= FARTHEST
        raise ValueError(_("Latitude and longitude seem swapped.") if swapped else _("It is far from its district."))
    return point
