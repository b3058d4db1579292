"""Two people at the same moment: what the database decides, on the one that runs them side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from mcs.directory.actions.brought import undo_brought_file
from mcs.directory.actions.claims import open_claim, prove, type_code, vouch
from mcs.directory.actions.freshness import ask_freshness
from mcs.directory.actions.merge import NotMergeable, merge_listings
from mcs.directory.actions.requests import publish_listing_request, send_listing_request, take_in_hand
from mcs.directory.actions.suggestions import suggest_correction, take_suggestion
from mcs.directory.actions.transfer import accept_transfer
from mcs.directory.enums import BroughtState, ChangeSource, ClaimProof, ClaimStatus, SuggestionKind
from mcs.directory.models import BroughtFile, Claim, Listing, ListingChange, Suggestion
from mcs.directory.rules.claims import code_of, transfer_token
from mcs.members.rules import Refusal
from tests.board.test_races import at_once
from tests.factories import make_category, make_listing, make_member, make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time."),
]


def test_two_volunteers_who_press_publish_together_publish_once() -> None:
    make_category()
    asked = send_listing_request(message="Boucherie Vidal", email="vidal@network.example", photos=[])
    volunteers = [make_volunteer(name=f"Bénévole {number}") for number in range(4)]
    won: list[bool] = []
    mail.outbox.clear()

    def press(member: object) -> None:
        assert hasattr(member, "pk")
        if take_in_hand(request=asked, member=member):  # type: ignore[arg-type]
            won.append(publish_listing_request(request=asked, member=member))  # type: ignore[arg-type]

    at_once(*[lambda member=member: press(member) for member in volunteers])
    assert won == [True]
    assert ListingChange.objects.filter(source=ChangeSource.REQUEST).count() == 1
    assert len(mail.outbox) == 1


def test_publishing_without_taking_in_hand_is_once_too() -> None:
    make_category()
    asked = send_listing_request(message="Boucherie Vidal", email="", photos=[])
    won: list[bool] = []
    volunteers = [make_volunteer(name=f"Bénévole {number}") for number in range(4)]
    at_once(*[lambda m=m: won.append(publish_listing_request(request=asked, member=m)) for m in volunteers])
    assert sorted(won) == [False, False, False, True]


def test_two_proofs_at_once_make_one_manager_and_one_for_the_volunteers() -> None:
    listing = make_listing()
    expires = timezone.now() + timedelta(days=1)
    claims = [
        Claim.objects.create(listing=listing, member=make_member(), proof=ClaimProof.WEBSITE, expires_at=expires)
        for _ in range(3)
    ]
    at_once(*[lambda claim=claim: prove(claim=claim) for claim in claims])
    statuses = sorted(Claim.objects.values_list("status", flat=True))
    assert statuses == [ClaimStatus.GRANTED, ClaimStatus.WAITING, ClaimStatus.WAITING]
    listing.refresh_from_db()
    assert listing.link_version == 1


def test_guesses_sent_all_at_once_are_counted() -> None:
    listing, member = make_listing(), make_member()
    claim = open_claim(listing=listing, member=member, proof=ClaimProof.PHONE, target=listing.phone)
    wrong = "000000" if code_of(claim) != "000000" else "111111"
    refused: list[int] = []

    def guess() -> None:
        try:
            type_code(claim=claim, typed=wrong)
        except Refusal as refusal:
            refused.append(refusal.status)

    at_once(*[guess] * 8)
    assert sorted(refused) == [400] * 5 + [429] * 3


def test_the_last_neighbours_who_vouch_together_are_all_counted() -> None:
    listing = make_listing()
    claim = open_claim(listing=listing, member=make_member(), proof=ClaimProof.NEIGHBOURS)
    known = timezone.now() - timedelta(days=30)
    neighbours = [make_member(joined_at=known) for _ in range(3)]
    at_once(*[lambda who=who: vouch(claim=claim, member=who) for who in neighbours])
    listing.refresh_from_db()
    assert listing.manager_id == claim.member_id


def test_two_opened_at_once_leave_one_open() -> None:
    listing, member = make_listing(), make_member()
    at_once(*[lambda: open_claim(listing=listing, member=member, proof=ClaimProof.NEIGHBOURS)] * 3)
    assert Claim.objects.filter(status=ClaimStatus.OPEN).count() == 1


def test_two_volunteers_who_merge_the_same_pair_both_ways_merge_once() -> None:
    one, other, volunteer = make_listing("A"), make_listing("B"), make_volunteer()
    refused: list[bool] = []

    def merge(keep: Listing, drop: Listing) -> None:
        try:
            merge_listings(keep=keep, drop=drop, member=volunteer)
        except NotMergeable:
            refused.append(True)

    at_once(lambda: merge(one, other), lambda: merge(other, one))
    assert refused == [True]
    assert sorted(Listing.objects.values_list("status", flat=True)) == ["published", "removed"]


def test_a_suggestion_sent_twice_at_once_is_kept_once_and_taken_once() -> None:
    listing, member, volunteer = make_listing(), make_member(), make_volunteer()
    said = {"listing": listing, "member": member, "kind": SuggestionKind.CLOSED, "text": "Fermé", "values": {}}
    at_once(*[lambda: suggest_correction(**said)] * 3)  # type: ignore[arg-type]
    suggestion = Suggestion.objects.get()
    taken: list[bool] = []
    at_once(*[lambda: taken.append(take_suggestion(suggestion=suggestion, member=volunteer))] * 3)
    assert (sorted(taken), listing.changes.count()) == ([False, False, True], 1)


def test_a_handover_accepted_twice_at_once_happens_once() -> None:
    listing, karim = make_listing(manager=make_member()), make_member(email="karim@network.example")
    token, refused = transfer_token(listing, "karim@network.example"), []

    def accept() -> None:
        try:
            accept_transfer(token=token, member=karim)
        except Refusal as refusal:
            refused.append(refusal.status)

    at_once(accept, accept)
    assert refused == [410]


def test_two_workers_ask_each_merchant_once() -> None:
    for number in range(5):
        make_listing(email=f"{number}@b.example", checked_on=None)
    mail.outbox.clear()
    at_once(ask_freshness, ask_freshness)
    assert len(mail.outbox) == 5


def test_two_volunteers_who_take_an_import_back_together_have_it_done_once() -> None:
    file = BroughtFile.objects.create(
        name="a.csv", source="a", content=b"", language="fr", state=BroughtState.IMPORTED, rows=1
    )
    BroughtFile.objects.filter(pk=file.pk).update(made={"created": [make_listing().pk]})
    won: list[bool] = []
    volunteers = [make_volunteer(name=f"Bénévole {number}") for number in range(4)]
    at_once(*[lambda m=m: won.append(undo_brought_file(pk=file.pk, member=m)) for m in volunteers])
    assert sorted(won) == [False, False, False, True]
    assert ListingChange.objects.filter(source=ChangeSource.UNBROUGHT).count() == 1
