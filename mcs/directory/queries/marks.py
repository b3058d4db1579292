"""How listings are indexed for what is no word of theirs: "§" is never part of a word somebody types."""

from __future__ import annotations

from mcs.places.queries.streets import quarter_key

DELIVERS = "§delivers"
VISITS = "§visits"  # comes to people's homes
COLLECTS = "§collects"  # click and collect
WHEELCHAIR = "§wheelchair"
BEGINNING = 2  # letters of a word by which names are found at once: so many begin alike that the index would read long


def category_mark(pk: int) -> str:
    """What stands in the index for being in a category."""
    return f"§c{pk}"


def district_mark(number: int) -> str:
    """What stands in the index for being in a district."""
    return f"§d{number}"


def quarter_mark(name: str) -> str:
    """What stands in the index for being in a quarter or near it."""
    return f"§q{quarter_key(name)}"


def beginning_mark(word: str) -> str:
    """What stands in the index for having a word in its name that begins as this one: its first two letters."""
    return f"§^{word[:BEGINNING]}"


def goes_mark(district: int, *, delivers: bool) -> str:
    """What stands in the index for delivering in a district, or for coming to people's homes there."""
    return f"§{'to' if delivers else 'at'}{district}"
