"""The little map on a listing's page: the land, the districts, the main ways nearby, and a pin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mcs.lib.geo import Point
from mcs.places.models import District
from mcs.places.queries.ground import Drawn, district_among, drawn_districts, is_at_home, project, surroundings
from mcs.places.queries.ways import Way, ways

WIDTH, HEIGHT = 176, 110  # units of 25 m: 4.4 km by 2.7 km, a walk around
MARGIN = 24  # units of the surroundings shown beyond the outermost district
LETTER = 3.4  # units a letter of a way's name takes
PIN = 9  # units on each side of the pin where a name would be hidden
MOST_NAMES = 3

Line = list[tuple[float, float]]


@dataclass(frozen=True)
class Named:
    """A way with its name along it."""

    name: str
    rank: int
    path: str
    middle: int  # units along the path where the middle of the name stands


@dataclass(frozen=True)
class Locator:
    """A small map around a point, in units of its view box; x to the right, y downwards."""

    left: int
    top: int
    x: int
    y: int
    district: District | None
    here: str  # the path of the district the point lies in
    elsewhere: Sequence[str]  # the paths of the land around it
    names: Sequence[tuple[int, int, str]]  # where to write "8e"
    ways: Sequence[tuple[int, str]]  # rank and path from the window's corner, all the ways of a rank in one
    named: Sequence[Named]  # those near the point, the nearest first
    width: int = WIDTH
    height: int = HEIGHT


def locator(point: Point) -> Locator | None:
    """What components/locator_map.html draws; None when no district has an outline or the point is far from all."""
    drawn = drawn_districts()
    if not drawn:
        return None
    x, y = (round(value) for value in project(point.longitude, point.latitude))
    left, top = _window(drawn, x, y)
    if not (left <= x <= left + WIDTH and top <= y <= top + HEIGHT):
        return None
    district = district_among(drawn, point)
    at_home = is_at_home(drawn)
    around = [surroundings().path] if at_home else []
    lines, named = _ways(left, top, (x, y)) if at_home else ([], [])
    return Locator(
        left=left,
        top=top,
        x=x,
        y=y,
        district=district,
        here=next((each.shape.path for each in drawn if each.district == district), ""),
        elsewhere=[*around, *(each.shape.path for each in drawn if each.district != district)],
        names=_names(drawn, left, top, (x, y)),
        ways=lines,
        named=named,
    )


def _window(drawn: Sequence[Drawn], x: int, y: int) -> tuple[int, int]:
    """The left and top of a window around x, y that stays over the districts."""
    boxes = [each.shape.box for each in drawn]
    west, north = project(min(box.west for box in boxes), max(box.north for box in boxes))
    east, south = project(max(box.east for box in boxes), min(box.south for box in boxes))
    return _within(x, WIDTH, west - MARGIN, east + MARGIN), _within(y, HEIGHT, north - MARGIN, south + MARGIN)


def _within(middle: int, length: int, low: float, high: float) -> int:
    """Where a span of that length begins when it has `middle` in its middle but doesn't leave low–high."""
    if high - low < length:
        return round((low + high - length) / 2)
    return round(min(max(middle - length / 2, low), high - length))


def _names(drawn: Sequence[Drawn], left: int, top: int, pin: tuple[int, int]) -> list[tuple[int, int, str]]:
    """The districts' names that stand in the window, each at its district's centre or under the pin that hides it."""
    names = []
    for each in drawn:
        x, y = (round(value) for value in project(each.district.longitude, each.district.latitude))
        if abs(x - pin[0]) < 14 and -20 < y - pin[1] < 9:
            y = pin[1] + 12
        if left + 8 < x < left + WIDTH - 8 and top + 8 < y < top + HEIGHT - 8:
            names.append((x, y, each.district.short_name))
    return names


def _ways(left: int, top: int, pin: tuple[int, int]) -> tuple[list[tuple[int, str]], list[Named]]:
    """The ways of the window: those that pass near the pin and have room for their name apart."""
    paths: dict[int, str] = {}
    near: list[tuple[float, Named]] = []
    for way in ways():
        for line in _pieces(way, left, top):
            path = _draw([(x - left, y - top) for x, y in line])
            distance, named = _named(way, line, path, pin)
            if named:
                near.append((distance, named))
            else:
                paths[way.rank] = paths.get(way.rank, "") + path
    chosen: dict[str, Named] = {}
    for _, named in sorted(near, key=lambda each: each[0]):
        if len(chosen) < MOST_NAMES and named.name not in chosen:
            chosen[named.name] = named
        else:
            paths[named.rank] = paths.get(named.rank, "") + named.path
    return sorted(paths.items(), reverse=True), list(chosen.values())


def _pieces(way: Way, left: int, top: int) -> list[Line]:
    """The parts of a way that the window shows, from left to right as its name reads."""
    line = [project(point.longitude, point.latitude) for point in way.line]
    if line[0][0] > line[-1][0]:
        line.reverse()
    pieces: list[Line] = []
    for a, b in pairwise(line):
        outside = max(a[0], b[0]) < left or min(a[0], b[0]) > left + WIDTH
        if outside or max(a[1], b[1]) < top or min(a[1], b[1]) > top + HEIGHT:
            continue
        if pieces and pieces[-1][-1] == a:
            pieces[-1].append(b)
        else:
            pieces.append([a, b])
    return pieces


def _draw(line: Line) -> str:
    """An SVG path to a tenth of a unit, relative so that it stays short."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([(round(x, 1), round(y, 1)) for x, y in line])]
    numbers = [" ".join(f"{round(value, 1):g}" for value in step) for step in steps]
    return f"M{round(line[0][0], 1):g} {round(line[0][1], 1):g}l" + " ".join(numbers).replace(" -", "-")


def _named(way: Way, line: Line, path: str, pin: tuple[int, int]) -> tuple[float, Named | None]:
    """How far the pin is from the line, and where the name stands beside it; None where it has no room."""
    half, length = len(way.name) * LETTER / 2, sum(math.dist(a, b) for a, b in pairwise(line))
    nearest, along, walked = math.inf, 0.0, 0.0
    for a, b in pairwise(line):
        step = math.dist(a, b)
        part = ((pin[0] - a[0]) * (b[0] - a[0]) + (pin[1] - a[1]) * (b[1] - a[1])) / step**2
        part = min(1.0, max(0.0, part))
        away = math.dist(pin, (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
        if away < nearest:
            nearest, along = away, walked + part * step
        walked += step
    gap = half + PIN if nearest < PIN else 0
    for middle in (along + gap, along - gap) if gap else (min(max(along, half), length - half),):
        if half <= middle <= length - half and nearest < HEIGHT / 2:
            return nearest, Named(way.name, way.rank, path, round(middle))
    return nearest, None
