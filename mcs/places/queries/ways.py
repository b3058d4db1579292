"""The main ways of Marseille's south, as lines: what a map says of where one is besides the districts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mcs.lib.geo import Point
from mcs.lib.outlines import Box

WAYS = Path(__file__).parents[1] / "data" / "ways.tsv"


@dataclass(frozen=True)
class Way:
    """A street worth drawing, from one end to the other."""

    name: str
    rank: int  # 1: seen from afar; 2: from nearer
    line: tuple[Point, ...]
    box: Box


@lru_cache(maxsize=1)
def ways() -> tuple[Way, ...]:
    """The ways the software comes with, the first in rank first."""
    rows = [line.split("\t") for line in WAYS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(sorted((_way(*row) for row in rows), key=lambda way: way.rank))


def _way(rank: str, name: str, line: str) -> Way:
    points = tuple(Point(*map(float, position.split(","))) for position in line.split())
    latitudes, longitudes = zip(*points, strict=True)
    return Way(name, int(rank), points, Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes)))
