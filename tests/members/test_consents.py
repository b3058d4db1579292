"""What a member agreed to, and the change of e-mail that can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from mcs.members.actions import add_passkey, join_with_email, set_email
from mcs.members.charter import VERSION
from mcs.members.erasure import erase_member
from mcs.members.models import Consent, Member
from tests.factories import make_member
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db


def test_joining_agrees_to_the_charter(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    join_with_email(email="karim@network.example")
    join_with_email(email="karim@network.example")
    assert list(Consent.objects.values_list("subject", "version")) == [("charter", VERSION)] * 2
    page = visitor.get("/moi/").content.decode()
    assert f'Vous avez accepté <a href="/charte/">la charte</a> (version {VERSION}) le ' in page
    assert "a été récrite" not in page


def test_joining_is_told_what_it_means() -> None:
    for address in ("/rejoindre/", "/connexion/"):
        assert 'vous acceptez <a href="/charte/">la charte</a>' in Client().get(address).content.decode()


def test_new_version_is_asked_on_her_page() -> None:
    member = make_member()
    Consent.objects.create(member=member, version="2020-03-17")
    client = Client()
    client.force_login(member)
    assert "a été récrite depuis votre arrivée" in client.get("/moi/").content.decode()
    client.post("/moi/charte/")
    client.post("/moi/charte/")
    assert list(member.consents.values_list("version", flat=True)) == [VERSION, "2020-03-17"]
    assert "a été récrite" not in client.get("/moi/").content.decode()


def undo_link() -> str:
    """The address in the last e-mail."""
    return next(line for line in str(mail.outbox[-1].body).splitlines() if "/e-mail/retablir/" in line)[
        len("http://localhost:8000") :
    ]


def test_former_mailbox_is_told_and_takes_the_change_back(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    member = Member.objects.get()
    set_email(member=member, email="nadia@network.example")
    assert mail.outbox == []  # there was none before
    set_email(member=member, email="intrus@network.example")
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (
        ["nadia@network.example"],
        "Votre e-mail a changé sur Marseille Connection Sud",
    )
    add_passkey(member=member, credential={}, device="Téléphone de l’intrus")
    stranger, link = Client(), undo_link()
    assert "Ce n’était pas vous ?" in stranger.get(link).content.decode()
    assert Member.objects.get().email == "intrus@network.example"  # opening the link, as mail scanners do, does nothing
    assert "Votre compte a retrouvé son ancien e-mail" in stranger.post(link).content.decode()
    assert Member.objects.get().email == "nadia@network.example"
    assert [key.data["name"] for key in Authenticator.objects.all()] == ["Firefox · Android"]
    assert visitor.get("/moi/").status_code == 302
    assert stranger.post(link).status_code == 200  # twice is once


def test_mailbox_is_told_of_a_new_passkey() -> None:
    add_passkey(member=make_member(), credential={}, device="Firefox · Android")
    assert mail.outbox == []  # without an e-mail there is nobody to tell
    add_passkey(member=make_member(email="nadia@network.example"), credential={}, device="Safari · iPhone")
    (told,) = mail.outbox
    assert told.to == ["nadia@network.example"]
    assert told.subject == "Une nouvelle clé d’accès ouvre votre compte sur Marseille Connection Sud"
    assert "sur cet appareil\u00a0: Safari · iPhone." in told.body
    assert "http://localhost:8000/moi/" in told.body


def test_intruder_s_own_mailboxes_do_not_take_the_account_back_again() -> None:
    """He gives the account one address of his, then another: the first is told, as any former one is."""
    member = make_member(email="nadia@network.example")
    set_email(member=member, email="intrus@network.example")
    hers = undo_link()
    set_email(member=member, email="intrus@ailleurs.example")
    his = undo_link()
    Client().post(his)
    assert Member.objects.get().email == "intrus@network.example"
    Client().post(hers)  # made earlier, it still holds
    assert Member.objects.get().email == "nadia@network.example"
    assert Client().post(his).status_code == 404
    assert Member.objects.get().email == "nadia@network.example"
    set_email(member=member, email="nadia@ailleurs.example")  # and what comes after can be taken back as before
    Client().post(undo_link())
    assert Member.objects.get().email == "nadia@network.example"


def test_undo_does_nothing_for_who_is_gone_or_too_late() -> None:
    member = make_member(email="nadia@network.example")
    set_email(member=member, email="nadia@ailleurs.example")
    link = undo_link()
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        assert Client().post(link).status_code == 404
    erase_member(member=member)
    response = Client().post(link)
    assert response.status_code == 404
    assert "Ce lien ne marche plus" in response.content.decode()
    assert Member.objects.get(pk=member.pk).email is None


def test_undo_says_when_another_account_has_the_address() -> None:
    member = make_member(email="nadia@network.example")
    set_email(member=member, email="nadia@ailleurs.example")
    make_member("Karim L.", email="nadia@network.example")
    response = Client().post(undo_link())
    assert response.status_code == 409
    assert "Un autre compte a maintenant cette adresse." in response.content.decode()


def test_saying_the_same_address_again_tells_nobody() -> None:
    member = make_member(email="nadia@network.example")
    set_email(member=member, email="nadia@network.example")
    assert mail.outbox == []
