"""Taking back what was decided at the desk: each queue's items wait again."""

from __future__ import annotations

from mcs.directory.actions.history import NotUndoable, undo_change
from mcs.directory.actions.requests import reopen_listing_request
from mcs.directory.actions.suggestions import reopen_suggestion
from mcs.directory.enums import ClaimStatus
from mcs.directory.models import Claim, ListingChange, ListingRequest, Suggestion
from mcs.members.models import Member
from mcs.moderation.models import DeskDecision


def reopen_request(decision: DeskDecision, member: Member) -> bool:
    """The request waits again: its page is a draft again, or no longer part of the page it was joined to."""
    if "change" in decision.kept:
        return _undo(decision.kept["change"], member)
    request = ListingRequest.objects.filter(pk=decision.key).first()
    return request is not None and reopen_listing_request(request=request, member=member)


def reopen_proposal(decision: DeskDecision, member: Member) -> bool:
    """The suggestion waits again, and what it changed is taken back."""
    if "change" in decision.kept:
        return _undo(decision.kept["change"], member)
    suggestion = Suggestion.objects.filter(pk=decision.key).first()
    return suggestion is not None and reopen_suggestion(suggestion=suggestion, member=member)


def reopen_claim(decision: DeskDecision, member: Member) -> bool:
    """The claim stands where it stood; the page is managed by whoever managed it before. Not by who made the claim."""
    claim = Claim.objects.select_for_update().filter(pk=decision.key).exclude(member=member).first()
    if claim is None or claim.status in (ClaimStatus.REVOKED, ClaimStatus.EXPIRED):
        return False
    if "change" in decision.kept and not _undo(decision.kept["change"], member):
        return False
    claim.status, claim.reason = decision.kept["status"], ""
    claim.decided_by = claim.decided_at = None
    claim.save()
    return True


def _undo(change_pk: int, member: Member) -> bool:
    change = ListingChange.objects.filter(pk=change_pk).first()
    try:
        return change is not None and undo_change(change=change, member=member, force=True) is not None
    except NotUndoable:
        return False
