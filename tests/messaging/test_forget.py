"""Six months later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from mcs.members.models import Member
from mcs.messaging.actions.forget import KEPT_FOR, anonymise_old
from mcs.messaging.actions.report import report_conversation
from mcs.messaging.actions.send import give_number, start_conversation
from mcs.messaging.enums import ReportReason
from mcs.messaging.models import Conversation, Message, MessagePhoto, Participant
from mcs.photos.actions import store_photo
from mcs.photos.models import Photo
from tests.board.conftest import photo_file
from tests.messaging.conftest import side, unread_of, write

pytestmark = pytest.mark.django_db


def grow_old(*messages: Message) -> None:
    long_ago = timezone.now() - KEPT_FOR - timedelta(hours=1)
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(created_at=long_ago)


def test_old_conversation_keeps_only_its_count(nadia: Member, karim: Member) -> None:
    photo = store_photo(file=ContentFile(photo_file().read(), "p.jpg"), uploader=nadia)
    first = start_conversation(member=nadia, other=karim, text="Bonjour Karim", photos=[photo])
    grow_old(first, give_number(sender=side(nadia, karim), author=nadia, phone="+33612345678"))
    assert anonymise_old() == 1
    assert Message.objects.filter(text="", folded="", phone="", author=None, sender=None).count() == 2
    assert (Participant.objects.count(), Photo.objects.count(), MessagePhoto.objects.count()) == (0, 0, 0)
    assert Conversation.objects.get().pair is None
    assert unread_of(karim) == 0


def test_old_messages_go_while_the_conversation_lives(nadia: Member, karim: Member) -> None:
    grow_old(write(nadia, karim))
    write(karim, nadia, "Toujours là ?")
    anonymise_old()
    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == ["", "Toujours là ?"]
    assert (side(karim, nadia).unread, side(nadia, karim).unread) == (0, 1)
    assert (unread_of(karim), unread_of(nadia)) == (0, 1)


def test_recent_messages_stay(nadia: Member, karim: Member) -> None:
    message = write(nadia, karim)
    Message.objects.update(created_at=timezone.now() - KEPT_FOR + timedelta(hours=1))
    assert anonymise_old() == 0
    message.refresh_from_db()
    assert message.text


def test_reported_conversation_waits_for_the_decision(nadia: Member, karim: Member) -> None:
    grow_old(write(karim, nadia))
    report_conversation(side=side(nadia, karim), reason=ReportReason.RUDE, text="")
    assert anonymise_old() == 0


def test_running_again_changes_nothing(nadia: Member, karim: Member) -> None:
    grow_old(write(nadia, karim))
    assert (anonymise_old(), anonymise_old()) == (1, 0)


def test_those_two_may_begin_again(nadia: Member, karim: Member) -> None:
    grow_old(write(nadia, karim))
    anonymise_old()
    write(karim, nadia)
    assert Conversation.objects.count() == 2
