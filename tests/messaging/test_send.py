"""Writing: one conversation for two, what is unread, who may not, and what is sent twice."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.actions.keep import archive_conversation, block_member, unblock_member
from mcs.messaging.actions.send import give_number, send_message
from mcs.messaging.actions.unread import mark_read
from mcs.messaging.models import Block, Conversation, Message, Participant
from tests.factories import make_member
from tests.messaging.conftest import answer, side, unread_of, volunteers_side, write

pytestmark = pytest.mark.django_db


def test_two_people_have_one_conversation_whoever_begins(nadia: Member, karim: Member) -> None:
    first = write(nadia, karim)
    second = write(karim, nadia, "Oui, elle vous attend.")
    assert first.conversation == second.conversation
    assert Conversation.objects.count() == 1
    assert Participant.objects.count() == 2


def test_message_is_unread_by_the_other_only(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    write(nadia, karim, "Je peux passer ce soir.")
    assert (side(nadia, karim).unread, side(karim, nadia).unread) == (0, 2)
    assert (unread_of(nadia), unread_of(karim)) == (0, 1)


def test_reading_leaves_unread_what_came_meanwhile(nadia: Member, karim: Member) -> None:
    seen = write(nadia, karim)
    his = side(karim, nadia)
    write(nadia, karim, "Ou demain.")
    mark_read(side=his, upto=seen.pk)
    assert (side(karim, nadia).unread, unread_of(karim)) == (1, 1)


def test_reading_all_leaves_nothing_to_tell(nadia: Member, karim: Member) -> None:
    last = write(nadia, karim)
    mark_read(side=side(karim, nadia), upto=last.pk)
    his = side(karim, nadia)
    assert (his.unread, his.tell_at, unread_of(karim)) == (0, None, 0)


def test_unread_counts_conversations_and_not_messages(nadia: Member, karim: Member) -> None:
    other = make_member("Sophie T.")
    for _time in range(3):
        write(karim, nadia)
    write(other, nadia)
    assert unread_of(nadia) == 2


def test_same_submission_sends_once(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    mine, key = side(nadia, karim), uuid4()
    first = send_message(sender=mine, author=nadia, text="Deux fois", submission=key)
    assert send_message(sender=mine, author=nadia, text="Deux fois", submission=key) == first
    assert side(karim, nadia).unread == 2


def test_somebody_elses_submission_is_another_message(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    key = uuid4()
    send_message(sender=side(nadia, karim), author=nadia, text="Un", submission=key)
    send_message(sender=side(karim, nadia), author=karim, text="Deux", submission=key)
    assert Message.objects.count() == 3


def test_blocked_neighbours_cannot_write_to_each_other(nadia: Member, karim: Member) -> None:
    write(karim, nadia)
    block_member(side=side(nadia, karim), blocked=karim)
    for writer, other, sentence in (
        (karim, nadia, "Ce voisin ne reçoit plus vos messages."),
        (nadia, karim, "Vous avez bloqué ce voisin. Débloquez-le d’abord si vous voulez lui écrire."),
    ):
        with pytest.raises(Refusal) as refused:
            write(writer, other)
        assert str(refused.value.sentence) == sentence
    assert Message.objects.count() == 1


def test_unblocking_lets_both_write_again(nadia: Member, karim: Member) -> None:
    write(karim, nadia)
    block_member(side=side(nadia, karim), blocked=karim)
    unblock_member(member=nadia, blocked=karim)
    write(karim, nadia, "Merci.")
    assert (Block.objects.count(), Message.objects.count()) == (0, 2)


def test_nobody_writes_to_a_neighbour_who_has_left(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    karim.is_active = False
    karim.save()
    with pytest.raises(Refusal):
        write(nadia, karim)
    karim.delete()
    with pytest.raises(Refusal):
        send_message(sender=Participant.objects.get(member=nadia), author=nadia, text="Vous êtes là ?")
    assert Message.objects.get().author == nadia


def test_refused_first_message_leaves_no_conversation(nadia: Member, karim: Member) -> None:
    Block.objects.create(member=karim, blocked=nadia)
    with pytest.raises(Refusal):
        write(nadia, karim)
    assert Conversation.objects.count() == 0


def test_new_message_brings_an_archived_conversation_back(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    archive_conversation(side=side(karim, nadia), archived=True)
    assert side(karim, nadia).archived_at is not None
    write(nadia, karim, "Encore moi.")
    assert side(karim, nadia).archived_at is None


def test_number_is_given_by_its_owner(nadia: Member, karim: Member) -> None:
    write(nadia, karim)
    message = give_number(sender=side(nadia, karim), author=nadia, phone="+33612345678")
    assert (message.phone, message.summary) == ("+33612345678", "A donné un numéro de téléphone")


def test_volunteers_wait_from_the_first_unanswered_message(nadia: Member, claire: Member) -> None:
    first = write(nadia, None)
    write(nadia, None, "Et aussi…")
    waiting = volunteers_side(nadia).waiting_since
    assert waiting is not None
    assert (waiting - first.created_at).total_seconds() < 5
    answer(nadia, claire)
    desk = volunteers_side(nadia)
    assert (desk.waiting_since, desk.holder) == (None, claire)
    write(nadia, None, "Merci. Une autre question.")
    assert volunteers_side(nadia).holder == claire
    assert volunteers_side(nadia).waiting_since is not None


def test_volunteers_answer_under_a_persons_name(nadia: Member, claire: Member) -> None:
    write(nadia, None)
    assert answer(nadia, claire).author_name == "Claire M."


@pytest.mark.parametrize("values", [{"is_volunteers": True}, {"waiting_since": "2026-11-03T10:00Z"}])
def test_side_is_a_member_or_the_volunteers(nadia: Member, karim: Member, values: dict[str, object]) -> None:
    write(nadia, karim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.filter(member=nadia).update(**values)


def test_nobody_blocks_themselves(nadia: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(member=nadia, blocked=nadia)
