"""What happened to a listing: who, when, what, from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mcs.directory.enums import ChangeSource, ClaimStatus
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.plain import FACTS, plain, plain_values
from mcs.directory.queries.wording import SILENT, Words, field_label, in_order
from mcs.lib.cursor import Page, paginate

PER_PAGE = 30


@dataclass(frozen=True)
class Line:
    """One fact of a change: what it is called, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One change as it is shown."""

    change: ListingChange
    lines: list[Line]
    may_undo: bool
    undone_at: datetime | None


def history_page(listing: Listing, cursor: str, *, is_volunteer: bool) -> dict[str, Any]:
    """The changes after the cursor, newest first; managers may undo facts, volunteers whatever can be.

    Volunteers also see the claim by which somebody manages it, to take it back with a reason.
    """
    changes = ListingChange.objects.filter(listing=listing).select_related("member", "undone_by", "undone_by__member")
    page: Page[ListingChange] = paginate(changes, cursor, PER_PAGE, by="at")
    brought = _brought_by_merges(listing)
    words = Words.of(change.values for change in page.items)
    entries = [
        Entry(
            change=change,
            lines=lines_of(change, words),
            may_undo=may_be_undone(change)
            and change.pk not in brought
            and (is_volunteer or changes_facts_only(change)),
            undone_at=change.undone_by.at if hasattr(change, "undone_by") else None,
        )
        for change in page.items
    ]
    holding = listing.claims.filter(status=ClaimStatus.GRANTED, member=listing.manager_id) if is_volunteer else []
    return {"listing": listing, "page": page, "entries": entries, "claims": list(holding)}


def lines_of(change: ListingChange, words: Words) -> list[Line]:
    """The facts of a change in words."""
    return [
        Line(field_label(name), *(words.say(name, value) for value in change.values[name]))
        for name in in_order(change.values.keys() - SILENT)
    ]


def may_be_undone(change: ListingChange) -> bool:
    """Whether the change is of a kind that can be taken back, and wasn't yet."""
    values = change.values
    if not values or hasattr(change, "undone_by"):
        return False
    if change.source == ChangeSource.UNDO and ("merged" in values or values.get("status", [""])[0] == "published"):
        return False  # done again from the desk, where it was done first
    return bool(values.keys() & (FACTS | {"status", "manager", "merged", "apart"}))


def holds(change: ListingChange) -> bool:
    """Whether what the change did was not taken back, or was and then done again."""
    result, taken_back = True, ListingChange.objects.filter(undoes=change).first()
    while taken_back:
        result, taken_back = not result, ListingChange.objects.filter(undoes=taken_back).first()
    return result


def changes_facts_only(change: ListingChange) -> bool:
    """Whether it says nothing of where the page stands, who manages it or what it was made of."""
    return change.values.keys() <= FACTS | SILENT


def is_part_of_merge(change: ListingChange) -> bool:
    """Whether the change was the other page's before the two were made one: the merge is taken back first."""
    return change.pk in _brought_by_merges(change.listing)


def later_change(listing: Listing, change: ListingChange) -> ListingChange | None:
    """The last change that made one of its facts otherwise than it left them; None when they still are so."""
    if change.source == ChangeSource.MERGE:
        return None  # taken back fact by fact
    values = {name: pair[1] for name, pair in change.values.items() if name in FACTS - SILENT}
    now = plain_values(listing, values)
    touched = {name for name, after in values.items() if now[name] != after}
    if "manager" in change.values and change.values["manager"][1] != _key(listing):
        touched.add("manager")
    if "status" in change.values and change.values["status"][1] != plain(listing.status):
        touched.add("status")
    later = ListingChange.objects.filter(listing=listing, at__gte=change.at).exclude(pk=change.pk)
    return (
        next((other for other in later.order_by("-at", "-pk") if touched & other.values.keys()), None)
        if touched
        else None
    )


def _key(listing: Listing) -> str | None:
    return str(listing.manager_id) if listing.manager_id else None


def _brought_by_merges(listing: Listing) -> set[int]:
    merges = ListingChange.objects.filter(
        listing=listing, source=ChangeSource.MERGE, values__has_key="merged", undone_by=None
    )
    brought: set[int] = set()
    for values in merges.order_by("pk").values_list("values", flat=True):
        brought.update(values["merged"][1]["moved"]["directory"]["changes"])
    return brought
