"""One review a member and business, which she may change: its text, its rating, its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mcs.board.actions.publish import ReviewedAlreadyError, publish_post
from mcs.board.actions.remove import remove_post
from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Post
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.factories import make_listing, make_member, make_post

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
ALREADY = "Vous avez déjà donné votre avis sur ce commerce."


@pytest.fixture
def listing() -> Listing:
    return make_listing("Chez Lucie")


@pytest.fixture
def nadia(client: Client) -> Member:
    member = make_member()
    client.force_login(member)
    return member


def review(listing: Listing, author: Member, **values: Any) -> Post:
    facts = {"kind": PostKind.REVIEW, "body": "", "rating": 4, "experienced_on": DAY}
    return make_post("Très bon accueil", listing=listing, author=author, **facts | values)


def form(listing: Listing, **values: Any) -> dict[str, Any]:
    filled = {"kind": "review", "text": "Un peu moins bien.", "listing_name": listing.name, "listing": listing.slug}
    return filled | {"experienced_on": "2026-11-20", "rating": "3"} | values


@pytest.mark.parametrize("status", [ContentStatus.PUBLISHED, ContentStatus.HELD])
def test_second_review_leads_to_the_first(client: Client, listing: Listing, nadia: Member, status: str) -> None:
    first = review(listing, nadia, status=status)
    page = client.post(reverse("board:publish"), form(listing))
    text = page.content.decode()
    assert (page.status_code, Post.objects.count()) == (200, 1)
    assert ALREADY in text
    assert f'href="{reverse("board:post_edit", args=[first.pk])}"' in text
    assert "Un peu moins bien." in text


def test_others_other_businesses_and_what_was_taken_down_do_not_count(
    client: Client, listing: Listing, nadia: Member
) -> None:
    review(listing, make_member())
    review(make_listing("Chez Marcel"), nadia)
    remove_post(post=review(listing, nadia))
    assert client.post(reverse("board:publish"), form(listing)).status_code == 302
    assert Post.objects.published().filter(author=nadia, listing=listing).count() == 1


def test_news_of_a_business_reviewed_is_another_thing(client: Client, listing: Listing, nadia: Member) -> None:
    review(listing, nadia)
    assert client.post(reverse("board:publish"), form(listing, kind="news")).status_code == 302


def test_two_forms_at_the_same_moment_make_one(listing: Listing, nadia: Member) -> None:
    made: dict[str, Any] = {"author": nadia, "kind": PostKind.REVIEW, "listing": listing, "experienced_on": DAY}
    first = publish_post(text="Bien.", **made)
    with pytest.raises(ReviewedAlreadyError) as refused:
        publish_post(text="Mieux.", **made)
    assert refused.value.review == first


def test_review_is_changed_with_its_rating_and_day_and_says_what_it_said(
    client: Client, listing: Listing, nadia: Member
) -> None:
    post = review(listing, nadia)
    address = reverse("board:post_edit", args=[post.pk])
    page = client.get(address).content.decode()
    assert 'value="2026-11-02"' in page
    assert '<option value="4" selected>' in page
    sent = {"text": "Très bon accueil", "seen": "", "rating": "2", "experienced_on": "2026-11-20"}
    assert client.post(address, sent).status_code == 302
    post.refresh_from_db()
    assert (post.rating, post.experienced_on, post.title) == (2, date(2026, 11, 20), "Très bon accueil")
    before = client.get(reverse("board:post_history", args=[post.pk])).content.decode()
    assert "4 sur 5" in before
    assert "2 novembre" in before


def test_day_to_come_stays_beside_its_field(client: Client, listing: Listing, nadia: Member) -> None:
    post = review(listing, nadia)
    sent = {"text": "Autre chose.", "seen": "", "rating": "2", "experienced_on": "2099-01-01"}
    page = client.post(reverse("board:post_edit", args=[post.pk]), sent).content.decode()
    assert "Cette date n’est pas encore passée" in page
    assert "Autre chose." in page
    post.refresh_from_db()
    assert (post.rating, post.title) == (4, "Très bon accueil")


def test_other_posts_keep_their_form(client: Client, nadia: Member) -> None:
    post = make_post("Un plombier ?", author=nadia)
    page = client.get(reverse("board:post_edit", args=[post.pk])).content.decode()
    assert "experienced_on" not in page
    client.post(reverse("board:post_edit", args=[post.pk]), {"text": "Un plombier ?", "seen": "", "rating": "1"})
    post.refresh_from_db()
    assert post.rating is None


def test_what_was_taken_down_stays_so_once_she_reviewed_again(client: Client, listing: Listing, nadia: Member) -> None:
    first = review(listing, nadia)
    remove_post(post=first)
    review(listing, nadia)
    page = client.post(reverse("board:post_restore", args=[first.pk]), follow=True).content.decode()
    assert "celui-ci reste retiré" in page
    first.refresh_from_db()
    assert first.status == ContentStatus.REMOVED
