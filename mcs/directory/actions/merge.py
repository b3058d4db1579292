"""Making two listings one, losing nothing, and two again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.directory.actions.later import enqueue_after
from mcs.directory.actions.requests import TOLD_AFTER
from mcs.directory.actions.restoring import apply_plain
from mcs.directory.actions.standing import set_standing
from mcs.directory.enums import ChangeSource, ClaimStatus, ListingStatus, RemovalReason, RequestStatus, SuggestionKind
from mcs.directory.merging import Moved, mergers, move_rows, take_back_rows
from mcs.directory.models import Claim, Listing, ListingChange, ListingPhoto, ListingRequest, Suggestion
from mcs.directory.queries.comparing import merged_values
from mcs.directory.queries.desk import REQUESTS
from mcs.directory.queries.merchant import request_of
from mcs.directory.queries.plain import DISTRICT_LISTS, plain, plain_values
from mcs.members.models import Member
from mcs.moderation.actions.desk import record_decision

POINT = ("latitude", "longitude", "district")


class NotMergeable(Exception):  # noqa: N818 — an answer, not an error
    """The two can't become one: they are one already, or one has left the directory since."""


@transaction.atomic
def merge_listings(*, keep: Listing, drop: Listing, member: Member, chosen: Collection[str] = ()) -> ListingChange:
    """Makes `drop` part of `keep`: facts missing in one come from the other, those `chosen` are the other's.

    Photos, claims, requests, suggestions, history and what the apps above hold move; the other address leads to the
    kept page; what can't stand twice stays with the dropped listing. The returned change says all of it, so that
    `unmerge` takes it back. Raises NotMergeable.
    """
    keep, drop = _lock(keep, drop)
    values = merged_values(keep, drop, chosen)
    before = {"status": drop.status, "reason": drop.removal_reason, "name": drop.name, "listing": drop.pk}
    moved = {merger.name: merger.move(keep, drop) for merger in mergers()}
    moved["directory"] = _move(keep, drop, member)
    facts = {name: plain(value) for name, value in values.items() if name != "district"} | _merged_lists(keep, drop)
    change = apply_plain(listing=keep, plain=facts, source=ChangeSource.MERGE, member=member)
    # The other's address comes with its own point, whatever a geocoder makes of it.
    Listing.objects.filter(pk=keep.pk).update(**{name: values[name] for name in POINT if name in values})
    keep = Listing.objects.select_related("category").get(pk=keep.pk)
    manager = _take_manager(keep, drop)
    if manager:
        change.values["manager"] = manager
    change.values["merged"] = [None, before | {"moved": moved}]
    change.save()
    _settle_request(moved["directory"]["request"], member, change)
    set_standing(drop, ListingStatus.REMOVED, RemovalReason.MERGED, merged_into=keep)
    set_standing(keep, keep.status, cover=keep.cover or _first_photo(keep))
    return change


@transaction.atomic
def unmerge(*, change: ListingChange, member: Member | None) -> ListingChange:
    """Makes two of them again: gives back what moved, and the facts the kept one took where nobody changed them since.

    Raises NotMergeable when the dropped listing is gone or no longer part of this one.
    """
    said = change.values["merged"][1]
    pair = Listing.objects.select_for_update(of=("self",)).select_related("category").order_by("pk")
    found = {listing.pk: listing for listing in pair.filter(pk__in=[change.listing_id, said["listing"]])}
    keep, drop = found.get(change.listing_id), found.get(said["listing"])
    if keep is None or drop is None or drop.merged_into_id != keep.pk:
        raise NotMergeable
    for merger in mergers():
        merger.take_back(keep, drop, said["moved"][merger.name])
    _take_back(keep, drop, said["moved"]["directory"])
    own = {name: pair for name, pair in change.values.items() if name not in ("merged", "manager", "district")}
    now = plain_values(keep, own)
    facts = {name: pair[0] for name, pair in own.items() if now[name] == pair[1]}
    undone = apply_plain(listing=keep, plain=facts, source=ChangeSource.UNDO, member=member, undoes=change)
    keep = Listing.objects.select_related("category").get(pk=keep.pk)
    if "manager" in change.values and str(keep.manager_id) == change.values["manager"][1]:
        keep.manager = None
        undone.values["manager"] = change.values["manager"][::-1]
    undone.values["merged"] = [{"name": said["name"]}, None]
    undone.save()
    set_standing(drop, said["status"], said["reason"], merged_into=None)
    set_standing(keep, keep.status, cover=keep.cover if _has_photo(keep) else _first_photo(keep))
    return undone


@transaction.atomic
def keep_apart(*, one: Listing, other: Listing, member: Member) -> ListingChange:
    """Records that the two are two businesses: they are not proposed again."""
    return ListingChange.objects.create(
        listing=one, source=ChangeSource.MERGE, member=member, values={"apart": [None, other.pk]}
    )


