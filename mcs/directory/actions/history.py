"""Taking back a change of a listing, whatever it was."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mcs.directory.actions.managers import set_manager
from mcs.directory.actions.merge import NotMergeable, unmerge
from mcs.directory.actions.requests import reopen_listing_request
from mcs.directory.actions.restoring import apply_plain
from mcs.directory.actions.standing import remove_listing, restore_listing, set_standing
from mcs.directory.enums import ChangeSource, ClaimStatus, ListingStatus, RemovalReason
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.history import is_part_of_merge, later_change, may_be_undone
from mcs.directory.queries.merchant import request_of
from mcs.members.models import Member

_TOGETHER = timedelta(minutes=1)  # a claim falls in the transaction that names another manager


class NotUndoable(Exception):  # noqa: N818 — an answer, not an error
    """It was taken back already, or can't be: it came with another page, or what it changed is gone."""


class ChangedSince(Exception):  # noqa: N818 — an answer, not an error
    """A later change touched the same: `later` is that one, to take back first."""

    def __init__(self, later: ListingChange) -> None:
        super().__init__(later)
        self.later = later


@transaction.atomic
def undo_change(*, change: ListingChange, member: Member, force: bool = False) -> ListingChange:
    """Makes true again what was before the change, as a change of its own that can be taken back too.

    With `force` later changes of the same facts are lost to it. Raises NotUndoable and ChangedSince.
    """
    listing = Listing.objects.select_for_update(of=("self",)).select_related("manager").get(pk=change.listing_id)
    change = ListingChange.objects.select_related("undone_by").get(pk=change.pk)
    if not may_be_undone(change) or is_part_of_merge(change):
        raise NotUndoable
    later = None if force else later_change(listing, change)
    if later:
        raise ChangedSince(later)
    if "merged" in change.values:
        return _unmerge(change, member)
    if "status" in change.values:
        return _undo_standing(listing, change, member)
    if "manager" in change.values:
        return _undo_manager(listing, change, member)
    before = {name: pair[0] for name, pair in change.values.items()}
    return apply_plain(listing=listing, plain=before, source=ChangeSource.UNDO, member=member, undoes=change)


def _unmerge(change: ListingChange, member: Member) -> ListingChange:
    try:
        return unmerge(change=change, member=member)
    except NotMergeable as error:
        raise NotUndoable from error


def _undo_manager(listing: Listing, change: ListingChange, member: Member) -> ListingChange:
    former = Member.objects.filter(pk=change.values["manager"][0], is_active=True).first()
    if former:
        # What made her the manager holds again: by her claim the volunteers can take the page back with a reason.
        fell = {"status": ClaimStatus.REVOKED, "decided_at__range": (change.at - _TOGETHER, change.at)}
        claims = listing.claims.filter(member=former, **fell)
        claims.update(status=ClaimStatus.GRANTED, reason="", decided_by=member, decided_at=timezone.now())
    return set_manager(listing=listing, manager=former, source=ChangeSource.UNDO, member=member, undoes=change)


def _undo_standing(listing: Listing, change: ListingChange, member: Member) -> ListingChange:
    before, after = change.values["status"]
    undone = None
    if after == "removed":
        undone = restore_listing(listing=listing, source=ChangeSource.UNDO, member=member, undoes=change)
    elif before == "removed":
        reason = RemovalReason(change.values.get("removal_reason", [""])[0] or RemovalReason.DESK)
        undone = remove_listing(listing=listing, reason=reason, source=ChangeSource.UNDO, member=member)
    elif before == "draft" and (asked := request_of(listing)):
        reopen_listing_request(request=asked, member=member)
        undone = ListingChange.objects.filter(undoes=change).first()
    elif before == "draft":
        set_standing(listing, ListingStatus.DRAFT, published_at=None)
        undone = ListingChange.objects.create(
            listing=listing, source=ChangeSource.UNDO, member=member, values={"status": [after, before]}
        )
    if undone is None:
        raise NotUndoable
    if undone.undoes_id is None:
        undone.undoes = change
        undone.save(update_fields=["undoes"])
    return undone
