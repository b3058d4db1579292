"""How fast the directory and its map answer at 1,000 and at 100,000 listings, on the database of DATABASE_URL.

    DATABASE_URL=postgres://… .venv/bin/python -m tests.bench.directory [--listings 100000]

Each size has a database of its own, made beside the one named and dropped at the end.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import NamedTuple

from tests.bench import map as views
from tests.bench import search
from tests.bench.measuring import progress, quantile, say, set_up, settle, table, throw_away_database, vendor

SMALL, LARGE = 1_000, 100_000
QUESTIONS = {
    "search with words": "words",
    "filters without words": "filters",
    "as one types": "typed",
    "saving a listing into the index": "saving",
}


class Figures(NamedTuple):
    search: search.Figures
    map: dict[str, views.Figures]
    indexing: float  # seconds


def main() -> None:
    """Prints two Markdown tables; takes some minutes at the full size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--listings", type=int, default=LARGE)
    sizes = (SMALL, parser.parse_args().listings)
    set_up()
    small, large = (measure(size) for size in sizes)
    heads = [head for size in sizes for head in (f"{size:,}: p50", "p95")]
    say(f"#### The directory on {vendor()}")
    rows = []
    for name, field in QUESTIONS.items():
        few, many = getattr(small.search, field), getattr(large.search, field)
        rows.append([name, *times(few), *times(many), ratio(few, many, 50), ratio(few, many, 95)])
    table(["asked", *heads, "p50 ratio", "p95 ratio"], rows)
    say(f"All listings are indexed anew in {small.indexing:.0f} s and {large.indexing:.0f} s.", "")
    say(f"#### The map on {vendor()}")
    rows = []
    for name, after in large.map.items():
        before = small.map[name]
        weights = [f"{statistics.median(bytes_) / 1000:.1f} kB" for bytes_ in (after.bytes, after.sent)]
        cells = [*times(before.times), *times(after.times)]
        rows.append([name, *cells, ratio(before.times, after.times, 50), *weights])
    table(["view", *heads, "p50 ratio", "answer", "compressed"], rows)


def measure(size: int) -> Figures:
    from mcs.directory.actions.index import reindex_all
    from tests.bench.crowded_directory import fill

    progress(f"directory of {size:,} listings on {vendor()}")
    with throw_away_database():
        fill(size)
        started = time.perf_counter()
        reindex_all()
        indexing = time.perf_counter() - started
        settle()
        return Figures(search.measure(), views.measure(), indexing)


def times(values: list[float]) -> list[str]:
    return [f"{quantile(values, 50):.1f} ms", f"{quantile(values, 95):.1f} ms"]


def ratio(before: list[float], after: list[float], percent: int) -> str:
    return f"{quantile(after, percent) / quantile(before, percent):.1f}"


if __name__ == "__main__":
    main()
