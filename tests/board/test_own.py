"""Changing what one wrote, taking it down, putting it back."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mcs.board.actions.comment import add_comment
from mcs.board.actions.publish import publish_post
from mcs.board.actions.remove import purge_removed, remove_comment, remove_post, restore_comment
from mcs.board.enums import CloseReason, ContentStatus, PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.members.models import Member
from tests.board.conftest import errors, words
from tests.factories import make_comment, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


def edit(client: Client, address: str, text: str, seen: str = "") -> str:
    return words(client.post(address, {"text": text, "seen": seen}, follow=True))


def test_edited_post_says_so_and_keeps_what_it_said(member_client: Client, member: Member) -> None:
    post = make_post("Un plombier", body="Fuite.", author=member)
    page = edit(member_client, f"/fil/{post.pk}/modifier/", "Un plombier sérieux.\nFuite sous l’évier.")
    assert "C’est modifié" in page
    post.refresh_from_db()
    assert (post.title, post.body) == ("Un plombier sérieux", "Fuite sous l’évier.")
    assert "modifié" in words(Client().get(post.get_absolute_url()))
    history = words(Client().get(f"/fil/{post.pk}/historique/"))
    assert "Un plombier Fuite." in history


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour ! Je cherche un plombier sérieux\nFuite sous l’évier.",
        "Je cherche un plombier…\nVers la Pointe-Rouge si possible ?",
        "Un plombier…",
        f"Je cherche {'un plombier sérieux, ' * 8}. Merci",
    ],
)
def test_editing_shows_the_text_as_it_was_typed(member_client: Client, member: Member, text: str) -> None:
    post = publish_post(author=member, kind=PostKind.REQUEST, text=text)
    page = member_client.get(f"/fil/{post.pk}/modifier/").content.decode()
    assert html.unescape(page).split("</textarea>")[0].endswith(text)


def test_saving_the_same_text_changes_nothing(member_client: Client, member: Member) -> None:
    comment = make_comment(make_post(), "Essayez.", author=member)
    edit(member_client, f"/fil/reponse/{comment.pk}/modifier/", "Essayez.")
    comment.refresh_from_db()
    assert (comment.edited_at, comment.revisions.count()) == (None, 0)


def test_two_edits_at_once_lose_neither_text(member_client: Client, member: Member) -> None:
    comment = make_comment(make_post(), "Premier.", author=member)
    address = f"/fil/reponse/{comment.pk}/modifier/"
    edit(member_client, address, "Depuis le téléphone.")
    response = member_client.post(address, {"text": "Depuis l’ordinateur.", "seen": ""})
    page = response.content.decode()
    assert "modifié ailleurs entre-temps" in page
    assert "Depuis le téléphone." in page
    assert "Depuis l’ordinateur." in page
    comment.refresh_from_db()
    assert comment.text == "Depuis le téléphone."
    edit(
        member_client, address, "Depuis l’ordinateur.", seen=comment.edited_at.isoformat() if comment.edited_at else ""
    )
    comment.refresh_from_db()
    assert (comment.text, comment.revisions.count()) == ("Depuis l’ordinateur.", 2)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "a" * 100_000])
def test_bad_edit_keeps_what_was_typed(member_client: Client, member: Member, text: str) -> None:
    comment = make_comment(make_post(), "Premier.", author=member)
    response = member_client.post(f"/fil/reponse/{comment.pk}/modifier/", {"text": text, "seen": "n’importe quoi"})
    assert (response.status_code, len(errors(response))) == (200, 1)
    assert text.strip() in response.content.decode()


def test_removed_post_is_gone_for_others_and_can_be_put_back(member_client: Client, member: Member) -> None:
    post = make_post("Un plombier", author=member)
    page = words(member_client.post(f"/fil/{post.pk}/supprimer/", follow=True))
    assert "Vous avez retiré cette publication" in page
    assert Client().get(post.get_absolute_url()).status_code == 410
    assert "Un plombier" not in words(Client().get("/fil/"))
    page = words(member_client.post(f"/fil/{post.pk}/retablir/", follow=True))
    assert "C’est revenu à sa place." in page
    assert Client().get(post.get_absolute_url()).status_code == 200


def test_removed_answer_takes_its_recommendation_along_and_brings_it_back(member: Member) -> None:
    listing, post = make_listing(), make_post()
    comment = add_comment(post=post, author=member, text="Très bien.", listing=listing)
    remove_comment(comment=comment)
    assert not remove_comment(comment=comment)
    for thing in (post, listing):
        thing.refresh_from_db()
    assert (post.comment_count, post.first_answer_at, listing.recommendation_count, listing.quote) == (0, None, 0, "")
    restore_comment(comment=comment)
    assert not restore_comment(comment=comment)
    for thing in (post, listing):
        thing.refresh_from_db()
    assert (post.comment_count, listing.recommendation_count, listing.quote) == (1, 1, "Très bien.")
    assert Recommendation.objects.get().status == ContentStatus.PUBLISHED


def test_removed_answer_offers_its_author_to_put_it_back_in_its_place(member_client: Client, member: Member) -> None:
    post = make_post()
    comment = make_comment(post, "Une erreur de ma part.", author=member)
    page = words(member_client.post(f"/fil/reponse/{comment.pk}/supprimer/", follow=True))
    assert "Vous avez retiré cette réponse. Rétablir" in page
    others = words(Client().get(post.get_absolute_url()))
    assert "Une erreur de ma part" not in others
    assert "retiré" not in others
    page = words(member_client.post(f"/fil/reponse/{comment.pk}/retablir/", follow=True))
    assert "Une erreur de ma part." in page


def test_removing_the_answer_that_solved_it_opens_the_request_again() -> None:
    post = make_post()
    comment = make_comment(post)
    Post.objects.filter(pk=post.pk).update(solution=comment, closed_at=timezone.now(), close_reason=CloseReason.SOLVED)
    remove_comment(comment=comment)
    post.refresh_from_db()
    assert (post.is_open, post.is_solved, post.solution) == (True, False, None)


def test_what_was_removed_long_ago_is_purged(member: Member) -> None:
    old, recent, standing = (make_post(f"Demande {number}", author=member) for number in range(3))
    with time_machine.travel(timezone.now() - timedelta(days=31), tick=False):
        remove_post(post=old)
    remove_post(post=recent)
    assert purge_removed() == 1
    assert list(Post.objects.order_by("pk")) == [recent, standing]


def test_nobody_answers_a_post_that_was_removed(member: Member) -> None:
    post = make_post()
    remove_post(post=post)
    with pytest.raises(Post.DoesNotExist):
        add_comment(post=post, author=member, text="Trop tard.")
    assert not Comment.objects.exists()


def test_held_post_is_shown_to_its_author_only_with_the_reason(member_client: Client, member: Member) -> None:
    post = make_post("Promo", author=member, status=ContentStatus.HELD, hold_reason="contact")
    page = words(member_client.get(post.get_absolute_url()))
    assert "En attente d’un bénévole" in page
    assert "un nouveau compte donne un lien" in page
    assert Client().get(post.get_absolute_url()).status_code == 404
    other = Client()
    other.force_login(make_member("Karim L."))
    assert other.get(post.get_absolute_url()).status_code == 404
