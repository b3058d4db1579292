"""Opening hours found in France, where this machine has them."""

from __future__ import annotations

import csv

from tests.real_data import real_file


def real_expressions() -> list[str]:
    """Those that the parser reads; skips where the file is absent."""
    with real_file("opening_hours/real_fr_opening_hours_half.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [row["opening_hours"] for row in rows if row["parses_in_opening_hours_py_2.1.4"] == "yes"]
