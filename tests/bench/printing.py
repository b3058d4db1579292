"""How long the printed directory and the exports take, on the database of DATABASE_URL.

.venv/bin/python -m tests.bench.printing [--listings 2500]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from tests.bench.measuring import progress, say, set_up, settle, table, throw_away_database, timed, vendor

USUAL = 2_500  # listings
TURNS = 3


class Figures(NamedTuple):
    first: float  # milliseconds
    usual: float
    bytes: int


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=int, default=USUAL)
    size = parser.parse_args().listings
    set_up()
    from tests.bench.crowded_directory import fill

    progress(f"printing {size:,} listings on {vendor()}")
    with throw_away_database():
        fill(size)
        settle()
        rows = []
        for name, make in made_things().items():
            figures = watch(make)
            cells = [f"{figures.first:.0f} ms", f"{figures.usual:.0f} ms", f"{figures.bytes / 1000:,.0f} kB"]
            rows.append([name, *cells])
    say(f"#### {size:,} listings on paper and in files, on {vendor()}")
    table(["made", "first time", "again", "weight"], rows)


def watch(make: Callable[[], bytes]) -> Figures:
    made: list[bytes] = []
    times = [timed(lambda: made.append(make())) for _ in range(TURNS + 1)]
    return Figures(times[0], statistics.median(times[1:]), len(made[-1]))


def made_things() -> dict[str, Callable[[], bytes]]:
    """What is made, each as its page makes it but never kept."""
    from django.db.models import Count
    from django.utils import timezone

    from mcs.directory.exports.features import geojson_parts
    from mcs.directory.exports.tables import csv_lines, write_workbook
    from mcs.directory.exports.told import exported
    from mcs.directory.queries.selection import Selection
    from mcs.places.models import District

    district = District.objects.annotate(held=Count("listings")).order_by("-held", "pk")[0]
    everything, now = Selection(), timezone.now()

    def workbook() -> bytes:
        file = BytesIO()
        write_workbook(file, exported(everything), now)
        return file.getvalue()

    return {
        f"PDF, A5 in large print, {district.short_name} ({district.held})": paper("a5", Selection(district)),
        f"PDF, A4, {district.short_name} ({district.held})": paper("a4", Selection(district)),
        "PDF, A5 in large print, everything": paper("a5", everything),
        "PDF, A4, everything": paper("a4", everything),
        "PDF, one page a district": paper("page", everything),
        "CSV": lambda: "".join(csv_lines(exported(everything), now)).encode(),
        "XLSX": workbook,
        "GeoJSON": lambda: "".join(geojson_parts(exported(everything), now)).encode(),
    }


def paper(format_: str, selection: object) -> Callable[[], bytes]:
    from django.test import override_settings

    from mcs.directory.queries.selection import Selection
    from mcs.website.printing.paper import Format, Paper
    from mcs.website.printing.press import printed

    assert isinstance(selection, Selection)
    wanted = Paper(Format(format_), selection)

    def make() -> bytes:
        with tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder, override_settings(PRINTED_DIR=folder):
            return printed(wanted, "bench").pdf

    return make


if __name__ == "__main__":
    main()
