"""What the directory forgets: about a member who erases herself, and about everybody after a time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from mcs.directory.enums import ClaimStatus, ListingStatus, RequestStatus
from mcs.directory.models import Claim, Listing, ListingChange, ListingPhoto, ListingRequest, Suggestion, Vouch
from mcs.members.models import Member

HANDLED_KEPT_FOR = timedelta(days=365)  # a merchant who was refused, or his lawyer, may come back within a year


def leave_listings(*, member: Member) -> None:
    """Her businesses stay in the directory, run by nobody, and show another photo first than one of hers."""
    Listing.objects.filter(manager=member).update(manager=None)
    for listing in Listing.objects.filter(cover__uploader=member).order_by("pk"):
        others = ListingPhoto.objects.filter(listing=listing).exclude(photo__uploader=member)
        first = others.order_by("position", "pk").values_list("photo", flat=True).first()
        Listing.objects.filter(pk=listing.pk).update(cover=first)


def forget_helper(*, member: Member, words: bool) -> None:
    """What she claimed, vouched for and proposed no longer says it was she."""
    Vouch.objects.filter(member=member).delete()
    Claim.objects.filter(member=member).delete()
    proposed = Suggestion.objects.filter(member=member)
    if words:
        proposed.update(text="")
    proposed.update(member=None)
    ListingChange.objects.filter(member=member).update(member=None)
    Claim.objects.filter(decided_by=member).update(decided_by=None)
    Suggestion.objects.filter(handled_by=member).update(handled_by=None)
    ListingRequest.objects.filter(handled_by=member).update(handled_by=None)


def forget_handled(*, now: datetime | None = None) -> int:
    """Deletes what was refused a year ago with the draft made from it, and suggestions answered then; blanks the
    messages of businesses listed since and the proofs of claims decided then. Returns how many rows were deleted.
    """
    before = (now or timezone.now()) - HANDLED_KEPT_FOR
    old = Q(handled_at__lt=before)
    refused = Q(request__status=RequestStatus.DECLINED, request__handled_at__lt=before)
    refused |= Q(suggestions__status=RequestStatus.DECLINED, suggestions__handled_at__lt=before)
    drafts = Listing.objects.filter(refused, status=ListingStatus.DRAFT, published_at=None)
    deleted = Listing.objects.filter(pk__in=drafts.values("pk")).delete()[0]
    deleted += Suggestion.objects.filter(old).exclude(status=RequestStatus.WAITING).delete()[0]
    ListingRequest.objects.filter(old, status=RequestStatus.PUBLISHED).exclude(message="").update(message="")
    undecided = [ClaimStatus.OPEN, ClaimStatus.WAITING]
    ended = Claim.objects.filter(Q(decided_at__lt=before) | Q(decided_at=None, expires_at__lt=before))
    ended.exclude(status__in=undecided, expires_at__gte=before).update(target="", code_digest="")
    return deleted
