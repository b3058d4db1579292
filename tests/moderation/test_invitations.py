"""Asking somebody who is no member yet to keep the desk: what they are told, and what happens once they join."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.actions.invitations import forget_invitations
from mcs.moderation.models import INVITED_FOR, Delegation, DeskInvitation
from mcs.moderation.rules.team import INVITATIONS, INVITATIONS_TO
from tests.board.conftest import words
from tests.factories import make_member, make_volunteer
from tests.members.conftest import Visitor, last_code
from tests.messaging.conftest import signed_in

pytestmark = pytest.mark.django_db
TEAM = "/bureau/equipe/"
PAUL = "paul@network.example"


@pytest.fixture
def claire() -> Member:
    return make_volunteer()


@pytest.fixture
def desk(claire: Member) -> Client:
    return signed_in(claire)


def invite(desk: Client, email: str = PAUL, **said: Any) -> str:
    form = {"who": email, "role": "delegate", "queues": ["gestion", "suggestions"]} | said
    return words(desk.post(TEAM, form, follow=True))


def join(email: str = PAUL) -> tuple[Visitor, Member]:
    visitor = Visitor()
    visitor.post("/rejoindre/", {"email": email})
    visitor.post("/rejoindre/code/", {"code": last_code()})
    return visitor, Member.objects.get(email=email)


def test_who_is_invited_keeps_the_queues_chosen_once_joined(desk: Client, claire: Member) -> None:
    assert "L’invitation est en route vers paul@network.example" in invite(desk, " Paul@Network.example ")
    assert "Invités, pas encore inscrits paul@network.example Délégué" in words(desk.get(TEAM))
    letter = mail.outbox[-1]
    assert letter.to == [PAUL]
    assert letter.subject == "Voulez-vous aider à tenir Marseille Connection Sud\u00a0?"
    assert "/rejoindre/" in str(letter.body)
    assert claire.display_name in str(letter.body)
    visitor, paul = join()
    assert paul.role == Role.DELEGATE
    queues = Delegation.objects.filter(member=paul, named_by=claire).order_by("queue").values_list("queue", flat=True)
    assert list(queues) == ["gestion", "suggestions"]
    assert "Vous tenez maintenant le bureau" in words(visitor.get("/"))
    assert visitor.get("/bureau/").status_code == 200
    assert not DeskInvitation.objects.exists()


def test_somebody_else_who_joins_gets_nothing(desk: Client) -> None:
    invite(desk)
    assert join("karim@network.example")[1].role == Role.MEMBER
    assert DeskInvitation.objects.count() == 1


def test_invitation_that_is_over_withdrawn_or_by_who_left_does_nothing(desk: Client, claire: Member) -> None:
    invite(desk)
    with time_machine.travel(timezone.now() + INVITED_FOR + timedelta(minutes=1)):
        assert join()[1].role == Role.MEMBER
        assert forget_invitations() == 1
    Member.objects.filter(email=PAUL).delete()
    invite(desk)
    address = f"{TEAM}invitations/{DeskInvitation.objects.get().pk}/retirer/"
    assert signed_in(make_member()).post(address).status_code == 404
    page = desk.post(address, follow=True)
    assert "L’invitation envoyée à paul@network.example est retirée." in words(page)
    assert join()[1].role == Role.MEMBER
    Member.objects.filter(email=PAUL).delete()
    invite(desk)
    Member.objects.filter(pk=claire.pk).update(role=Role.MEMBER)
    assert join()[1].role == Role.MEMBER


def test_invited_again_the_last_word_counts_once(desk: Client) -> None:
    invite(desk)
    invite(desk, role="volunteer", queues=[])
    assert DeskInvitation.objects.count() == 1
    paul = join()[1]
    assert paul.role == Role.VOLUNTEER
    Member.objects.filter(pk=paul.pk).update(role=Role.MEMBER)
    assert join()[1].role == Role.MEMBER


def test_invitations_are_few(desk: Client) -> None:
    for _ in range(INVITATIONS_TO.times):
        invite(desk)
    assert "en route" not in invite(desk)
    for number in range(INVITATIONS.times):
        invite(desk, f"voisin{number}@network.example")
    assert len(mail.outbox) == INVITATIONS.times
    assert "en route" not in invite(desk, "encore@network.example")


def test_suspended_account_is_not_invited(desk: Client) -> None:
    make_member(email=PAUL, is_active=False)
    assert "Ce compte est suspendu" in invite(desk)
    assert not DeskInvitation.objects.exists()


def test_delegate_neither_invites_nor_reads_who_is_invited(desk: Client) -> None:
    invite(desk)
    delegate = signed_in(make_member("Karim L.", role=Role.DELEGATE))
    assert PAUL not in delegate.get(TEAM).content.decode()
    assert delegate.post(TEAM, {"who": "x@network.example", "role": "volunteer"}).status_code == 404
