"""Passing a post or an answer on: the links, the picture, the short address."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from mcs.board.cards import post_card
from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Post
from mcs.board.queries.post import THREAD_SIZE
from mcs.board.views import share
from mcs.lib.cards import SIZE
from mcs.lib.ratelimit.limits import Limit
from tests.board.conftest import words
from tests.factories import make_comment, make_district, make_listing, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.NETWORK_URL = "https://mcs.example"


def test_share_page_gives_plain_links_to_a_post(client: Client) -> None:
    post = make_post("Un plombier ?")
    response = client.get(f"/fil/{post.pk}/partager/")
    page = response.content.decode()
    url = f"https%3A%2F%2Fmcs.example%2Ffil%2F{post.pk}-un-plombier%2F"
    assert "https://wa.me/?text=%C2%AB%C2%A0Un%20plombier%20%3F%C2%A0%C2%BB%2C%20sur%20Marseille%20Con" in page
    assert f"https://www.facebook.com/sharer/sharer.php?u={url}" in page
    assert f'value="https://mcs.example/fil/{post.pk}-un-plombier/" readonly' in page
    assert response.cookies == {}


def test_share_page_gives_the_link_to_one_answer(client: Client) -> None:
    comment = make_comment(make_post("Un plombier ?"), "Essayez Plomberie Saint-Loup.")
    url = f"/fil/{comment.post_id}/partager/?reponse={comment.pk}"
    page = client.get(url)
    assert f'value="https://mcs.example/fil/reponse/{comment.pk}/" readonly' in page.content.decode()
    assert "Partager cette réponse Essayez Plomberie Saint-Loup. Karim L." in words(page)
    elsewhere = client.get(f"/fil/{make_post().pk}/partager/?reponse={comment.pk}")
    assert "Partager cette publication" in words(elsewhere)


@pytest.mark.parametrize("asked", ["0", "999999999999999999999", "%00", "x", "-1"])
def test_share_page_survives_what_a_link_may_bring(client: Client, asked: str) -> None:
    assert client.get(f"/fil/{make_post().pk}/partager/?reponse={asked}").status_code in (200, 404)


def test_post_page_offers_sharing_and_its_picture(client: Client) -> None:
    post = make_post("Un plombier ?", body="Fuite sous l’évier.")
    comment = make_comment(post)
    page = client.get(post.get_absolute_url()).content.decode()
    assert f'href="/fil/{post.pk}/partager/" data-share="{post.get_absolute_url()}"' in page
    assert f'href="/fil/{post.pk}/partager/?reponse={comment.pk}" data-share="/fil/reponse/{comment.pk}/"' in page
    assert '<meta property="og:description" content="Fuite sous l’évier.">' in page
    image = re.search(r'og:image" content="https://mcs.example(/fil/\d+/carte.png\?v=\w{8})"', page)
    assert image
    picture = Image.open(io.BytesIO(client.get(image[1]).content))
    assert (picture.format, picture.size) == ("PNG", SIZE)


def test_link_to_an_answer_leads_to_its_page_of_the_thread(client: Client) -> None:
    post = make_post()
    comments = [make_comment(post, f"Réponse {number}") for number in range(THREAD_SIZE + 1)]
    first = client.get(comments[0].get_absolute_url())
    assert first.headers["Location"] == f"{post.get_absolute_url()}#reponse-{comments[0].pk}"
    last = client.get(comments[-1].get_absolute_url())
    apart = f"?apres={comments[-2].pk}#reponse-{comments[-1].pk}"
    assert last.headers["Location"] == f"{post.get_absolute_url()}{apart}"


@pytest.mark.parametrize("status", [ContentStatus.HELD, ContentStatus.REMOVED])
def test_what_is_not_public_is_not_shared(client: Client, status: ContentStatus) -> None:
    post = make_post()
    comment = make_comment(post)
    Post.objects.update(status=status)
    for path in (f"/fil/{post.pk}/partager/", f"/fil/{post.pk}/carte.png", comment.get_absolute_url()):
        assert client.get(path).status_code == 404


def test_picture_says_what_the_post_is_about_and_not_who_wrote_it() -> None:
    post = make_post("Un plombier ?", district=make_district(9), comment_count=2)
    card = post_card(post, [])
    assert (card.above, card.title, card.below) == ("Je cherche", "Un plombier ?", "9e arrondissement")
    assert card.pill.replace("\xa0", " ") == "2 réponses"
    review = make_post("Parfait", kind=PostKind.REVIEW, rating=5, listing=make_listing("Chez Léa"))
    assert (post_card(review, []).above, post_card(review, []).pill) == ("Mon avis · Chez Léa", "5 sur 5")
    assert post_card(make_post("🎂🎂"), []).title == "Je cherche"


def test_pictures_drawn_are_bounded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share, "DRAWN", Limit("board.card", 1, 3600))
    first, second = make_post(), make_post("Un autre")
    assert client.get(f"/fil/{first.pk}/carte.png").headers["Cache-Control"] == "public, max-age=86400"
    assert client.get(f"/fil/{second.pk}/carte.png").headers["Cache-Control"] == "public, max-age=300"
