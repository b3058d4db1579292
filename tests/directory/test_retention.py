"""What the directory forgets, of a member who leaves and of everybody after a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mcs.directory.actions.retention import forget_handled
from mcs.directory.enums import ChangeSource, ClaimProof, ClaimStatus, ListingStatus, RequestStatus, SuggestionKind
from mcs.directory.models import Claim, Listing, ListingChange, ListingPhoto, ListingRequest, Suggestion, Vouch
from mcs.members.erasure import erase_member
from mcs.photos.models import Photo
from tests.factories import make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=400)


def make_draft(**values: object) -> Listing:
    return make_listing("Fleurs Michelet", status=ListingStatus.DRAFT, published_at=None, **values)


def make_claim(listing: Listing, **values: Any) -> Claim:
    expires_at = values.pop("expires_at", timezone.now() + timedelta(days=1))
    about = {"proof": ClaimProof.PHONE, "target": "+33491000000", "code_digest": "0" * 64}
    return Claim.objects.create(listing=listing, expires_at=expires_at, **(about | values))


def test_business_of_who_leaves_stays_without_her() -> None:
    sophie, nadia = make_member("Sophie T."), make_member()
    listing = make_listing(manager=sophie)
    hers, other = Photo.objects.create(uploader=sophie), Photo.objects.create(uploader=nadia)
    for position, photo in enumerate((hers, other)):
        ListingPhoto.objects.create(listing=listing, photo=photo, position=position)
    Listing.objects.filter(pk=listing.pk).update(cover=hers)
    erase_member(member=sophie)
    listing.refresh_from_db()
    assert (listing.manager, listing.cover, list(listing.photos.all())) == (None, other, [other])
    assert listing.is_published


def test_helper_is_forgotten_and_what_she_did_stays() -> None:
    member, listing = make_volunteer(), make_listing()
    make_volunteer(name="Yves P.")
    change = ListingChange.objects.create(listing=listing, source=ChangeSource.VOLUNTEER, member=member)
    proposed = Suggestion.objects.create(
        kind=SuggestionKind.CORRECTION, listing=listing, member=member, text="Fermé le lundi", handled_by=member
    )
    request = ListingRequest.objects.create(message="Bonjour", digest="d", listing=listing, handled_by=member)
    claim = make_claim(listing, member=make_member("Sophie T."), decided_by=member)
    Vouch.objects.create(claim=claim, member=member)
    make_claim(make_listing("Autre"), member=member)
    erase_member(member=member)
    for thing in (change, proposed, request, claim):
        thing.refresh_from_db()
    assert (change.member, proposed.member, proposed.handled_by, request.handled_by) == (None,) * 4
    assert (claim.decided_by, proposed.text) == (None, "Fermé le lundi")
    assert (Vouch.objects.count(), Claim.objects.count()) == (0, 1)


def test_suggestion_loses_its_words_when_asked() -> None:
    member = make_member()
    Suggestion.objects.create(
        kind=SuggestionKind.CLOSED, listing=make_listing(), member=member, text="Ma tante y travaillait"
    )
    erase_member(member=member, words=True)
    assert Suggestion.objects.get().text == ""


def test_refused_request_is_forgotten_after_a_year() -> None:
    about = {"message": "Bonjour, je suis fleuriste.", "email": "fleurs@network.example"}
    old, recent, waiting = make_draft(), make_draft(), make_draft()
    declined = {"status": RequestStatus.DECLINED}
    ListingRequest.objects.create(listing=old, digest="1", handled_at=LONG_AGO, **declined, **about)
    ListingRequest.objects.create(listing=recent, digest="2", handled_at=timezone.now(), **declined, **about)
    ListingRequest.objects.create(listing=waiting, digest="3", created_at=LONG_AGO, **about)
    assert forget_handled() == 2  # the draft and its request
    assert set(Listing.objects.values_list("pk", flat=True)) == {recent.pk, waiting.pk}
    assert forget_handled() == 0


def test_listed_merchant_keeps_his_link_and_loses_his_message() -> None:
    listing = make_listing()
    ListingRequest.objects.create(
        listing=listing,
        message="Bonjour, je suis fleuriste.",
        email="fleurs@network.example",
        digest="1",
        status=RequestStatus.PUBLISHED,
        handled_at=LONG_AGO,
    )
    forget_handled()
    request = ListingRequest.objects.get()
    assert (request.message, request.email, request.listing) == ("", "fleurs@network.example", listing)


def test_answered_suggestions_are_forgotten_after_a_year() -> None:
    listing, draft = make_listing(), make_draft()
    about = {"text": "Fermé le lundi", "handled_at": LONG_AGO}
    for status in (RequestStatus.PUBLISHED, RequestStatus.DECLINED):
        Suggestion.objects.create(kind=SuggestionKind.CORRECTION, listing=listing, status=status, **about)
    Suggestion.objects.create(kind=SuggestionKind.MISSING, listing=draft, status=RequestStatus.DECLINED, **about)
    Suggestion.objects.create(kind=SuggestionKind.CORRECTION, listing=listing, text="Nouveau", created_at=LONG_AGO)
    forget_handled()
    assert list(Suggestion.objects.values_list("text", flat=True)) == ["Nouveau"]
    assert list(Listing.objects.all()) == [listing]


def test_proofs_of_old_claims_are_forgotten() -> None:
    listing = make_listing()
    granted = make_claim(listing, member=make_member(), status=ClaimStatus.GRANTED, decided_at=LONG_AGO)
    lapsed = make_claim(listing, member=make_member(), expires_at=LONG_AGO)
    fresh = make_claim(listing, member=make_member())
    forget_handled()
    for claim in (granted, lapsed, fresh):
        claim.refresh_from_db()
    assert [claim.target for claim in (granted, lapsed, fresh)] == ["", "", "+33491000000"]
    assert granted.status == ClaimStatus.GRANTED
