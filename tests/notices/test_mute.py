"""One thread muted from its e-mail, with one press and nothing to sign in to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from mcs.board.actions.remove import remove_post
from mcs.board.actions.tell import tell_answered
from mcs.board.models import Follow, Post
from mcs.notices.enums import Frequency
from mcs.notices.models import NoticeEntry, Preference
from mcs.notices.rounds import send_digests, send_notices
from mcs.notices.rules import TOKEN_AGE, unsubscribe_url
from tests.factories import make_comment, make_member, make_post
from tests.notices.kinds import tell_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def request_post(clock: time_machine.Traveller) -> Post:
    post = make_post("Un plombier sérieux", author=make_member(email="nadia@network.example"))
    Follow.objects.create(member=post.author, post=post)
    return post


def mailed(post: Post, clock: time_machine.Traveller) -> str:
    """The text of the e-mail that says a neighbour answered."""
    mail.outbox.clear()
    tell_answered(make_comment(post=post))
    clock.shift(timedelta(minutes=10))
    send_notices()
    return str(mail.outbox[0].body) if mail.outbox else ""


def way_out(text: str) -> str:
    found = re.search(r"Ne plus suivre\u00a0: http://localhost:8000(/ne-plus-suivre/\S+/)", text)
    assert found
    return found[1]


def test_one_press_and_the_thread_says_no_more(request_post: Post, clock: time_machine.Traveller) -> None:
    address = way_out(mailed(request_post, clock))
    (sent,) = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert f'href="http://localhost:8000{address}"' in str(sent.alternatives[0][0])
    scanner = Client(enforce_csrf_checks=True)
    assert scanner.head(address).status_code == 200
    page = scanner.get(address)
    assert "Ne plus suivre cette publication" in page.content.decode()
    assert "Un plombier sérieux" in page.content.decode()
    assert (page.cookies, Follow.objects.filter(is_muted=True).count()) == ({}, 0)
    for _time in range(2):
        done = scanner.post(address)
        assert (done.status_code, done.cookies) == (200, {})
        assert "Vous n’êtes plus prévenu" in done.content.decode()
    assert Follow.objects.get().is_muted
    assert not NoticeEntry.objects.exists()
    assert mailed(request_post, clock) == ""


def test_another_thread_goes_on(request_post: Post, clock: time_machine.Traveller) -> None:
    other = make_post("Un médecin", author=request_post.author)
    Follow.objects.create(member=request_post.author, post=other)
    Client().post(way_out(mailed(request_post, clock)))
    assert "a répondu à «\u00a0Un médecin\u00a0»" in mailed(other, clock)


def test_a_digest_mutes_too(request_post: Post, clock: time_machine.Traveller) -> None:
    Preference.objects.create(member=request_post.author, kind="answered", frequency=Frequency.DAILY)
    assert mailed(request_post, clock) == ""
    clock.shift(timedelta(days=2))
    send_digests()
    Client().post(way_out(str(mail.outbox[0].body)))
    assert Follow.objects.get().is_muted


def test_a_thread_that_is_gone_is_said_so(request_post: Post, clock: time_machine.Traveller) -> None:
    address = way_out(mailed(request_post, clock))
    remove_post(post=request_post)
    for response in (Client().get(address), Client().post(address)):
        assert "Cette publication n’est plus là" in response.content.decode()


def test_old_forged_and_other_links(request_post: Post, clock: time_machine.Traveller) -> None:
    address = way_out(mailed(request_post, clock))
    assert Client().post(f"{address[:-4]}xxx/").status_code == 404
    of_another_kind = unsubscribe_url(request_post.author, ["answered"]).rstrip("/").rpartition("/")[2]
    assert Client().post(reverse("notices:mute", args=[of_another_kind])).status_code == 404
    clock.shift(timedelta(seconds=TOKEN_AGE + 1))
    response = Client().post(address)
    assert response.status_code == 410
    assert "Ce lien est trop ancien" in response.content.decode()
    assert not Follow.objects.filter(is_muted=True).exists()


def test_what_is_no_thread_has_no_such_link(request_post: Post, clock: time_machine.Traveller) -> None:
    tell_one(request_post.author)
    clock.shift(timedelta(minutes=10))
    send_notices()
    assert "Ne plus suivre" not in str(mail.outbox[0].body)
