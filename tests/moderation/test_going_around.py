"""Ways around a measure that were tried, and don't work."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from pytest_django import Settings

from mcs.board.actions.comment import add_comment
from mcs.board.actions.remove import remove_comment, restore_comment
from mcs.board.models import Post, Recommendation
from mcs.members.models import Member
from mcs.messaging.actions.receive import receive_mail
from mcs.messaging.addresses import reply_address
from mcs.messaging.models import Message
from mcs.moderation.actions.decide import decide_reports, withdraw_decision
from mcs.moderation.actions.report import report_subject
from mcs.moderation.actions.sanctions import sanction_member
from mcs.moderation.enums import Measure, ReportReason
from mcs.moderation.models import Decision, PrivateRead, Sanction
from mcs.moderation.reportables import find_subject
from tests.board.conftest import request_form, words
from tests.factories import make_listing, make_member, make_post, make_volunteer
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor, last_code
from tests.messaging.conftest import side, signed_in, write
from tests.moderation.test_sanctions import FORM, REASONS, delegate_of, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def other_visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def karim() -> Member:
    return make_member("Karim L.", email="karim@network.example")


@pytest.fixture
def claire() -> Member:
    return make_volunteer()


def enters(client: Client, email: str) -> Any:
    client.post("/rejoindre/", {"email": email})
    return client.post("/rejoindre/code/", {"code": last_code()})


def test_draft_written_signed_out_is_not_published_on_the_way_in(karim: Member, claire: Member) -> None:
    take(karim, claire)
    client = Client()
    client.post("/fil/publier/", request_form(text="Écrit avant de me connecter."))
    assert enters(client, "karim@network.example")["Location"] == "/moi/mesures/"
    assert Post.objects.count() == 0
    assert "Écrit avant de me connecter." in client.get("/fil/publier/").content.decode()


def test_who_resembles_is_held_from_the_first_text(claire: Member) -> None:
    renaud = make_member("Renaud P.", email="renaud@network.example")
    take(renaud, claire, Measure.BAN)
    client = Client()
    client.post("/fil/publier/", request_form())
    enters(client, "renaud+bis@network.example")
    assert list(Post.objects.values_list("status", "hold_reason")) == [("held", "likeness")]


def test_silence_holds_by_email_too(karim: Member, claire: Member, settings: Settings) -> None:
    settings.REPLY_DOMAIN = "reponse.network.example"
    make_post("Poussette à donner", author=claire)
    write(claire, karim)
    take(karim, claire)
    raw = b"From: karim@network.example\r\nTo: x\r\nMessage-ID: <1@x>\r\n\r\nEncore moi.\r\n"
    assert receive_mail(raw=raw, recipient=reply_address(side(karim, claire).pk)) == "refused"
    assert Message.objects.count() == 1
    assert "rester silencieux" in str(mail.outbox[-1].body)


def test_every_way_of_writing_is_shut(karim: Member, claire: Member) -> None:
    slug = make_listing().slug
    take(karim, claire)
    client = signed_in(karim)
    for address in (f"/fil/recommander/{slug}/", f"/annuaire/{slug}/", "/bienvenue/", "/bureau/"):
        for write_by in (client.post, client.put, client.patch, client.delete):
            assert write_by(address).status_code == 403


def test_suspended_passkey_and_old_sessions_open_nothing(
    visitor: Visitor, other_visitor: Visitor, claire: Member
) -> None:
    passkey = SoftPasskey()
    visitor.join(passkey)
    member = Member.objects.exclude(pk=claire.pk).get()
    ban = take(member, claire, Measure.BAN)
    options = other_visitor.begin("/connexion/cle/")
    status, body = other_visitor.ask("/connexion/cle/", passkey.get(options))
    assert (status, body) == (200, {"next": ban.decision.get_absolute_url()})
    assert not other_visitor.is_signed_in
    assert UserSession.objects.filter(user=member).count() == 0
    for address in ("/moi/", "/messages/", "/moi/donnees/", "/moi/effacer/"):
        assert visitor.get(address).status_code == 403
        assert visitor.post(address).status_code == 403
    assert visitor.post("/deconnexion/").status_code == 302
    assert visitor.get("/").status_code == 200


def test_decisions_are_not_reached_by_their_number(karim: Member, claire: Member) -> None:
    """Nor by a delegate of reports, nor by whom they are about, nor by a key of a kind that is private."""
    sanction, delegate = take(karim, claire, Measure.WARNING), signed_in(delegate_of("signalements", "appels"))
    Decision.objects.filter(pk=sanction.decision_id).update(outcome="stopped", kind="conversation")
    assert delegate.post(f"/bureau/decisions/{sanction.decision_id}/revenir/").status_code == 404
    client = signed_in(karim)
    for address in (
        f"/decision/{sanction.decision_id}/",
        "/signaler/conversation/1/",
        f"/signaler/mesure/{sanction.pk}/",
    ):
        assert client.get(address).status_code == 404
    assert client.post(f"/bureau/mesures/{sanction.pk}/lever/").status_code == 404
    assert client.post(f"/bureau/voisins/{claire.pk}/suspendre/", FORM).status_code == 404
    for key in ("mesure-", "mesure-x", "voisin-x", "mesure-99999999999999999999", "voisin-99999999999999999999"):
        assert signed_in(claire).post(f"/bureau/note/mesures/{key}/", {"note": "Vu."}).status_code in {302, 404}


def test_contact_details_are_read_by_a_press_that_is_kept(karim: Member, claire: Member) -> None:
    client, page = signed_in(claire), f"/bureau/voisins/{karim.pk}/"
    assert "karim@network.example" not in client.get(page).content.decode()
    assert client.get(f"{page}coordonnees/").status_code == 405
    for _time in range(2):
        assert "karim@network.example" in client.post(f"{page}coordonnees/").content.decode()
    read = PrivateRead.objects.get()
    assert (read.reader, read.member, read.what) == (claire, karim, "contact")
    assert "Karim L." in words(client.get("/bureau/lectures/"))
    assert signed_in(delegate_of("mesures")).get("/bureau/lectures/").status_code == 404


def test_removed_recommendation_does_not_come_back_by_its_author(karim: Member, claire: Member) -> None:
    listing, post = make_listing(), make_post()
    comment = add_comment(post=post, author=karim, text="Essayez cette boucherie.", submission=uuid4(), listing=listing)
    voice = Recommendation.objects.get()
    subject = find_subject("recommandation", str(voice.pk))
    assert subject
    report, _new = report_subject(subject=subject, reporter=make_member(), reason=ReportReason.FALSE)
    assert signed_in(karim).post(f"/signaler/recommandation/{voice.pk}/", {"reason": "false"}).status_code == 409
    decision = decide_reports(report=report, volunteer=claire, reasons=REASONS)
    assert decision
    remove_comment(comment=comment)
    restore_comment(comment=comment)
    signed_in(karim).post(f"/fil/recommander/{listing.slug}/", {"text": "La meilleure."})
    assert Recommendation.objects.get().status == "removed"
    listing.refresh_from_db()
    assert listing.recommendation_count == 0
    withdraw_decision(decision=decision)
    listing.refresh_from_db()
    assert (Recommendation.objects.get().status, listing.recommendation_count) == ("published", 1)


def test_measure_cannot_be_stretched_by_what_is_posted(karim: Member, claire: Member) -> None:
    client = signed_in(claire)
    for days in ("0", "-7", "100000", "7.5", "sept", ""):
        assert client.post(f"/bureau/voisins/{karim.pk}/mute/", FORM | {"days": days}).status_code == 200
    assert client.post(f"/bureau/voisins/{karim.pk}/mute/", FORM | {"facts": "x" * 3000}).status_code == 200
    assert Sanction.objects.count() == 0
    assert sanction_member(member=karim, volunteer=claire, kind=Measure.WARNING, days=1, reasons=REASONS)
