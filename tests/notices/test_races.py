"""Two at the same moment: one line, one e-mail, and nobody who waits in a circle."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from mcs.board.notices import Answered
from mcs.members.models import Member
from mcs.notices.actions.tell import tell_members
from mcs.notices.models import NoticeEntry, Rhythm
from mcs.notices.rounds import send_digests, send_notices
from tests.board.test_races import at_once
from tests.factories import make_member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time."),
]


def tell(members: list[Member], counts: str, key: str = "post-1") -> None:
    keys = [member.pk for member in members]
    tell_members(members=keys, kind=Answered, key=key, url="/", context={"title": "x"}, counts=counts)


def test_neighbours_who_answer_together_are_one_line() -> None:
    member = make_member()
    at_once(*[lambda number=number: tell([member], str(number)) for number in range(4)])
    member.refresh_from_db()
    assert (sorted(NoticeEntry.objects.get().counted), member.unread_notices) == (["0", "1", "2", "3"], 1)


def test_two_threads_with_the_same_followers_do_not_block_each_other() -> None:
    members = [make_member() for _number in range(10)]
    at_once(lambda: tell(members, "a", "post-1"), lambda: tell(members[::-1], "a", "post-2"))
    assert NoticeEntry.objects.count() == 20


def test_two_rounds_mail_once() -> None:
    members = [make_member(email=f"m{number}@network.example") for number in range(5)]
    tell(members, "a")
    NoticeEntry.objects.update(mail_due_at=timezone.now() - timedelta(minutes=1))
    at_once(send_notices, send_notices)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(str(member.email) for member in members)
    mail.outbox.clear()
    for member in members:
        Rhythm.objects.create(member=member, next_digest_at=timezone.now() - timedelta(minutes=1))
    NoticeEntry.objects.update(mail_due_at=timezone.now() - timedelta(minutes=1), gathered=True)
    at_once(send_digests, send_digests)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(str(member.email) for member in members)
