"""The bell: lines that gather, are read, muted and forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.comment import add_comment
from mcs.board.actions.marks import follow_by_writing, set_thanks
from mcs.board.actions.remove import remove_comment
from mcs.board.models import Comment
from mcs.board.notices import Answered, Thanked
from mcs.members.models import Member
from mcs.notices.actions.tell import forget, purge_entries, read_about, tell_members
from mcs.notices.models import NoticeEntry
from mcs.notices.queries import PAGE_SIZE
from tests.factories import make_comment, make_member, make_post
from tests.notices.kinds import tell_one

pytestmark = pytest.mark.django_db
PAGE = "/moi/notifications/"


@pytest.fixture
def member() -> Member:
    return make_member(email="nadia@network.example")


@pytest.fixture
def member_client(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def lines(member: Member) -> list[str]:
    return [entry.line for entry in NoticeEntry.objects.filter(member=member).select_related("actor")]


def test_answers_to_one_request_are_one_line(member: Member) -> None:
    post = make_post("Un plombier sérieux", author=member)
    follow_by_writing(member=member, post=post)
    add_comment(post=post, author=make_member("Karim L."), text="Essayez Saint-Loup.")
    assert lines(member) == ["Karim L. a répondu à «\u00a0Un plombier sérieux\u00a0»"]
    chatty = make_member("Ange P.")
    for text in ("Bonjour", "Et encore"):
        add_comment(post=post, author=chatty, text=text)
    add_comment(post=post, author=make_member(""), text="Moi aussi")
    assert lines(member) == ["3 voisins ont répondu à «\u00a0Un plombier sérieux\u00a0»"]
    member.refresh_from_db()
    assert member.unread_notices == 1


def test_nobody_is_told_of_what_they_did_themselves(member: Member) -> None:
    post = make_post(author=member)
    follow_by_writing(member=member, post=post)
    add_comment(post=post, author=member, text="Précision")
    assert lines(member) == []


def test_who_answered_before_is_told_of_the_next_answer() -> None:
    post = make_post("Un plombier")
    first = make_member("Karim L.")
    add_comment(post=post, author=first, text="Voilà")
    add_comment(post=post, author=make_member("Ange P."), text="Moi aussi")
    assert lines(first) == ["Ange P. a aussi répondu à «\u00a0Un plombier\u00a0»"]


def test_telling_the_same_twice_changes_nothing(member: Member) -> None:
    who = make_member("Karim L.")
    for _time in range(2):
        tell_one(member, kind=Thanked, actor=who, counts="")
    entry = NoticeEntry.objects.get()
    assert (entry.counted, entry.line) == ([str(who.pk)], "Karim L. vous dit merci\u00a0: «\u00a0Un plombier\u00a0»")


def test_a_line_that_was_read_is_not_joined(member: Member, member_client: Client) -> None:
    tell_one(member)
    member_client.get(PAGE)
    tell_one(member)
    assert [entry.read_at is None for entry in NoticeEntry.objects.all()] == [True, False]


def test_telling_a_crowd_costs_as_much_as_telling_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    about: dict[str, Any] = {
        "kind": Answered,
        "key": "post-1",
        "url": "/fil/",
        "context": {"title": "x"},
        "counts": "y",
    }
    for number in (1, 30):
        crowd = [make_member().pk for _member in range(number)]
        with django_assert_num_queries(8):  # six, and the transaction's two
            assert tell_members(members=crowd, **about) == number


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_the_same_queries_whatever_it_lists(
    member: Member, member_client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for key in range(number):
        tell_one(member, key=f"post-{key}", actor=make_member("Karim L."))
    member_client.get(PAGE)
    with django_assert_num_queries(3):  # session, member, lines
        page = member_client.get(PAGE).content.decode()
    assert page.count("Karim L. a répondu") == number


def test_opening_the_page_reads_its_lines(member: Member, member_client: Client) -> None:
    tell_one(member)
    assert "Notifications, 1 nouvelle" in member_client.get("/moi/").content.decode()
    member_client.get(PAGE, headers={"Sec-Purpose": "prefetch"})
    member_client.head(PAGE)
    member.refresh_from_db()
    assert member.unread_notices == 1
    page = member_client.get(PAGE).content.decode()
    assert page.count('class="linked unread"') == 1
    member.refresh_from_db()
    entry = NoticeEntry.objects.get()
    assert (member.unread_notices, entry.read_at is not None, entry.mail_due_at) == (0, True, None)
    assert 'class="linked unread"' not in member_client.get(PAGE).content.decode()


def test_looking_at_the_thread_reads_its_lines_only(member: Member, member_client: Client) -> None:
    post = make_post(author=member)
    tell_one(member, key=f"post-{post.pk}")
    tell_one(member, key="post-0")
    member_client.get(post.get_absolute_url())
    member.refresh_from_db()
    assert member.unread_notices == 1


def test_page_goes_on_by_cursor(member: Member, member_client: Client) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    for number in range(PAGE_SIZE + 1):
        with time_machine.travel(start + timedelta(minutes=number), tick=False):
            tell_one(member, key=f"post-{number}", context={"title": f"Demande {number}."})
    first = member_client.get(PAGE)
    assert "Demande 20." in first.content.decode()
    assert "Demande 0." not in first.content.decode()
    rest = member_client.get(PAGE, {"apres": first.context["page"].next_cursor})
    assert [entry.context["title"] for entry in rest.context["page"].items] == ["Demande 0."]


def test_page_says_when_there_is_nothing(member_client: Client) -> None:
    assert "Rien de neuf pour vous" in member_client.get(PAGE).content.decode()


def test_muting_from_the_bell_ends_the_thread(member: Member, member_client: Client) -> None:
    post = make_post("Un plombier", author=member)
    follow_by_writing(member=member, post=post)
    add_comment(post=post, author=make_member("Karim L."), text="Voilà")
    page = member_client.get(PAGE).content.decode()
    assert f'action="/fil/{post.pk}/suivre/"' in page
    answer = member_client.post(f"/fil/{post.pk}/suivre/", {"suivre": "0", "suite": "notifications"}, follow=True)
    assert "Vous n’entendrez plus parler de «\u00a0Un plombier\u00a0»." in answer.content.decode()
    add_comment(post=post, author=make_member("Ange P."), text="Encore")
    assert lines(member) == []


def test_thanks_tell_the_author_and_lines_go_with_the_thing(member: Member) -> None:
    comment = make_comment(make_post("Un plombier"), author=member)
    set_thanks(member=make_member("Karim L."), thing=comment, given=True)
    assert lines(member) == ["Karim L. vous dit merci\u00a0: «\u00a0Un plombier\u00a0»"]
    assert forget(key=f"post-{comment.post_id}") == 1
    member.refresh_from_db()
    assert member.unread_notices == 0


def test_what_is_taken_back_is_told_no_more(member: Member) -> None:
    post = make_post("Un plombier", author=member)
    follow_by_writing(member=member, post=post)
    karim, spam = make_member("Karim L."), make_member("Pub")
    add_comment(post=post, author=karim, text="Voilà")
    bad = add_comment(post=post, author=spam, text="Achetez")
    set_thanks(member=karim, thing=post, given=True)
    set_thanks(member=karim, thing=post, given=False)
    remove_comment(comment=bad)
    assert lines(member) == ["Karim L. a répondu à «\u00a0Un plombier\u00a0»"]
    remove_comment(comment=Comment.objects.get(author=karim))
    member.refresh_from_db()
    assert (lines(member), member.unread_notices) == ([], 0)


def test_closed_accounts_are_not_told() -> None:
    gone = make_member(is_active=False)
    assert tell_members(members=[gone.pk], kind=Answered, key="x", url="/", context={"title": "x"}) == 0


def test_reading_nothing_asks_nothing(member: Member, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        read_about(member=member, key="post-1")


def test_old_lines_go_and_are_no_longer_counted(member: Member) -> None:
    tell_one(member, key="post-1")
    NoticeEntry.objects.update(updated_at=timezone.now() - timedelta(days=181))
    tell_one(member, key="post-2")
    assert purge_entries() == 1
    member.refresh_from_db()
    assert (member.unread_notices, NoticeEntry.objects.get().key) == (1, "post-2")
