"""Bringing a file of businesses into the directory, as often as one likes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from mcs.directory.actions.facts import PLACE_FIELDS, RESERVED, count_listings
from mcs.directory.actions.index import index_listings
from mcs.directory.actions.opening import reopen_listings, write_opening
from mcs.directory.actions.returning import changed_at, corrected_facts, returned_listings
from mcs.directory.enums import ChangeSource, ListingStatus, RemovalReason
from mcs.directory.exports.told import closures, slug_of
from mcs.directory.models import Category, Closure, Listing, ListingChange
from mcs.directory.queries.duplicates import Business, Register
from mcs.directory.queries.plain import plain
from mcs.directory.queries.trades import Trades
from mcs.directory.sources.clean import clean_row
from mcs.directory.sources.details import Days
from mcs.directory.sources.row import FarAway, Rejected, Row
from mcs.lib.geo import Point
from mcs.lib.text import clean_text
from mcs.members.models import Member
from mcs.places.models import District
from mcs.places.queries.ground import district_among, drawn_districts, is_far
from mcs.places.queries.streets import StreetGeocoder

BATCH = 250  # rows written in one transaction, a second at most: whoever else writes waits for it
CREATED, UPDATED, UNCHANGED, REJECTED = "created", "updated", "unchanged", "rejected"
# A correction of any of these holds for all of them: a new address with the old point would be a lie on the map.
PLACE = {*PLACE_FIELDS, "latitude", "longitude", "district"}
BY_FILES = (ChangeSource.IMPORT, ChangeSource.UNBROUGHT)  # what these say, nobody corrected
# Places that bear no name of their own are named after their kind and where they are.
NAMELESS = frozenset({"amenity=fuel", "amenity=marketplace", "amenity=public_bookcase", "amenity=recycling"})

# What a listing holds in other tables, and how it is read from there.
LINKS: dict[str, Callable[[Listing], Iterable[Any]]] = {
    "other_categories": lambda listing: listing.other_categories.all(),
    "served_districts": lambda listing: listing.served_districts.all(),
    "delivery_districts": lambda listing: listing.delivery_districts.all(),
    "closures": closures,
}


@dataclass(frozen=True)
class Outcome:
    """What became of one row: why it was rejected, or the fields that were left out of it."""

    row: Row
    state: str
    reason: str | Promise = ""
    left_out: tuple[str, ...] = ()
    is_far: bool = False  # from every district


@dataclass(frozen=True)
class _Facts:
    """What a row says of a listing: its fields, and its other categories."""

    values: dict[str, Any]
    links: dict[str, list[Any]]  # what isn't a column: other trades, districts, closures
    left_out: tuple[str, ...]


@dataclass
class _Writing:
    """What one batch has to write, and who brought it."""

    member: Member | None
    new: list[Listing] = field(default_factory=list)
    updated: list[Listing] = field(default_factory=list)
    changes: list[ListingChange] = field(default_factory=list)
    links: list[tuple[Listing, str, list[Any]]] = field(default_factory=list)


def import_listings(
    *,
    rows: Iterable[Row],
    source: str,
    dry_run: bool = False,
    report: Callable[[Outcome], None],
    member: Member | None = None,
    keep: Callable[[Sequence[Listing], Sequence[ListingChange]], None] | None = None,
    takes_far: bool = False,
) -> Counter[str]:
    """Creates or updates a listing a row and reports each row's outcome; returns how many had each.

    A row is found again by its source and key: running the same file twice leaves everything unchanged. What a file
    doesn't say, and what a merchant or volunteer corrected, stays. Each batch is one transaction; a dry run does all of
    it and takes it back. Points far from the network are refused unless it `takes_far`. `keep` gets what each batch
    created and changed, in its transaction. The history names the member who brought the rows. No outside geocoder is
    asked. Raises Category.DoesNotExist when there is no category yet.
    """
    run, counts, waiting = _Import(source, member, takes_far=takes_far), Counter[str](), iter(rows)
    while batch := list(islice(waiting, BATCH)):
        with transaction.atomic():
            outcomes = list(run.take(batch))
            if keep:
                keep(run.written.new, run.written.changes)
            transaction.set_rollback(dry_run)
        for outcome in outcomes:
            counts[outcome.state] += 1
            report(outcome)
    return counts


class _Import:
    """One run: what it needs to know of the directory, and the rows it has met."""

    def __init__(self, source: str, member: Member | None, *, takes_far: bool) -> None:
        self.takes_far = takes_far
        self.source, self.member = source, member
        self.trades = Trades()
        if not self.trades.by_tag:
            raise Category.DoesNotExist
        self.register = Register.of_all_but(source)
        self.districts = drawn_districts()
        self.slugs = {*RESERVED, *Listing.objects.values_list("slug", flat=True)}
        self.numbers = Counter[str]()  # of listings a slug was already numbered for
        self.written = _Writing(member)  # by the last batch
        self.met: dict[str, int] = {}  # each business's row

    @cached_property
    def by_number(self) -> dict[int, District]:
        return {district.number: district for district in District.objects.all()}

    def take(self, batch: list[Row]) -> Iterator[Outcome]:
        """Writes the listings of a batch; yields what becomes of each row, in their order."""
        ids = [row.source_id() for row in batch]
        stored = Listing.objects.select_for_update().filter(source=self.source, source_id__in=ids).order_by("pk")
        known = {listing.source_id: listing for listing in stored.prefetch_related(*LINKS)}
        corrected = _corrected_fields([listing.pk for listing in known.values()])
        returned = returned_listings(batch)
        changed = changed_at(returned.values())
        writing = _Writing(self.member)
        for row, source_id in zip(batch, ids, strict=True):
            slug = slug_of(row.key)
            listing = returned.get(slug) if slug else known.get(source_id)
            try:
                facts = self._correction(row, listing, changed) if slug else self._facts(row, source_id, listing)
            except Rejected as rejection:
                yield Outcome(row, REJECTED, rejection.reason, is_far=isinstance(rejection, FarAway))
                continue
            self.met[slug or source_id] = row.number
            if listing is None:
                self._create(source_id, facts, writing)
                state = CREATED
            else:
                kept = set() if slug else corrected.get(listing.pk, set())
                origin = ChangeSource.VOLUNTEER if slug else ChangeSource.IMPORT
                state = UPDATED if _update(listing, facts, kept, writing, origin) else UNCHANGED
            yield Outcome(row, state, left_out=facts.left_out, is_far=self._is_far(facts.values))
        _write(writing)
        self.written = writing

    def _facts(self, row: Row, source_id: str, listing: Listing | None) -> _Facts:
        """What the row says; raises Rejected for one that may not become a listing."""
        categories = self.trades.categories(row.kinds, row.values.get("name", ""))
        nameless = bool(categories) and categories[0].tag in NAMELESS
        clean = clean_row(row, stand_in=categories[0].name_fr.partition(" et ")[0] if nameless else "")
        if not categories:
            kind = clean_text(", ".join(row.kinds)[:80]) or "—"
            raise Rejected(_("its trade is not known: “%(kind)s”.") % {"kind": kind})
        if source_id in self.met:
            raise Rejected(_("it is the same business as row %(row)s.") % {"row": self.met[source_id]})
        is_out = listing is not None and listing.status == ListingStatus.REMOVED
        if listing and is_out and listing.removal_reason != RemovalReason.UNBROUGHT:
            raise Rejected(_("it was removed from the directory and stays out of it."))
        values = clean.values | self._place(clean.values) | {"category": categories[0]}
        if is_out:
            values |= {"status": ListingStatus.PUBLISHED, "removal_reason": ""}
        if not listing:
            self._refuse_known(values)
        return self._told(values, categories[1:], clean.left_out)

    def _correction(self, row: Row, listing: Listing | None, changed: dict[int, datetime]) -> _Facts:
        """What a row that came back from an export changes; raises Rejected."""
        if row.problem:
            raise Rejected(row.problem)
        if listing and (first := self.met.get(listing.slug)):
            raise Rejected(_("it is the same business as row %(row)s.") % {"row": first})
        at = changed.get(listing.pk) if listing else None
        values, others, left_out = corrected_facts(row, listing, at, self.trades, self._place)
        return self._told(values, others, left_out)

    def _told(self, values: dict[str, Any], others: list[Category] | None, left_out: list[str]) -> _Facts:
        """The values with districts as such, and apart what has a table of its own."""
        links: dict[str, list[Any]] = {} if others is None else {"other_categories": others}
        for name in ("served_districts", "delivery_districts"):
            if name in values:
                links[name] = [self.by_number[number] for number in values.pop(name) if number in self.by_number]
        if "closures" in values:
            links["closures"] = values.pop("closures")
        return _Facts(values, links, tuple(left_out))

    def _refuse_known(self, values: dict[str, Any]) -> None:
        """Raises Rejected when the business has a listing, or had one, that came another way."""
        twin = self.register.find(Business.of(values))
        if twin and twin.is_removed:
            raise Rejected(_("it was removed from the directory and stays out of it."))
        if twin:
            raise Rejected(_("it is already in the directory: “%(name)s”.") % {"name": twin.name})

    def _place(self, values: dict[str, Any]) -> dict[str, Any]:
        """The district of the row's point; the point too, of its street, where the row has only an address.

        Raises FarAway for a point that is far from the network: a wrong one, or a business of elsewhere.
        """
        if "latitude" in values:
            point = Point(values["latitude"], values["longitude"])
            if is_far(self.districts, point) and not self.takes_far:
                raise FarAway(is_turned=not is_far(self.districts, Point(point.longitude, point.latitude)))
            return {"district": district_among(self.districts, point)}
        address, postcode, city = (values.get(name, "") for name in ("address", "postcode", "city"))
        place = StreetGeocoder().locate(address, postcode, city) if address else None
        if not place:
            return {}
        return {"latitude": place.point.latitude, "longitude": place.point.longitude, "district": place.district}

    def _is_far(self, values: dict[str, Any]) -> bool:
        latitude, longitude = values.get("latitude"), values.get("longitude")
        return latitude is not None and longitude is not None and is_far(self.districts, Point(latitude, longitude))

    def _create(self, source_id: str, facts: _Facts, writing: _Writing) -> None:
        listing = Listing(
            source=self.source,
            source_id=source_id,
            slug=self._free_slug(facts.values["name"]),
            status=ListingStatus.PUBLISHED,
            published_at=timezone.now(),
            **facts.values,
        )
        write_opening(listing)
        writing.new.append(listing)
        writing.links += [(listing, name, found) for name, found in facts.links.items()]

    def _free_slug(self, name: str) -> str:
        base = slug = slugify(name.replace("’", " ").replace("'", " "))[:80].strip("-") or "fiche"
        while slug in self.slugs:
            self.numbers[base] += 1
            slug = f"{base}-{self.numbers[base] + 1}"
        self.slugs.add(slug)
        return slug


def _corrected_fields(pks: list[int]) -> dict[int, set[str]]:
    """Fields that people changed since, by listing: the import leaves them as they are."""
    fields: dict[int, set[str]] = {}
    changes = ListingChange.objects.filter(listing__in=pks).exclude(source__in=BY_FILES).order_by("pk")
    for pk, values in changes.values_list("listing_id", "values"):
        fields.setdefault(pk, set()).update(values)
    return {pk: names | PLACE if names & PLACE else names for pk, names in fields.items()}


def _update(listing: Listing, facts: _Facts, kept: set[str], writing: _Writing, origin: ChangeSource) -> bool:
    """Sets what the row says otherwise than the listing, and its history; whether there was anything."""
    changed: dict[str, list[Any]] = {}
    for name, value in facts.values.items():
        before = getattr(listing, name)
        if name not in kept and before != value:
            changed[name] = [plain(before), plain(value)]
            setattr(listing, name, value)
    for name, found in facts.links.items():
        pair = [_linked(LINKS[name](listing)), _linked(found)]
        corrected_with = {"category", name} if name == "other_categories" else {name}
        if not corrected_with & kept and pair[0] != pair[1]:
            changed[name] = pair
            writing.links.append((listing, name, found))
    if "status" in changed:
        listing.removed_at = None
    if changed:
        writing.updated.append(listing)
        writing.changes.append(ListingChange(listing=listing, source=origin, member=writing.member, values=changed))
    return bool(changed)


def _linked(found: Iterable[Any]) -> list[Any]:
    """Trades by their tags, districts by their numbers, closures by their days, in order, as history keeps them."""
    return sorted([str(part) for part in each] if isinstance(each, Days) else plain(each) for each in found)


def _write(writing: _Writing) -> None:
    Listing.objects.bulk_create(writing.new)
    ListingChange.objects.bulk_create(writing.changes)
    fields = {name for change in writing.changes for name in change.values} - LINKS.keys()
    if "status" in fields:
        fields.add("removed_at")
    if fields:
        Listing.objects.bulk_update(writing.updated, sorted(fields))
    _write_links(writing)
    closed = {listing.pk for listing, name, _found in writing.links if name == "closures"}
    if closed or "opening_hours" in fields:
        reopen_listings(closed.union(listing.pk for listing in writing.updated))
    index_listings([listing.pk for listing in (*writing.new, *writing.updated)])
    back = [change.listing for change in writing.changes if "status" in change.values]
    tags = {listing.category.tag for listing in (*writing.new, *back)}
    count_listings(sorted(tags.union(*(change.values.get("category", ()) for change in writing.changes))))


def _write_links(writing: _Writing) -> None:
    for name in LINKS:
        links = [(listing, found) for listing, known, found in writing.links if known == name]
        pks = [listing.pk for listing, _found in links]
        if not links:
            continue
        if name == "closures":
            Closure.objects.filter(listing__in=pks).delete()
            Closure.objects.bulk_create(
                Closure(listing=listing, starts_on=days.starts_on, ends_on=days.ends_on, note=days.note)
                for listing, found in links
                for days in found
            )
        else:
            through = getattr(Listing, name).through.objects
            other = "category" if name == "other_categories" else "district"
            through.filter(listing__in=pks).delete()
            through.bulk_create(
                through.model(**{"listing": listing, other: each}) for listing, found in links for each in found
            )