def _lock(keep: Listing, drop: Listing) -> tuple[Listing, Listing]:
    """Both rows, locked in one order whoever asks; raises NotMergeable."""
    pair = Listing.objects.select_for_update(of=("self",)).select_related("category", "manager").order_by("pk")
    found = {listing.pk: listing for listing in pair.filter(pk__in=[keep.pk, drop.pk])}
    if len(found) != 2 or any(listing.status == ListingStatus.REMOVED for listing in found.values()):
        raise NotMergeable
    if not found[keep.pk].is_published:
        raise NotMergeable
    return found[keep.pk], found[drop.pk]


def _merged_lists(keep: Listing, drop: Listing) -> dict[str, Any]:
    """Trades united; districts of the other only where the kept one doesn't say whether it comes or delivers."""
    names = ("other_categories", *DISTRICT_LISTS)
    mine, others = plain_values(keep, names), plain_values(drop, names)
    trades = {*mine["other_categories"], *others["other_categories"], drop.category.tag} - {keep.category.tag}
    lists: dict[str, Any] = {"other_categories": sorted(trades)}
    for name, service in zip(DISTRICT_LISTS, ("comes_to_you", "delivers"), strict=True):
        if others[name] and not mine[name] and not getattr(keep, service):
            lists[name] = others[name]
    return {name: value for name, value in lists.items() if value != mine[name]}


def _move(keep: Listing, drop: Listing, member: Member) -> Moved:
    known = keep.listing_photos.values("photo")
    open_there = keep.claims.filter(status=ClaimStatus.OPEN).values("member")
    claims = drop.claims.exclude(status=ClaimStatus.OPEN, member__in=open_there)
    moved: Moved = {
        "photos": move_rows(drop.listing_photos.exclude(photo__in=known), keep),
        "claims": move_rows(claims, keep),
        "proposals": _settle_proposals(drop, member),
        "suggestions": move_rows(drop.suggestions.all(), keep),
        "closures": move_rows(drop.closures.all(), keep) if not keep.opening_hours else [],
        "changes": move_rows(drop.changes.all(), keep),
        "request": None,
    }
    asked = request_of(drop)
    if asked:
        # Its e-mail gets the page's link: only where nobody else has it.
        moves = request_of(keep) is None and keep.manager is None
        moved["request"] = {"pk": asked.pk, "status": asked.status, "moves": moves}
        if moves:
            ListingRequest.objects.filter(pk=asked.pk).update(listing=keep)
    return moved


def _settle_proposals(drop: Listing, member: Member) -> list[int]:
    """Members who proposed the business were right, if late; returns whose suggestion that decided."""
    waiting = drop.suggestions.filter(kind=SuggestionKind.MISSING, status=RequestStatus.WAITING)
    pks = sorted(waiting.values_list("pk", flat=True))
    waiting.update(status=RequestStatus.PUBLISHED, handled_by=member, handled_at=timezone.now())
    return pks


def _take_back(keep: Listing, drop: Listing, moved: Moved) -> None:
    proposals = Suggestion.objects.filter(pk__in=moved["proposals"])
    proposals.update(status=RequestStatus.WAITING, handled_by=None, handled_at=None)
    for model, name in ((ListingPhoto, "photos"), (Claim, "claims"), (Suggestion, "suggestions")):
        take_back_rows(model, moved[name], keep, drop)
    take_back_rows(drop.closures.model, moved["closures"], keep, drop)
    take_back_rows(ListingChange, moved["changes"], keep, drop)
    if asked := moved["request"]:
        before: dict[str, Any] = {"listing": drop} if asked["moves"] else {}
        if asked["status"] == RequestStatus.WAITING:
            before |= {"status": RequestStatus.WAITING, "handled_by": None, "handled_at": None}
        if before:
            ListingRequest.objects.filter(pk=asked["pk"]).update(**before)


def _settle_request(asked: Moved | None, member: Member, change: ListingChange) -> None:
    """A request that waited is decided: its business was in the directory already, and its merchant is told."""
    if not asked or asked["status"] != RequestStatus.WAITING:
        return
    now = timezone.now()
    waiting = ListingRequest.objects.filter(pk=asked["pk"])
    waiting.update(status=RequestStatus.PUBLISHED, handled_by=member, handled_at=now)
    enqueue_after(
        "mcs.directory.tasks.tell_decision", delay=TOLD_AFTER, request_pk=asked["pk"], decided_at=now.isoformat()
    )
    name = change.listing.name
    record_decision(
        queue=REQUESTS,
        key=str(asked["pk"]),
        member=member,
        said=_("Made one with: %(name)s") % {"name": name},
        title=name,
        since=waiting.values_list("created_at", flat=True).get(),
        kept={"change": change.pk},
    )


def _take_manager(keep: Listing, drop: Listing) -> list[Any] | None:
    """The other's manager where the kept one has none; what changed, as history keeps it."""
    if keep.manager_id or not drop.manager_id:
        return None
    keep.manager = drop.manager
    keep.link_version += 1
    keep.save(update_fields=["manager", "link_version"])
    return [None, str(drop.manager_id)]


def _has_photo(listing: Listing) -> bool:
    return listing.listing_photos.filter(photo=listing.cover_id).exists()


def _first_photo(listing: Listing) -> Any:
    first = listing.listing_photos.select_related("photo").first()
    return first.photo if first else None
