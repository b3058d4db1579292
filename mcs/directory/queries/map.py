"""What the map shows of a search: places one by one while they are few, else gathered in the cells of a grid.

Cells are counted by the database, the same way on SQLite and PostgreSQL, so that a view costs the same few hundred
rows whatever stands in it. The grid is fixed to the ground: a cluster stays where it is while the map moves. Of a
crowd, what is counted is kept for a minute, as browsers keep the answers: the cells of everything in wide views, which
then serve wherever the map moves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db.models import Avg, Count, Func, IntegerField, Max, Min
from django.utils import timezone
from django.utils.translation import ngettext

from mcs.directory.models import Listing, ListingQuerySet
from mcs.directory.queries.finding import find
from mcs.directory.queries.listings import Search
from mcs.directory.queries.zone import Zone, within
from mcs.lib import hours
from mcs.lib.kept import digest

MOST_THINGS = 300  # points and clusters in an answer
FEW = 120  # so many places are shown one by one, however near each other they are
CELL = 64  # pixels: a thumb and some room
TILE = 256  # pixels in which a web map shows the whole earth at zoom 0
DEEPEST = 19  # zoom
WIDE = 14  # zoom up to which a city has but some hundred cells
CROWD = 2_000  # places whose counts are kept
KEPT_FOR = 60  # seconds
LIGHT: tuple[str, ...] = ("slug", "name", "latitude", "longitude", "recommendation_count")
LIGHT += ("opening_hours", "schedule", "is_open", "open_changes_at")
LIGHT += tuple(f"category__{name}" for name in ("name_fr", "name_en", "hue", "icon"))


@dataclass(frozen=True)
class View:
    """What a screen shows of the map."""

    zone: Zone
    zoom: int

    @classmethod
    def read(cls, zone: str, zoom: str) -> View | None:
        """From a zone's text and a whole zoom of 0–19; None when either can't be read."""
        read = Zone.read(zone)
        if read is None or not (zoom.isascii() and zoom.isdigit() and len(zoom) <= 2 and int(zoom) <= DEEPEST):
            return None
        return cls(read, int(zoom))


class Grid(NamedTuple):
    """Cells that are nearly square on the screen, counted from the south-west corner of the zone they fill."""

    zone: Zone
    height: float  # degrees
    width: float


def grid(view: View) -> Grid:
    """The cells a view is gathered in: at most MOST_THINGS, CELL pixels wide unless that makes too many."""
    zone = view.zone
    degrees = 360 / (TILE * 2**view.zoom)  # of longitude in a pixel
    # A pixel is lower than wide away from the equator; by whole degrees, so that moving the map keeps its cells.
    flatter = math.cos(math.radians(min(80, abs(round((zone.south + zone.north) / 2)))))
    across, up = (zone.east - zone.west) / degrees, (zone.north - zone.south) / (degrees * flatter)
    size = float(CELL)
    while (across / size + 2) * (up / size + 2) > MOST_THINGS:
        size *= 1.25
    height, width = size * degrees * flatter, size * degrees
    south, west = math.floor(zone.south / height) * height, math.floor(zone.west / width) * width
    north, east = math.ceil(zone.north / height) * height, math.ceil(zone.east / width) * width
    return Grid(Zone(south, west, north, east), height, width)


class Cell(NamedTuple):
    """What a cell of the grid holds."""

    held: int
    latitude: float
    longitude: float
    south: float
    west: float
    north: float
    east: float


class _Step(Func):
    """In which step of `size` degrees a coordinate lies, counted from `limit` degrees below 0.

    Numbers are written out: PostgreSQL takes a parameter in GROUP BY for another than the same one in SELECT. SQLite's
    CAST cuts a positive number, where PostgreSQL's would round it.
    """

    template = "CAST(%(expressions)s / %(size)s + %(shift)s AS INTEGER)"
    output_field = IntegerField()

    def __init__(self, coordinate: str, size: float, limit: int) -> None:
        super().__init__(coordinate, size=repr(float(size)), shift=repr(float(math.ceil(limit / size))))

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "FLOOR(%(expressions)s / %(size)s + %(shift)s)::integer"
        return super().as_sql(compiler, connection, template=template, **context)


def map_frame(search: Search) -> dict[str, Any]:
    """The rectangle of everything found, None when nothing has a point; and the places themselves when they are few.

    Two queries at most besides the search's own.
    """
    placed = _placed(search)
    axes = ("latitude", "longitude")
    wanted = {f"{end.__name__}_{axis}": end(axis) for axis in axes for end in (Min, Max)}
    ends = _kept(search, "frame", lambda: placed.aggregate(total=Count("pk"), **wanted), itemgetter("total"))
    total = ends["total"]
    bounds = [ends[name] for name in ("Min_latitude", "Min_longitude", "Max_latitude", "Max_longitude")]
    whole = total <= FEW
    points = _points(_light(placed)[:FEW]) if total and whole else []
    return {"bounds": bounds if total else None, "total": total, "whole": whole, "points": points, "clusters": []}


def map_points(search: Search, view: View) -> dict[str, Any]:
    """The points and clusters of a view and a little around it; two queries besides the search's own."""
    cut = grid(view)
    placed = _placed(search)
    inside = within(placed, cut.zone)
    cells = _cells(inside, cut) if view.zoom > WIDE else _cells_of_all(search, placed, cut)
    total = _held(cells)
    if total <= FEW:
        listings: Iterable[Listing] = _light(inside)[:FEW] if total else []
        clusters = []
    else:
        listings = _alone(inside, [cell for cell in cells if cell.held == 1])
        clusters = [_cluster(cell) for cell in cells if cell.held > 1]
    return {"total": total, "whole": False, "points": _points(listings), "clusters": clusters}


