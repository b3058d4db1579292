"""Who may see and change what in the directory."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mcs.directory.models import Claim, Listing, ListingRequest, Suggestion
from mcs.directory.queries.desk import CLAIMS, REQUESTS, SUGGESTIONS
from mcs.directory.rules.links import get_listing_by_token, merchant_token
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member
from mcs.moderation.rules.desk import get_keeper

__all__ = [
    "get_claim_to_review",
    "get_listing_by_token",
    "get_listing_request",
    "get_managed_listing",
    "get_suggestion",
    "get_visible_listing",
    "get_volunteer",
    "manages",
    "member_or_404",
    "merchant_token",
]


def manages(user: AbstractBaseUser | AnonymousUser, listing: Listing) -> bool:
    """Whether the user runs the business, or is a volunteer."""
    return isinstance(user, Member) and (user.is_volunteer or listing.manager_id == user.pk)


def get_visible_listing(user: AbstractBaseUser | AnonymousUser, slug: str) -> Listing:
    """The published listing of that slug, or a draft for those who manage it; raises Http404 for anyone else."""
    found = _listing_of(slug)
    if not (found.is_published or manages(user, found)):
        raise Http404
    return found


def _listing_of(slug: str) -> Listing:
    found = _listings.objects(slug=slug)
    if not found:
        raise Http404
    return found[0]


@Prepared
def _listings() -> QuerySet[Listing]:
    return Listing.objects.for_cards().filter(slug=Given("slug", CharField())).order_by()


def member_or_404(user: AbstractBaseUser | AnonymousUser) -> Member:
    """The signed-in member; raises Http404 for a visitor."""
    if not isinstance(user, Member):
        raise Http404
    return user


def get_managed_listing(user: AbstractBaseUser | AnonymousUser, slug: str) -> Listing:
    """The listing of that slug if the user manages it; raises Http404 for anyone else."""
    found = _listing_of(slug)
    if not manages(user, found):
        raise Http404
    return found


def get_listing_request(user: AbstractBaseUser | AnonymousUser, pk: int) -> ListingRequest:
    """The request of that key for who keeps them; raises Http404 for anyone else."""
    get_keeper(user, REQUESTS)
    return get_object_or_404(ListingRequest.objects.select_related("listing__category", "handled_by"), pk=pk)


def get_suggestion(user: AbstractBaseUser | AnonymousUser, pk: int) -> Suggestion:
    """The suggestion of that key for who keeps them; raises Http404 for anyone else, and for a delegate's own."""
    keeper = get_keeper(user, SUGGESTIONS)
    suggestions = Suggestion.objects.select_related("listing__category", "listing__district", "member", "handled_by")
    if not keeper.is_volunteer:  # who may change any page anyway
        suggestions = suggestions.exclude(member=keeper)
    return get_object_or_404(suggestions, pk=pk)


def get_claim_to_review(user: AbstractBaseUser | AnonymousUser, pk: int) -> Claim:
    """The claim of that key for who keeps them; raises Http404 for anyone else, and for one's own."""
    keeper = get_keeper(user, CLAIMS)
    claims = Claim.objects.select_related("listing__manager", "member", "decided_by")
    return get_object_or_404(claims.exclude(member=keeper), pk=pk)
