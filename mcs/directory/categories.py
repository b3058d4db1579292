"""The trades the directory knows and the groups they are shown in: data/categories.tsv, read and checked.

The file is the project's own; its tags are those of the OpenStreetMap tagging schema.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CATEGORIES_FILE = Path(__file__).parent / "data" / "categories.tsv"
# What people also search by: needs, products, symptoms. They name no trade of a business, as synonyms do.
NEEDS_FILE = CATEGORIES_FILE.with_name("needs.tsv")
FAMILIES_FILE = CATEGORIES_FILE.with_name("families.tsv")
KIN_FILE = CATEGORIES_FILE.with_name("kin.tsv")

# OSM says what a place is before it says it more finely: a pizzeria is a restaurant whose cuisine is pizza.
PARENTS = {
    "cuisine": ("amenity", "restaurant"),
    "social_facility": ("amenity", "social_facility"),
    "childcare": ("amenity", "childcare"),
    "healthcare:speciality": ("healthcare", "doctor"),
    "sport": ("leisure", "sports_centre"),
    "beauty": ("shop", "beauty"),
    "clothes": ("shop", "clothes"),
    "hairdresser": ("shop", "hairdresser"),
}

# The classes .hue-… of the style sheet (listing_card.css).
HUES = frozenset({"brick", "lagoon", "olive", "pine", "plum", "rose", "sea", "slate", "sun", "terracotta"})


class CategoryGroup(NamedTuple):
    name: Promise
    icon: str  # a lucide icon


# In the order a page shows them: what is needed every week first.
CATEGORY_GROUPS: dict[str, CategoryGroup] = {
    "food": CategoryGroup(_("Food and drink"), "shopping-basket"),
    "tables": CategoryGroup(_("Restaurants, cafés and caterers"), "utensils"),
    "crafts": CategoryGroup(_("Building trades"), "hammer"),
    "home": CategoryGroup(_("Home services and repairs"), "house"),
    "shops": CategoryGroup(_("Shops and makers"), "shopping-bag"),
    "beauty": CategoryGroup(_("Beauty and well-being"), "sparkles"),
    "health": CategoryGroup(_("Health"), "heart-pulse"),
    "family": CategoryGroup(_("Children and learning"), "graduation-cap"),
    "animals": CategoryGroup(_("Animals"), "paw-print"),
    "transport": CategoryGroup(_("Vehicles and transport"), "car"),
    "leisure": CategoryGroup(_("Sport, culture and outings"), "ticket"),
    "office": CategoryGroup(_("Law, money and business"), "briefcase"),
    "community": CategoryGroup(_("Public services and mutual aid"), "landmark"),
}


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One line of the file; its fields are those of the Category model."""

    tag: str
    slug: str
    name_fr: str
    name_en: str
    group: str
    icon: str
    hue: str
    synonyms: list[str]


def read_categories(path: Path = CATEGORIES_FILE) -> list[CategoryRow]:
    """The categories in the file's order; raises ValueError naming the first line that can't be right."""
    rows: list[CategoryRow] = []
    seen: set[str] = set()
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        columns = next(lines, [])
        for number, cells in enumerate(lines, start=2):
            try:
                values = dict(zip(columns, cells, strict=True))
                row = CategoryRow(synonyms=values.pop("synonyms").split("|"), **values)
                _refuse_wrong(row, seen)
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
            seen |= {row.tag, row.slug}
            rows.append(row)
    return rows


@lru_cache(maxsize=1)
def read_needs() -> dict[str, tuple[str, ...]]:
    """The needs each category answers, by its tag; some have a {family} of words, any of which may stand there."""
    return {tag: tuple(needs.split("|")) for tag, needs in _pairs(NEEDS_FILE)}


@lru_cache(maxsize=1)
def read_families() -> dict[str, tuple[str, ...]]:
    """The families of words that stand for each other in needs: "cours de {langue}" is said of any language."""
    return {name: tuple(words.split("|")) for name, words in _pairs(FAMILIES_FILE)}


@lru_cache(maxsize=1)
def read_kin() -> dict[str, tuple[str, ...]]:
    """The tags of the trades to turn to where nobody has a trade, by its tag, the nearest first."""
    return {tag: tuple(kin.split()) for tag, kin in _pairs(KIN_FILE)}


def _pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    return [(tag, text) for tag, text in lines[1:]]


def _refuse_wrong(row: CategoryRow, seen: set[str]) -> None:
    """Raises ValueError for what the directory can't show; `seen` holds the tags and slugs of the lines above."""
    if row.tag.count("=") != 1:
        raise ValueError(f"{row.tag!r} is not an OpenStreetMap key=value")
    if repeated := {row.tag, row.slug} & seen:
        raise ValueError(f"{', '.join(sorted(repeated))} is there twice")
    if row.group not in CATEGORY_GROUPS:
        raise ValueError(f"unknown group {row.group!r}")
    if row.hue not in HUES:
        raise ValueError(f"unknown hue {row.hue!r}")
    if not all(row.synonyms) or len(set(row.synonyms)) != len(row.synonyms):
        raise ValueError("a synonym is empty or there twice")
