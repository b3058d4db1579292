"""Messages at the same moment, on the database that runs requests side by side."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from mcs.members.rules import Refusal
from mcs.messaging.actions.keep import block_member
from mcs.messaging.actions.send import start_conversation
from mcs.messaging.actions.tell import tell_side
from mcs.messaging.actions.unread import mark_read
from mcs.messaging.models import Conversation, Message, Participant
from tests.board.test_races import at_once
from tests.factories import make_member
from tests.messaging.conftest import side, unread_of, write

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time."),
]


def test_two_first_messages_open_one_conversation() -> None:
    nadia, karim = make_member(), make_member("Karim L.")
    at_once(partial(write, nadia, karim), partial(write, karim, nadia), partial(write, nadia, karim))
    assert (Conversation.objects.count(), Participant.objects.count(), Message.objects.count()) == (1, 2, 3)
    assert (side(karim, nadia).unread, side(nadia, karim).unread) == (2, 1)


def test_neighbours_in_a_ring_write_together_and_all_are_counted() -> None:
    """Each is a writer and a reader at once: nobody waits for a lock that waits for theirs."""
    ring = [make_member(f"Voisin {number}") for number in range(4)]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    for _time in range(3):
        at_once(*[partial(write, one, other) for one, other in pairs])
    assert [unread_of(one) for one in ring] == [1, 1, 1, 1]
    assert Message.objects.count() == 12


def test_many_write_to_one_and_each_conversation_counts() -> None:
    karim = make_member("Karim L.")
    at_once(*[partial(write, make_member(f"Voisin {number}"), karim) for number in range(4)])
    assert unread_of(karim) == 4


def test_two_submits_of_one_form_send_one_message() -> None:
    nadia, karim, key = make_member(), make_member("Karim L."), uuid4()
    send = partial(start_conversation, member=nadia, other=karim, text="Bonjour", submission=key)
    at_once(send, send, send)
    assert Message.objects.count() == 1


def test_reading_while_another_writes_counts_right() -> None:
    nadia, karim = make_member(), make_member("Karim L.")
    first = write(nadia, karim)
    at_once(partial(mark_read, side=side(karim, nadia), upto=first.pk), partial(write, nadia, karim))
    assert (side(karim, nadia).unread, unread_of(karim)) == (1, 1)


def test_block_and_message_at_once_leave_nothing_after_the_block() -> None:
    nadia, karim = make_member(), make_member("Karim L.")
    write(nadia, karim)
    at_once(partial(block_member, side=side(karim, nadia), blocked=nadia))
    with pytest.raises(Refusal):
        at_once(partial(write, nadia, karim), partial(write, nadia, karim))
    assert Message.objects.count() == 1


def test_two_workers_mail_once() -> None:
    nadia, karim = make_member(email="nadia@network.example"), make_member("Karim L.")
    write(karim, nadia)
    mine = side(nadia, karim)
    Participant.objects.filter(pk=mine.pk).update(tell_at=mine.last_at)
    told: list[bool] = []
    at_once(*[lambda: told.append(tell_side(side_pk=mine.pk))] * 3)
    assert sorted(told) == [False, False, True]
