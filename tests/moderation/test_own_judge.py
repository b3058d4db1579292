"""Whoever keeps the desk does not decide about themselves, by whichever door."""

from __future__ import annotations

import pytest
from django.test import Client

from mcs.board.enums import ContentStatus
from mcs.directory.actions.claims import open_claim, refuse_claim
from mcs.directory.enums import ChangeSource, ClaimProof, ClaimStatus, ListingStatus, RemovalReason, SuggestionKind
from mcs.directory.models import Listing, Suggestion
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.messaging.actions.report import decide_report, report_conversation
from mcs.messaging.actions.send import start_conversation
from mcs.messaging.enums import ReportOutcome, ReportReason
from mcs.messaging.models import Conversation
from mcs.moderation.actions.decide import Reasons, decide_reports, withdraw_decision
from mcs.moderation.actions.report import report_subject
from mcs.moderation.enums import Ground
from mcs.moderation.enums import ReportReason as Why
from mcs.moderation.models import Decision, Delegation, DeskDecision, Report
from mcs.moderation.reportables import find_subject
from tests.factories import make_listing, make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in

pytestmark = pytest.mark.django_db
QUEUES = ("attente", "gestion", "signalements", "conversations", "suggestions")


@pytest.fixture
def karim() -> Member:
    """A delegate who keeps these queues."""
    member = make_member("Karim B.", role=Role.DELEGATE)
    Delegation.objects.bulk_create(Delegation(member=member, queue=queue) for queue in QUEUES)
    return member


def removed(kind: str, key: int, author_is_away: bool = False) -> Decision:
    """What a neighbour reported and a volunteer removed."""
    subject = find_subject(kind, str(key))
    assert subject
    report, _is_new = report_subject(subject=subject, reporter=make_member("Nadia B."), reason=Why.RUDE)
    if author_is_away:
        Listing.objects.filter(pk=key).update(status=ListingStatus.REMOVED, removal_reason=RemovalReason.LEFT)
    decided = decide_reports(
        report=Report.objects.get(pk=report.pk),
        volunteer=make_volunteer(),
        reasons=Reasons(Ground.CHARTER, "La charte", "Insulte."),
    )
    assert decided
    return decided


def undo_last(member: Member) -> None:
    signed_in(member).post(f"/bureau/decisions/{DeskDecision.objects.latest('pk').pk}/annuler/")


def test_delegate_does_not_take_back_what_was_decided_about_her(karim: Member) -> None:
    post = make_post("Mon voisin est un idiot", author=karim)
    removed("publication", post.pk)
    undo_last(karim)
    post.refresh_from_db()
    assert post.status == ContentStatus.REMOVED
    undo_last(make_volunteer())
    post.refresh_from_db()
    assert post.status == ContentStatus.PUBLISHED


def test_delegate_does_not_reopen_her_own_stopped_conversation(karim: Member) -> None:
    nadia = make_member("Nadia B.")
    side = start_conversation(member=nadia, other=karim, text="Bonjour").sender
    assert side
    report = report_conversation(side=side, reason=ReportReason.values[0], text="")  # type: ignore[arg-type]
    decide_report(report=report, volunteer=make_volunteer(), outcome=ReportOutcome.STOPPED)
    undo_last(karim)
    assert Conversation.objects.get().stopped_at is not None


def test_delegate_does_not_publish_what_is_held_of_hers(karim: Member) -> None:
    post = make_post(author=karim, status=ContentStatus.HELD, hold_reason="measure")
    client = signed_in(karim)
    address = f"/bureau/attente/publication/{post.pk}/"
    assert (client.get(address).status_code, client.post(address, {"decision": "publier"}).status_code) == (404, 404)
    post.refresh_from_db()
    assert post.status == ContentStatus.HELD


def test_delegate_grants_herself_no_business_and_reads_no_code_of_hers(karim: Member) -> None:
    listing = make_listing()
    claim = open_claim(listing=listing, member=karim, proof=ClaimProof.PHONE, target=listing.phone)
    client = signed_in(karim)
    assert client.get(f"/bureau/gestion/{claim.pk}/").status_code == 404
    assert client.post(f"/bureau/gestion/{claim.pk}/accorder/").status_code == 404
    refuse_claim(claim=claim, member=make_volunteer(), reason="Pas de preuve.")
    undo_last(karim)
    claim.refresh_from_db()
    listing.refresh_from_db()
    assert (claim.status, listing.manager) == (ClaimStatus.REFUSED, None)


def test_delegate_takes_no_suggestion_of_hers(karim: Member) -> None:
    rival = make_listing("Chez le rival")
    closed = Suggestion.objects.create(listing=rival, member=karim, kind=SuggestionKind.CLOSED, text="Fermé.")
    assert signed_in(karim).post(f"/bureau/suggestions/{closed.pk}/").status_code == 404
    rival.refresh_from_db()
    assert rival.status == ListingStatus.PUBLISHED


def test_business_that_leaves_before_it_is_removed_does_not_come_back_by_itself(client: Client) -> None:
    merchant = make_member("Sophie T.")
    listing = make_listing(manager=merchant)
    decision = removed("fiche", listing.pk, author_is_away=True)
    signed_in(merchant).post(f"/annuaire/{listing.slug}/remettre/")
    listing.refresh_from_db()
    assert (listing.status, listing.removal_reason) == (ListingStatus.REMOVED, RemovalReason.DESK)
    withdraw_decision(decision=decision)
    listing.refresh_from_db()
    assert (listing.status, listing.removal_reason) == (ListingStatus.REMOVED, RemovalReason.LEFT)
    signed_in(merchant).post(f"/annuaire/{listing.slug}/remettre/")
    listing.refresh_from_db()
    assert (listing.status, listing.changes.filter(source=ChangeSource.LEAVING).count()) == (ListingStatus.PUBLISHED, 1)
