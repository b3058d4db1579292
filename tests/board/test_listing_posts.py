"""What was published about a listing stands on its page, and whole on a page of its own."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.directory.models import Listing
from tests.board.conftest import words
from tests.factories import make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


def make_posts(listing: Listing, count: int) -> list[Post]:
    author = make_member()
    return [
        make_post(f"Avis numéro {number}", kind=PostKind.REVIEW, rating=4, listing=listing, author=author)
        for number in range(count)
    ]


def panel(client: Client, listing: Listing) -> str:
    text = words(client.get(listing.get_absolute_url()))
    return text.partition("Avis et nouveautés")[2]


def test_listing_page_shows_its_newest_posts_and_leads_to_all(client: Client) -> None:
    listing = make_listing()
    make_posts(listing, 3)
    assert "Avis numéro 0" in panel(client, listing)
    assert "Tous les avis" not in panel(client, listing)
    make_posts(listing, 1)
    assert "Tous les avis et nouveautés" in panel(client, listing)


def test_listing_page_says_nothing_of_posts_when_there_is_none(client: Client) -> None:
    make_post("Autre chose")
    assert panel(client, make_listing()) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_all_posts_of_a_listing_are_three_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listing = make_listing()
    make_posts(listing, count)
    make_post("Sans rapport")
    with django_assert_num_queries(3):
        text = words(client.get(f"/fil/fiche/{listing.slug}/"))
    assert [f"Avis numéro {number}" in text for number in range(count)] == [True] * count
    assert "Sans rapport" not in text


def test_all_posts_of_a_listing_invite_the_first(client: Client) -> None:
    listing = make_listing()
    response = client.get(f"/fil/fiche/{listing.slug}/")
    assert "Rien n’a encore été écrit ici" in words(response)
    assert f"genre=review&amp;fiche={listing.slug}" in response.content.decode()
