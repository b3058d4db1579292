"""The directory's list, map and listing pages."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.index import reindex_all
from mcs.directory.enums import ListingStatus
from tests.factories import make_category, make_district, make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db


def place(count: int) -> None:
    district = make_district()
    for number in range(count):
        make_listing(f"Boucherie {number}", district=district, latitude=43.27, longitude=5.38, opening_hours="24/7")
    reindex_all()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("", 5), ("?q=boucher", 7)])
def test_listings_cost_a_member_the_same_at_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, query: str, queries: int
) -> None:
    place(count)
    client.force_login(make_member())
    client.get(f"/annuaire/{query}")
    with django_assert_num_queries(queries):
        page = client.get(f"/annuaire/{query}")
    assert page.content.decode().count('class="card linked listing-card"') == count


def test_listings_say_what_was_understood_and_until_when_they_are_open(client: Client) -> None:
    place(1)
    text = client.get("/annuaire/?q=boucher").content.decode()
    assert "<strong>1 fiche</strong>" in text
    assert "Toujours ouvert" in text


def test_a_search_without_result_offers_to_ask_the_board(client: Client) -> None:
    place(1)
    text = client.get("/annuaire/?q=xylophone").content.decode()
    assert "Rien de ce nom ici pour l’instant" in text
    assert "/fil/publier/?genre=request&amp;texte=xylophone" in text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a" * 5000,
        "q=%F0%9F%8E%89",
        "q=%22%20OR%20*",
        "q=%E2%80%AEtxt",
        "page=0",
        "page=99999999999",
        "arrondissement=x",
        "arrondissement=²",
        "categorie=%00",
        "tri=nimporte",
        "ouvert=1&livre=1&arrondissement=8&categorie=boucherie&tri=recents&q=boucher",
    ],
)
def test_any_query_gets_a_page(client: Client, query: str) -> None:
    place(1)
    assert client.get(f"/annuaire/?{query}").status_code == 200
    assert client.get(f"/annuaire/points.json?{query}").status_code == 200
    assert client.get(f"/carte/?{query}").status_code == 200


def test_the_map_finds_what_the_list_finds(client: Client) -> None:
    place(2)
    make_listing("Fleurs du Prado", category=make_category("shop=florist", slug="fleuriste", synonyms=["fleuriste"]))
    reindex_all()
    data = json.loads(client.get("/annuaire/points.json?q=boucher").content)
    assert sorted(point["name"] for point in data["points"]) == ["Boucherie 0", "Boucherie 1"]


def test_suggestions_come_from_three_letters(client: Client) -> None:
    make_listing("Plomberie Saint-Loup")
    reindex_all()
    text = client.get("/annuaire/suggestions/?q=plo").content.decode()
    assert text.count('role="option"') == 1
    assert "Plomberie Saint-Loup" in text
    assert 'role="option"' not in client.get("/annuaire/suggestions/?q=zzz").content.decode()


@pytest.mark.parametrize("signed_in", [False, True])
def test_listing_page_shows_how_to_reach_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, signed_in: bool
) -> None:
    listing = make_listing(
        phone="+33465710000",
        opening_hours="Mo-Su 08:00-12:30",
        latitude=43.27,
        longitude=5.38,
        district=make_district(),
    )
    if signed_in:
        client.force_login(make_member())
    client.get(listing.get_absolute_url())
    with django_assert_num_queries(8 if signed_in else 5):
        text = client.get(listing.get_absolute_url()).content.decode()
    assert 'href="tel:+33465710000"' in text
    assert text.count("8\u00a0h – 12\u00a0h\u00a030") == 7


def test_a_draft_is_seen_by_its_manager_and_volunteers_only(client: Client) -> None:
    manager = make_member()
    draft = make_listing(status=ListingStatus.DRAFT, manager=manager)
    assert client.get(draft.get_absolute_url()).status_code == 404
    for member, status in ((make_member(), 404), (manager, 200), (make_volunteer(), 200)):
        client.force_login(member)
        assert client.get(draft.get_absolute_url()).status_code == status


def test_only_who_manages_a_listing_edits_it(client: Client) -> None:
    manager = make_member()
    listing = make_listing(manager=manager)
    edit = f"{listing.get_absolute_url()}modifier/"
    client.force_login(make_member())
    assert client.get(edit).status_code == 404
    client.force_login(manager)
    data = {"name": "Boucherie Neuve", "category": listing.category_id, "phone": "0465710001"}
    assert client.post(edit, data).status_code == 302
    listing.refresh_from_db()
    assert (listing.name, listing.phone) == ("Boucherie Neuve", "+33465710001")
    assert listing.changes.get().member == manager


def test_a_listing_description_is_never_markup(client: Client) -> None:
    listing = make_listing(description="<script>alert(1)</script>", website="https://ok.example")
    assert "<script>alert" not in client.get(listing.get_absolute_url()).content.decode()
