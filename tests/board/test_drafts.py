"""What a visitor writes before joining is published when she has joined, once, and is never lost."""

from __future__ import annotations

import pytest
from django.test import Client

from mcs.board.models import Comment, Post, Recommendation
from mcs.board.views.drafts import DRAFTS, MOST, PENDING
from mcs.members.models import Member
from mcs.photos.models import Photo
from tests.board.conftest import (
    PUBLISH,
    answer_form,
    errors,
    indexed,
    photo_file,
    request_form,
    review_form,
    tip_form,
    words,
)
from tests.factories import make_district, make_listing, make_member, make_post
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db

JOIN_TO_PUBLISH = "/rejoindre/?suite=%2Ffil%2Fpublier%2F"


def test_visitor_publishes_by_joining(visitor: Visitor, passkey: SoftPasskey) -> None:
    make_district(9)
    response = visitor.post(PUBLISH, request_form(district="9", photos=photo_file()))
    assert response.headers["Location"] == JOIN_TO_PUBLISH
    assert not Post.objects.exists()
    reached = visitor.join(passkey, suite=PUBLISH)
    post = Post.objects.get()
    assert reached == f"{post.get_absolute_url()}#publie"
    assert post.author == Member.objects.get()
    assert (post.title, post.district) == ("Je cherche un plombier sérieux", make_district(9))
    assert list(post.photos.all()) == [Photo.objects.get()]
    assert "C’est publié." in words(visitor.get(post.get_absolute_url()))
    assert DRAFTS not in visitor.session or visitor.session[DRAFTS] == {}
    assert PENDING not in visitor.session


def test_draft_is_published_once_however_often_she_signs_in(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.post(PUBLISH, request_form())
    visitor.join(passkey)
    visitor.post("/deconnexion/")
    visitor.join(SoftPasskey())
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (request_form(text="Un serrurier ?"), "Un serrurier ?</textarea>"),
        (tip_form(), 'value="tip" data-prompt="Quoi, où, à quel prix…" checked'),
        (review_form(listing_name="Prado", rating="2"), '<option value="2" selected>'),
    ],
)
def test_visitor_who_comes_back_without_joining_finds_her_draft(
    client: Client, form: dict[str, str], shown: str
) -> None:
    indexed("Boucherie du Prado")
    assert client.post(PUBLISH, form).status_code == 302
    page = client.get(PUBLISH).content.decode()
    assert shown in page
    assert f"{form['text']}</textarea>" in page


def test_visitor_is_told_that_her_text_is_kept_while_she_joins(client: Client) -> None:
    page = words(client.post(PUBLISH, request_form(), follow=True))
    assert "Votre texte est gardé : il paraîtra dès que vous nous aurez rejoints." in page


def test_visitor_is_told_what_is_wrong_before_she_joins(client: Client) -> None:
    response = client.post(PUBLISH, request_form(text=""))
    assert errors(response) == ["Écrivez d’abord quelques mots."]
    assert response.cookies == {}


def test_draft_that_cannot_be_published_any_more_waits_in_the_form(visitor: Visitor, passkey: SoftPasskey) -> None:
    listing = indexed("Boucherie du Prado")
    visitor.post(PUBLISH, review_form(listing_name="Prado"))
    listing.delete()
    assert visitor.join(passkey) == PUBLISH
    page = visitor.get(PUBLISH)
    assert "Votre texte est gardé. Il manque une chose avant de pouvoir le publier." in words(page)
    assert "Très bon accueil.</textarea>" in page.content.decode()
    assert not Post.objects.exists()


def test_visitor_answers_by_joining(visitor: Visitor, passkey: SoftPasskey) -> None:
    post, listing = make_post(), indexed("Plomberie Saint-Loup")
    response = visitor.post(post.get_absolute_url(), answer_form(listing_name="Saint-Loup"))
    assert response.headers["Location"].startswith(f"/rejoindre/?suite=%2Ffil%2F{post.pk}-")
    assert "Venu en une heure, facture correcte.</textarea>" in visitor.get(post.get_absolute_url()).content.decode()
    reached = visitor.join(passkey)
    comment = Comment.objects.get()
    assert reached == f"{post.get_absolute_url()}#reponse-{comment.pk}"
    assert comment.listing == listing
    assert Recommendation.objects.get().comment == comment


def test_answer_to_a_post_deleted_meanwhile_leaves_her_where_she_was(visitor: Visitor, passkey: SoftPasskey) -> None:
    post = make_post()
    visitor.post(post.get_absolute_url(), answer_form())
    post.delete()
    assert visitor.join(passkey, suite="/fil/") == "/fil/"


def test_visitor_recommends_by_joining(visitor: Visitor, passkey: SoftPasskey) -> None:
    listing = make_listing()
    visitor.post(f"/fil/recommander/{listing.slug}/", {"text": "Bonne viande."})
    assert visitor.join(passkey) == f"{listing.get_absolute_url()}#recommandations"
    assert Recommendation.objects.get().text == "Bonne viande."


def test_last_thing_pressed_is_published_and_the_others_wait(visitor: Visitor, passkey: SoftPasskey) -> None:
    post = make_post()
    visitor.post(PUBLISH, request_form(text="Un serrurier ?"))
    visitor.post(post.get_absolute_url(), answer_form())
    visitor.join(passkey)
    assert Comment.objects.count() == 1
    assert Post.objects.count() == 1
    assert "Un serrurier ?</textarea>" in visitor.get(PUBLISH).content.decode()


def test_session_keeps_a_few_drafts_at_most(client: Client) -> None:
    for _ in range(MOST + 2):
        client.post(make_post().get_absolute_url(), answer_form())
    assert len(client.session[DRAFTS]) == MOST


def test_session_keeps_only_what_the_form_asks_for(client: Client) -> None:
    client.post(PUBLISH, request_form(other="x" * 1000))
    assert set(client.session[DRAFTS]["post"]) == {"kind", "text", "kept_photos", "submission"}


def test_visitors_behind_one_address_are_limited_together(client: Client) -> None:
    for _ in range(20):
        assert Client().post(PUBLISH, request_form()).status_code == 302
    response = client.post(PUBLISH, request_form())
    assert response.status_code == 429
    assert "Je cherche un plombier sérieux.</textarea>" in response.content.decode()


def test_photo_of_another_visitors_draft_is_not_taken(client: Client) -> None:
    Client().post(PUBLISH, request_form(photos=photo_file()))
    photo = Photo.objects.get()
    client.force_login(make_member())
    response = client.post(PUBLISH, request_form(kept_photos=photo.key))
    assert response.context["form"].has_error("photos", "gone")
    assert not Post.objects.exists()
