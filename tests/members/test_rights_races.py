"""Rights asked for twice at the same moment: what the database decides, on the one that runs them side by side."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from mcs.members.erasure import erase_member
from mcs.members.exports import ask_export
from mcs.members.models import DataExport, KeptIdentity, Member
from mcs.members.rules import Refusal
from tests.board.test_races import at_once
from tests.factories import make_member, make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time."),
]


def leave(member: Member) -> None:
    with suppress(Refusal):
        erase_member(member=member)


def test_copies_asked_at_once_are_one() -> None:
    member = make_member()
    at_once(*[lambda: ask_export(member=member)] * 6)
    assert DataExport.objects.count() == 1
    assert len(list(Path(settings.PRIVATE_DIR).rglob("*.zip"))) == 1


def test_erasing_at_once_is_once() -> None:
    member = make_member(email="nadia@network.example")
    at_once(*[lambda: leave(member)] * 4)
    assert (KeptIdentity.objects.count(), len(mail.outbox)) == (1, 1)


def test_of_the_last_two_volunteers_one_stays() -> None:
    volunteers = [make_volunteer(name="Claire M."), make_volunteer(name="Yves P.")]
    at_once(*[lambda member=member: leave(member) for member in volunteers])
    assert Member.objects.filter(role="volunteer", is_active=True).count() == 1
