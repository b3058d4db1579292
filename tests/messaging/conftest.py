"""Two neighbours who may write to each other, and who looks on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from mcs.members.models import Member
from mcs.messaging import reasons
from mcs.messaging.actions.send import send_message, start_conversation
from mcs.messaging.models import Message, Participant
from mcs.messaging.queries.sides import side_of
from tests.factories import make_member, make_post, make_volunteer

TEXT = "Bonjour, la poussette est-elle toujours à donner ?"


@pytest.fixture
def nadia() -> Member:
    return make_member("Nadia B.", email="nadia@network.example")


@pytest.fixture
def karim() -> Member:
    """Reachable: he has published something."""
    member = make_member("Karim L.", email="karim@network.example")
    make_post("Poussette à donner", author=member)
    return member


@pytest.fixture
def claire() -> Member:
    return make_volunteer(email="claire@network.example")


@pytest.fixture
def nadia_client(nadia: Member) -> Client:
    return signed_in(nadia)


@pytest.fixture
def claire_client(claire: Member) -> Client:
    return signed_in(claire)


@pytest.fixture
def no_reason() -> Iterator[None]:
    """Nobody is reachable."""
    kept = reasons._reasons[:]
    reasons._reasons.clear()
    yield
    reasons._reasons[:] = kept


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def write(member: Member, other: Member | None, text: str = TEXT) -> Message:
    """A message of the one to the other, or to the volunteers."""
    return start_conversation(member=member, other=other, text=text)


def side(member: Member, other: Member | None) -> Participant:
    """The member's side, as the database has it now."""
    found = side_of(member, other)
    assert found
    return found


def volunteers_side(member: Member) -> Participant:
    sides = Participant.objects.select_related("conversation")
    return sides.get(conversation=side(member, None).conversation_id, is_volunteers=True)


def answer(member: Member, volunteer: Member, text: str = "Avec plaisir.") -> Message:
    """What a volunteer answers that member."""
    return send_message(sender=volunteers_side(member), author=volunteer, text=text)


def unread_of(member: Member) -> int:
    member.refresh_from_db()
    return member.unread_conversations
