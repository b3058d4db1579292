"""One press: thanks, follow, solved, closed, renewed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from mcs.board.actions.close import OPEN_FOR, ask_renewals, close_expired
from mcs.board.enums import CloseReason, PostKind
from mcs.board.models import Follow, Post
from mcs.board.rules import renewal_token
from mcs.members.models import Member
from tests.board.conftest import answer_form, request_form, words
from tests.factories import make_comment, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


def test_thanks_are_counted_once_and_can_be_taken_back(member_client: Client) -> None:
    comment = make_comment(make_post())
    address = f"/fil/reponse/{comment.pk}/merci/"
    for given, expected in (("1", 1), ("1", 1), ("0", 0), ("0", 0)):
        member_client.post(address, {"merci": given})
        comment.refresh_from_db()
        assert comment.thanks_count == expected


def test_thanks_answer_htmx_with_the_button_as_it_is_now(member_client: Client) -> None:
    post = make_post()
    response = member_client.post(f"/fil/{post.pk}/merci/", {"merci": "1"}, headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in response.content.decode()
    assert words(response) == "Merci 1"


def test_nobody_thanks_for_their_own_words(member_client: Client, member: Member) -> None:
    post = make_post(author=member)
    member_client.post(f"/fil/{post.pk}/merci/", {"merci": "1"})
    post.refresh_from_db()
    assert post.thanks_count == 0


def test_asking_and_answering_follow_a_post_unless_it_was_muted(member_client: Client, member: Member) -> None:
    member_client.post("/fil/publier/", request_form())
    own = Post.objects.get()
    other = make_post()
    member_client.post(f"/fil/{other.pk}/suivre/", {"suivre": "0"})
    member_client.post(other.get_absolute_url(), answer_form())
    follows = {follow.post: follow.is_muted for follow in Follow.objects.filter(member=member).order_by("pk")}
    assert follows == {own: False, other: True}


def test_asker_says_which_answer_solved_it(member_client: Client, member: Member) -> None:
    post = make_post(author=member)
    comment = make_comment(post, "Plomberie Saint-Loup.", listing=make_listing("Plomberie Saint-Loup"))
    page = words(member_client.post(f"/fil/{post.pk}/resolu/", {"reponse": comment.pk}, follow=True))
    post.refresh_from_db()
    assert (post.solution, post.is_solved, post.is_open) == (comment, True, False)
    assert "Résolu · voir la réponse" in page
    assert "C’est la solution" in page


def test_closing_and_opening_again_are_said(member_client: Client, member: Member) -> None:
    post = make_post(author=member)
    page = words(member_client.post(f"/fil/{post.pk}/clore/", follow=True))
    assert "Votre demande est close. Ses réponses restent lisibles." in page
    assert "Demande close : son auteur n’en a plus besoin." in page
    page = words(member_client.post(f"/fil/{post.pk}/renouveler/", follow=True))
    assert "Votre demande est ouverte : vos voisins la voient trente jours de plus." in page


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30, "-1"])
def test_an_answer_that_is_not_there_solves_nothing(member_client: Client, member: Member, key: str) -> None:
    post = make_post(author=member)
    assert member_client.post(f"/fil/{post.pk}/resolu/", {"reponse": key}).status_code == 404


def test_an_answer_to_another_post_solves_nothing(member_client: Client, member: Member) -> None:
    post, elsewhere = make_post(author=member), make_comment(make_post())
    assert member_client.post(f"/fil/{post.pk}/resolu/", {"reponse": elsewhere.pk}).status_code == 404


def test_requests_close_after_thirty_days_unless_renewed() -> None:
    today = timezone.localdate()
    over, fresh = make_post(closes_on=today - timedelta(days=1)), make_post(closes_on=today)
    tip = make_post(kind=PostKind.TIP)
    assert close_expired() == 1
    assert close_expired() == 0
    for post in (over, fresh, tip):
        post.refresh_from_db()
    assert [post.close_reason for post in (over, fresh, tip)] == [CloseReason.EXPIRED, "", ""]
    assert "close d’elle-même" in words(Client().get(over.get_absolute_url()))


def test_author_is_asked_once_and_renews_by_one_press_without_signing_in() -> None:
    author = make_member(email="nadia@network.example")
    post = make_post(author=author, closes_on=timezone.localdate() + timedelta(days=2))
    make_post(author=author, closes_on=timezone.localdate() + timedelta(days=20))
    assert [ask_renewals(), ask_renewals()] == [1, 0]
    [sent] = mail.outbox
    assert sent.subject == f"En avez-vous toujours besoin\u00a0? «\u00a0{post.title}\u00a0»"
    link = next(word for word in sent.body.split() if "/fil/renouveler/" in word).removeprefix("http://localhost:8000")
    Client().get(link)
    post.refresh_from_db()
    assert post.renewal_asked_on is not None
    page = words(Client().post(link, {"suite": "renouveler"}))
    assert "Votre demande reste ouverte" in page
    post.refresh_from_db()
    still: list[object] = [post.closes_on, post.renewal_asked_on]
    assert still == [timezone.localdate() + OPEN_FOR, None]


def test_author_closes_from_the_mail() -> None:
    post = make_post(closes_on=timezone.localdate())
    assert "Votre demande est close" in words(
        Client().post(f"/fil/renouveler/{renewal_token(post)}/", {"suite": "clore"})
    )
    post.refresh_from_db()
    assert post.close_reason == CloseReason.WITHDRAWN


def test_new_request_stays_open_for_thirty_days(member_client: Client) -> None:
    member_client.post("/fil/publier/", request_form())
    assert Post.objects.get().closes_on == timezone.localdate() + OPEN_FOR
