"""A merchant's reply that waits for a volunteer: who sees what, and what each is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mcs.board.actions.erase import erase_words
from mcs.board.actions.held import decide_held
from mcs.board.actions.recommend import recommend_listing
from mcs.board.actions.reply import reply
from mcs.board.enums import ContentStatus, HoldReason, PostKind
from mcs.board.models import Post, Recommendation, Reply
from mcs.members.models import Member
from mcs.moderation.actions.decide import Reasons, decide_reports, withdraw_decision
from mcs.moderation.actions.report import report_subject
from mcs.moderation.enums import Ground, ReportReason
from mcs.moderation.models import DeskDecision
from mcs.moderation.reportables import find_subject
from mcs.notices.models import NoticeEntry
from tests.board.conftest import words
from tests.factories import make_listing, make_member, make_post, make_volunteer

pytestmark = pytest.mark.django_db
SAID = "Vous n’êtes jamais venue, dites la vérité."


@pytest.fixture
def reviewer() -> Member:
    return make_member("Karim L.")


@pytest.fixture
def merchant() -> Member:
    """Runs a business, and is read before being published."""
    until = timezone.now() + timedelta(days=7)
    return make_member("Sophie T.", held_until=until, held_for=HoldReason.MEASURE)


@pytest.fixture
def review(merchant: Member, reviewer: Member) -> Post:
    listing = make_listing(manager=merchant)
    return make_post("Correct", kind=PostKind.REVIEW, listing=listing, author=reviewer)


def of(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def told(member: Member) -> list[str]:
    return list(NoticeEntry.objects.filter(member=member).order_by("pk").values_list("kind", flat=True))


def on(thing: Post | Recommendation) -> str:
    return thing.get_absolute_url() if isinstance(thing, Post) else thing.listing.get_absolute_url()


@pytest.mark.parametrize("kind", ["avis", "recommandation"])
def test_held_reply_says_why_to_both_sides_and_shows_once_published(
    kind: str, merchant: Member, reviewer: Member, review: Post
) -> None:
    assert review.listing
    voice = recommend_listing(listing=review.listing, member=reviewer, text="Bien.")
    to: Any = review if kind == "avis" else voice
    page = words(of(merchant).post(f"/fil/repondre/{kind}/{to.pk}/", {"text": SAID}, follow=True))
    assert "Votre réponse attend un bénévole" in page
    assert "les bénévoles relisent pendant un temps" in page
    assert "Votre réponse est publiée" not in page
    for client in (Client(), of(reviewer)):
        assert SAID not in words(client.get(on(to)))
    assert told(reviewer) == []
    desk, held = of(make_volunteer()), Reply.objects.get()
    assert SAID in words(desk.get("/bureau/"))
    address = f"/bureau/attente/replique/{held.pk}/"
    assert "Les bénévoles relisent pendant un temps" in words(desk.get(address))
    desk.post(address, {"decision": "publier"})
    assert SAID in words(Client().get(on(to)))
    assert (told(reviewer), "published-after-all" in told(merchant)) == (["replied"], True)


def test_refused_reply_is_told_and_another_waits_again(merchant: Member, review: Post) -> None:
    held, client = reply(to=review, author=merchant, text=SAID), of(merchant)
    assert decide_held(thing=held, member=make_volunteer(), publish=False)
    assert "Votre réponse n’est pas affichée" in words(client.get(review.get_absolute_url()))
    Member.objects.filter(pk=merchant.pk).update(held_until=None)
    client.post(f"/fil/repondre/avis/{review.pk}/", {"text": "Merci de votre visite."})
    held.refresh_from_db()
    assert (held.text, held.status) == ("Merci de votre visite.", ContentStatus.HELD)
    client.post(f"/fil/repondre/avis/{review.pk}/", {"retirer": "1"})
    client.post(f"/fil/repondre/avis/{review.pk}/", {"text": SAID})
    held.refresh_from_db()
    assert held.status == ContentStatus.HELD


def test_reply_changed_while_its_author_is_read_waits(reviewer: Member) -> None:
    merchant = make_member("Marc D.")
    review = make_post("Correct", kind=PostKind.REVIEW, listing=make_listing(manager=merchant), author=reviewer)
    assert reply(to=review, author=merchant, text="Merci.").is_published
    merchant.held_until, merchant.held_for = timezone.now() + timedelta(days=7), HoldReason.MEASURE
    merchant.save()
    assert not reply(to=review, author=merchant, text=SAID).is_published


def test_volunteer_takes_the_decision_back(merchant: Member, review: Post) -> None:
    held, desk = reply(to=review, author=merchant, text=SAID), of(make_volunteer())
    desk.post(f"/bureau/attente/replique/{held.pk}/", {"decision": "publier"})
    desk.post(f"/bureau/decisions/{DeskDecision.objects.get().pk}/annuler/")
    held.refresh_from_db()
    assert (held.status, held.hold_reason) == (ContentStatus.HELD, HoldReason.MEASURE)


def test_reported_reply_is_hidden_with_reasons_and_comes_back(reviewer: Member) -> None:
    merchant, claire = make_member("Marc D."), make_volunteer()
    review = make_post("Correct", kind=PostKind.REVIEW, listing=make_listing(manager=merchant), author=reviewer)
    written = reply(to=review, author=merchant, text=SAID)
    page = of(reviewer).get(review.get_absolute_url()).content.decode()
    assert f"/signaler/replique/{written.pk}/" in page
    subject = find_subject("replique", str(written.pk))
    assert subject
    report, _is_new = report_subject(subject=subject, reporter=reviewer, reason=ReportReason.RUDE)
    reasons = Reasons(Ground.CHARTER, "Rester courtois", "La réponse met en doute la parole d’une cliente.")
    decision = decide_reports(report=report, volunteer=claire, reasons=reasons)
    assert decision
    assert decision.author == merchant
    assert SAID not in words(Client().get(review.get_absolute_url()))
    again = reply(to=review, author=merchant, text="Merci de votre visite.")
    assert again.status == ContentStatus.HELD
    Reply.objects.filter(pk=again.pk).update(status=ContentStatus.REMOVED)
    assert withdraw_decision(decision=decision)
    assert "Merci de votre visite." in words(Client().get(review.get_absolute_url()))


def test_held_reply_goes_with_its_author(merchant: Member, review: Post) -> None:
    reply(to=review, author=merchant, text=SAID)
    erase_words(member=merchant, words=False)
    assert not Reply.objects.exists()
