"""Le fil: what it shows, to whom, at what cost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.index import index_posts
from mcs.board.enums import PostKind
from mcs.board.queries.figures import board_figures
from mcs.directory.enums import ListingStatus
from tests.board.conftest import indexed, words
from tests.factories import make_comment, make_district, make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/fil/{query}").content.decode()
    return re.findall(r'<a class="stretched" href="/fil/[^"]+">([^<]+)</a>', page)


def make_answered_post(number: int) -> None:
    author = make_member(f"Nadia {number}", district=make_district(8))
    post = make_post(f"Question {number}", author=author, district=make_district(9), comment_count=1)
    make_comment(post, listing=make_listing(f"Plomberie {number}"))


def test_feed_shows_a_request_with_its_best_answer(client: Client) -> None:
    asker = make_member("Nadia B.")
    post = make_post("Un plombier sérieux", author=asker, district=make_district(9), comment_count=3)
    make_comment(post, "Bonne question.")
    make_comment(post, "Correct.", listing=make_listing("Dépannage Michelet", recommendation_count=1))
    make_comment(post, "Venu en une heure.", listing=make_listing("Plomberie Saint-Loup", recommendation_count=5))
    page = words(client.get("/fil/"))
    assert "Karim L. recommande Plomberie Saint-Loup — « Venu en une heure. »" in page
    assert "Nadia B. · 9 e · à l’instant 3 réponses" in page


def test_feed_does_not_quote_an_answer_whose_listing_was_withdrawn(client: Client) -> None:
    make_comment(make_post(), listing=make_listing(status=ListingStatus.REMOVED))
    assert "recommande Boucherie" not in words(client.get("/fil/"))


def test_feed_is_newest_first(client: Client) -> None:
    now = timezone.now()
    for days in (2, 0, 1):
        make_post(f"Il y a {days} j", created_at=now - timedelta(days=days))
    assert titles(client) == ["Il y a 0 j", "Il y a 1 j", "Il y a 2 j"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Rideau", "Panier", "Serrurier", "Plombier"]),
        ("?genre=tip", ["Panier"]),
        ("?genre=review", []),
        ("?arrondissement=9", ["Serrurier"]),
        ("?voir=sans-reponse", ["Rideau", "Serrurier"]),
        ("?voir=sans-reponse&arrondissement=8", []),
        ("?genre=politique&arrondissement=x&voir=9&apres=@@", ["Rideau", "Panier", "Serrurier", "Plombier"]),
        ("?genre=%00&arrondissement=%00&apres=%00", ["Rideau", "Panier", "Serrurier", "Plombier"]),
    ],
)
def test_feed_filters(client: Client, query: str, expected: list[str]) -> None:
    make_post("Plombier", district=make_district(8), comment_count=1)
    make_post("Serrurier", district=make_district(9))
    make_post("Panier", kind=PostKind.TIP, district=make_district(8))
    make_post("Rideau")
    assert titles(client, query) == expected


def test_feed_counts_the_unanswered_of_the_district_chosen(client: Client) -> None:
    make_post(district=make_district(8))
    make_post(district=make_district(9))
    assert "Sans réponse (2)" in words(client.get("/fil/"))
    assert "Sans réponse (1)" in words(client.get("/fil/?arrondissement=9"))


def test_feed_pages_by_cursor(client: Client) -> None:
    for number in range(21):
        make_post(f"Question {number}")
    page = client.get("/fil/").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    assert len(titles(client)) == 20
    assert titles(client, following[1]) == ["Question 0"]
    rest = client.get(f"/fil/{following[1]}", headers={"HX-Request": "true"})
    assert "<html" not in rest.content.decode()
    assert rest.headers["Vary"].startswith("HX-Request")


def test_feed_offers_the_words_well_spelt_where_they_find_something(client: Client) -> None:
    indexed("Plomberie Saint-Loup")
    post = make_post("Je cherche une plomberie honnête")
    index_posts([post.pk])
    page = client.get(reverse("board:feed"), {"q": "plonberie", "genre": "request"})
    link = "?q=plomberie&amp;genre=request"
    assert link in page.content.decode()
    assert "Vouliez-vous dire « plomberie » ?" in words(page)
    assert post.title in words(client.get("/fil/" + link.replace("&amp;", "&")))
    assert "Vouliez-vous" not in words(client.get(reverse("board:feed"), {"q": "plonberie", "genre": "tip"}))


def test_feed_says_that_it_is_empty(client: Client) -> None:
    assert "Le fil est calme" in words(client.get("/fil/"))
    assert "Aucune publication ne correspond à votre choix. Voir tout le fil" in words(client.get("/fil/?genre=tip"))


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("miens", "Vous n’avez encore rien publié"),
        ("suivis", "Vous ne suivez encore aucune publication"),
        ("metier", "Personne ne cherche ce que vous faites en ce moment"),
    ],
)
def test_feed_says_what_of_ones_own_is_empty(member_client: Client, show: str, said: str) -> None:
    assert said in words(member_client.get(f"/fil/?voir={show}"))
    assert said not in words(member_client.get(f"/fil/?voir={show}&q=plombier"))


@pytest.mark.parametrize("items", [1, 3])
def test_feed_costs_a_member_seven_queries_once_its_figures_are_known(
    member_client: Client, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(items):
        make_answered_post(number)
    with django_assert_num_queries(11):
        member_client.get("/fil/")
    with django_assert_num_queries(7):  # figures and counts are kept a little
        member_client.get("/fil/")


def test_feed_gives_a_visitor_nothing_to_carry(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_answered_post(1)
    with django_assert_num_queries(7):
        response = client.get("/fil/")
    assert response.cookies == {}
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert 'name="submission"' not in response.content.decode()


def test_feed_escapes_what_people_write(client: Client) -> None:
    make_post("<script>alert(1)</script>", body="<b>gras</b> {{ 7 }}")
    page = client.get("/fil/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;gras&lt;/b&gt; {{ 7 }}" in page


def test_tip_that_is_over_says_so(client: Client) -> None:
    make_post("Paniers", kind=PostKind.TIP, ends_on=timezone.localdate() - timedelta(days=1))
    assert "Bon plan Terminé Paniers" in words(client.get("/fil/"))


def test_figures_tell_the_median_wait_until_somebody_else_answers() -> None:
    asked = timezone.now() - timedelta(days=1)
    asker = make_member()
    for minutes in (5, 11, 90):
        post = make_post(author=asker, created_at=asked)
        make_comment(post, "Je précise.", author=asker, created_at=asked + timedelta(minutes=1))
        make_comment(post, created_at=asked + timedelta(minutes=minutes))
    make_post(author=asker)
    figures = board_figures()
    assert figures.wait == timedelta(minutes=11)
    assert figures.wait_text.replace("\xa0", " ") == "11 minutes"


@pytest.mark.parametrize(
    ("wait", "text"), [(20, "1 minute"), (3540, "59 minutes"), (7300, "2 heures"), (260_000, "3 jours")]
)
def test_wait_is_said_in_its_largest_unit(wait: int, text: str) -> None:
    figures = board_figures()
    assert type(figures)(1, timedelta(seconds=wait)).wait_text.replace("\xa0", " ") == text


def test_members_are_counted_as_people_write_numbers() -> None:
    figures = board_figures()
    assert re.sub(r"\s", " ", type(figures)(2614, None).members_text) == "2 614 membres"
    assert figures.wait is None