def _placed(search: Search) -> ListingQuerySet:
    """What the search finds and has a point, in no order."""
    found = find(search.words, **replace(search, zone=None).asked)  # the map shows what is around, too
    listings = found.listings if found.pks is None else found.listings.filter(pk__among=found.pks)
    return listings.filter(latitude__isnull=False, longitude__isnull=False).order_by()


def _kept(search: Search, asked: Any, count: Callable[[], Any], held: Callable[[Any], int]) -> Any:
    """What was counted for the same search, less than a minute ago where it was of a CROWD."""
    key = f"directory:map:{digest(search.words, replace(search, zone=None).asked, asked)}"
    found = cache.get(key)
    if found is None:
        found = count()
        if held(found) > CROWD:
            cache.set(key, found, KEPT_FOR)
    return found


def _cells_of_all(search: Search, placed: ListingQuerySet, cut: Grid) -> list[Cell]:
    """Those of the grid's cells that hold something, counted everywhere at once."""
    cells = _kept(search, (cut.height, cut.width), lambda: _cells(placed, cut), _held)
    zone = cut.zone
    return [
        cell for cell in cells if zone.south <= cell.latitude <= zone.north and zone.west <= cell.longitude <= zone.east
    ]


def _held(cells: Iterable[Cell]) -> int:
    return sum(cell.held for cell in cells)


def _cells(listings: ListingQuerySet, cut: Grid) -> list[Cell]:
    """The cells that hold something (one query), counted from the south-west of the earth so that none is below 0."""
    rows = (
        listings.annotate(row=_Step("latitude", cut.height, 90), column=_Step("longitude", cut.width, 180))
        .values("row", "column")
        .annotate(
            held=Count("*"),
            middle_latitude=Avg("latitude"),
            middle_longitude=Avg("longitude"),
            south=Min("latitude"),
            west=Min("longitude"),
            north=Max("latitude"),
            east=Max("longitude"),
        )
        .order_by("row", "column")
        .values_list("held", "middle_latitude", "middle_longitude", "south", "west", "north", "east")
    )
    return [Cell(*row) for row in rows]


def _light(listings: ListingQuerySet) -> ListingQuerySet:
    """With what a point shows and no more, in one query."""
    return listings.select_related("category").only(*LIGHT).order_by("pk")


def _alone(listings: ListingQuerySet, cells: list[Cell]) -> list[Listing]:
    """The listings that have their cell for themselves, found again by their very position (one query)."""
    spots = {(cell.south, cell.west) for cell in cells}
    axes = {"latitude__in": [south for south, _ in spots], "longitude__in": [west for _, west in spots]}
    near = _light(listings.filter(**axes))[: 2 * MOST_THINGS] if spots else []
    return [row for row in near if (row.latitude, row.longitude) in spots]


def _cluster(cell: Cell) -> dict[str, Any]:
    bounds = [round(value, 6) for value in (cell.south, cell.west, cell.north, cell.east)]
    middle = {"latitude": round(cell.latitude, 6), "longitude": round(cell.longitude, 6)}
    return {**middle, "count": cell.held, "bounds": bounds}


def _points(listings: Iterable[Listing]) -> list[dict[str, Any]]:
    """A light row for each."""
    now = timezone.now()
    return [
        {
            "latitude": listing.latitude,
            "longitude": listing.longitude,
            "name": listing.name,
            "url": listing.get_absolute_url(),
            "trade": listing.category.name,
            "hue": listing.category.hue,
            "icon": listing.category.icon,
            "state": _state(listing, now),
            "recommendations": listing.recommendation_count,
            "recommended": _voices(listing.recommendation_count),
        }
        for listing in listings
    ]


def _voices(count: int) -> str:
    """ "12 voisins", as a card says it; "" when there is none."""
    return ngettext("%(count)s neighbour", "%(count)s neighbours", count) % {"count": count} if count else ""


def _state(listing: Listing, now: datetime) -> str:
    """ "Ouvert jusqu’à 19 h", from the state stored for now when there is one; "" when it isn't known."""
    if listing.is_open is not None and listing.open_changes_at and now < listing.open_changes_at:
        return hours.opening_text(hours.Opening(listing.is_open, listing.open_changes_at), now)
    state = hours.opening(listing.schedule or listing.opening_hours, now)
    return hours.opening_text(state, now) if state else ""
