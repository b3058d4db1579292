"""What a search is held to, as chips to take off, and what to give up when that leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.queries.asking import SWITCHES, Search
from mcs.directory.queries.conditions import Condition
from mcs.directory.queries.finding import Found
from mcs.directory.queries.ground import Ground
from mcs.directory.queries.moments import When
from mcs.directory.queries.search import search_listings

MOST_LIFTED = 3  # filters tried one by one, when together they leave nothing
_ICONS = {
    "when": "clock",
    "district": "map-pin",
    "quarter": "map-pin",
    "zone": "map",
    "delivers": "truck",
    "visits": "house",
    "collects": "shopping-bag",
    "wheelchair": "accessibility",
    "recommended": "thumbs-up",
}


@dataclass(frozen=True)
class Held:
    """Something a search is held to: what it is, and the address of the same search without it."""

    name: str  # of a field of Filters
    label: str
    link: str

    @property
    def icon(self) -> str:
        return _ICONS[self.name]


@dataclass(frozen=True)
class Lift:
    """A filter to give up, and how many listings that would leave."""

    held: Held
    total: int

    @property
    def title(self) -> str:
        """Said when the filter leaves nothing."""
        if self.held.name == "when":
            said = ngettext(
                "Nothing open then in %(count)s listing", "Nothing open then among %(count)s listings", self.total
            )
            if self.held.label == When().label():
                said = ngettext(
                    "Nothing open right now in %(count)s listing",
                    "Nothing open right now among %(count)s listings",
                    self.total,
                )
            return said % {"count": self.total}
        said = ngettext(
            "“%(filter)s”: nothing in %(count)s listing", "“%(filter)s”: nothing among %(count)s listings", self.total
        )
        return said % {"count": self.total, "filter": self.held.label}


def label(name: str, value: Any, ground: Ground, *, goes: bool) -> str:
    """How a filter is shown. `goes` says that a place is one to come to."""
    if name == "when":
        return str(value.label())
    if name == "quarter":
        return str(value.name)
    if name == "district":
        district = next((row for row in ground.districts if row.number == value), None)
        short = district.short_name if district else f"{value}"
        return (
            _("To the %(district)s") % {"district": short} if goes else _("%(district)s district") % {"district": short}
        )
    return _LABELS[name]()


_LABELS: dict[str, Callable[[], str]] = {
    "zone": lambda: _("In the area of the map"),
    "delivers": lambda: _("Delivers to you"),
    "visits": lambda: _("Comes to you"),
    "collects": lambda: _("Click & collect"),
    "wheelchair": lambda: _("Wheelchair access"),
    "recommended": lambda: _("Recommended"),
}


def held_by(search: Search, found: Found) -> list[Held]:
    """All that the results are held to but their trade: what was chosen, then what the words said."""
    ground = found.ground or Ground()
    words = {condition.name for condition in found.conditions}
    goes = search.delivers or search.visits or bool({"delivers", "visits"} & words)
    chosen = [Held(name, label(name, value, ground, goes=goes), link) for name, value, link in _chosen(search, ground)]
    names = {held.name for held in chosen}
    return chosen + [held for held in _said(search, found.conditions, found, goes=goes) if held.name not in names]


def given_up(search: Search, found: Found) -> list[str]:
    """What the words said that had to be given up, as it would have been shown."""
    ground = found.ground or Ground()
    return [label(condition.name, condition.value, ground, goes=False) for condition in found.given_up]


def _chosen(search: Search, ground: Ground) -> Iterator[tuple[str, Any, str]]:
    if search.when:
        yield "when", search.when, search.link(ouvert=None, jour=None, heure=None)
    if search.district is not None:
        yield "district", search.district, search.link(arrondissement=None)
    if quarter := ground.quarters.get(search.quarter) if search.quarter else None:
        yield "quarter", quarter, search.link(quartier=None)
    if search.zone:
        yield "zone", search.zone, search.link(zone=None)
    for word, name in SWITCHES.items():
        if getattr(search, name):
            yield name, True, search.link(**{word: None})


def _said(search: Search, conditions: Iterable[Condition], found: Found, *, goes: bool) -> Iterator[Held]:
    if found.reading is None or found.ground is None:
        return
    for condition in conditions:
        shown = label(condition.name, condition.value, found.ground, goes=goes)
        yield Held(condition.name, shown, search.link(q=found.reading.without(condition)))


def lifts(search: Search, found: Found) -> list[Lift]:
    """For a search that found nothing: filters chosen that, one given up, would leave something; the most first."""
    ground = found.ground or Ground()
    if found.met and search.when:  # they are there, and closed
        clear = search.link(ouvert=None, jour=None, heure=None)
        return [Lift(Held("when", search.when.label(), clear), found.met)]
    tried = []
    for name, value, link in list(_chosen(search, ground))[:MOST_LIFTED]:
        without: dict[str, Any] = (
            {"open_now": False, "day": "", "hour": ""} if name == "when" else {name: _EMPTY.get(name, False)}
        )
        wider = replace(search, **without)
        total = search_listings(wider.words, size=1, **wider.asked).total
        if total:
            tried.append(
                Lift(Held(name, label(name, value, ground, goes=search.delivers or search.visits), link), total)
            )
    return sorted(tried, key=lambda lift: -lift.total)


_EMPTY: dict[str, Any] = {"district": None, "quarter": "", "zone": None}
