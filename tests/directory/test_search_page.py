"""The directory's page shows what the words asked as filters, with a way to take each back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mcs.directory.actions.index import index_listings
from mcs.directory.models import Listing
from mcs.directory.queries.search import search_listings
from tests.board.conftest import words
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _trades() -> None:
    make_category()
    make_category("social_facility=ambulatory_care", name_fr="Aide à domicile", name_en="Home care", synonyms=["aide"])


def listed(name: str, **values: object) -> Listing:
    listing = make_listing(name, **values)
    index_listings([listing.pk])
    return listing


def test_wishes_filter_and_are_shown_with_a_way_back(client: Client) -> None:
    listed("Chez Karim", district=make_district(9), delivers=True)
    listed("Chez Paul", district=make_district(9))
    response = client.get("/annuaire/?q=boucher+qui+livre")
    text = words(response)
    assert ("Chez Karim" in text, "Chez Paul" in text, "Livre chez vous (enlever)" in text) == (True, False, True)
    assert 'href="?q=boucher"' in response.content.decode()


def test_what_nobody_meets_is_given_up_and_said(client: Client) -> None:
    listed("Chez Karim", district=make_district(9), delivers=True, opening_hours="Mo 09:00-10:00")
    text = words(client.get("/annuaire/?q=boucher+qui+livre+ouvert+dimanche"))
    assert "Rien pour « Ouvert dimanche » : voici ce que nous avons trouvé sans cela." in text
    assert "Chez Karim" in text


def test_name_that_sounds_like_a_wish_is_still_found() -> None:
    listed("Le Dimanche Matin")
    assert [listing.name for listing in search_listings("le dimanche matin").listings] == ["Le Dimanche Matin"]


@pytest.mark.parametrize(
    ("flag", "values"),
    [
        ("retrait", {"click_and_collect": True}),
        ("fauteuil", {"wheelchair": True}),
        ("domicile", {"comes_to_you": True}),
        ("recommande", {"recommendation_count": 2}),
        ("livre", {"delivers": True}),
        ("ouvert", {"opening_hours": "24/7"}),
    ],
)
def test_each_filter_holds_with_words_and_without(client: Client, flag: str, values: dict[str, object]) -> None:
    listed("Avec", **values)
    listed("Sans")
    for query in (f"?{flag}=1", f"?q=boucher&{flag}=1"):
        text = words(client.get(f"/annuaire/{query}"))
        assert ("1 fiche" in text, "Avec" in text) == (True, True)


def test_delivery_reaches_the_district_named_or_any_when_none_is() -> None:
    eighth, ninth = make_district(8), make_district(9)
    listed("Partout", delivers=True, district=eighth)
    listed("Au neuvième", delivers=True, district=eighth).delivery_districts.add(ninth)
    found = [[each.name for each in search_listings(district=number, delivers=True).listings] for number in (8, 9)]
    assert [sorted(names) for names in found] == [["Partout"], ["Au neuvième", "Partout"]]


def test_the_part_of_the_map_looked_at_is_a_filter_that_can_be_taken_back(client: Client) -> None:
    listed("Dedans", latitude=43.25, longitude=5.40)
    listed("Ailleurs", latitude=43.35, longitude=5.40)
    for query in ("", "q=boucher&"):
        response = client.get(f"/annuaire/?{query}zone=43.2,5.3,43.3,5.5")
        text = words(response)
        assert ("Dedans" in text, "Ailleurs" in text, "Dans la zone de la carte (enlever)" in text) == (
            True, False, True,
        )  # fmt: skip
        assert f'href="?{query.rstrip("&")}"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("arrondissement=99", "99"),
        ("arrondissement=99&page=7", "99"),
        ("categorie=rien", "rien"),
        ("q=prado&arrondissement=99&categorie=rien", "99, rien"),
    ],
)
def test_a_district_or_trade_that_is_not_here_holds_nothing_back_and_is_said(
    client: Client, query: str, said: str
) -> None:
    make_district(8)
    listing = listed("Boucherie du Prado")
    page = client.get(f"{reverse('directory:listings')}?{query}").content.decode()
    assert listing.get_absolute_url() in page
    assert f"Rien pour «\u00a0{said}\u00a0»" in page
    assert 'name="arrondissement" value="99"' not in page


def test_a_district_that_is_here_and_empty_is_kept(client: Client) -> None:
    make_district(9)
    listed("Boucherie du Prado", district=make_district(8))
    page = client.get(f"{reverse('directory:listings')}?arrondissement=9").content.decode()
    assert "Rien pour" not in page
    assert 'name="arrondissement" value="9"' in page
