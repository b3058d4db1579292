"""What is offered while somebody types."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.index import index_listings
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.directory.queries.search import suggest, suggest_listings
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db


def listed(name: str, **values: Any) -> Listing:
    if "category" not in values:
        values["category"] = make_category(
            "craft=plumber", name_fr="Plomberie", name_en="Plumber", synonyms=["plombier"]
        )
    listing = make_listing(name, **values)
    index_listings([listing.pk])
    return listing


def names(text: str, limit: int = 8) -> list[str]:
    return [listing.name for listing in suggest_listings(text, limit)]


@pytest.mark.parametrize(
    "typed",
    ["pl", "plomberie sa", "plo", "Plomb", "plombi", "plomberi", "plomberie s", "saint-l", "PLOMBERIE ST LOUP"],
)
def test_suggestion_finds_a_listing_by_what_is_typed_so_far(typed: str) -> None:
    listed("Plomberie Saint-Loup")
    listed("Viandes Ali", category=make_category())
    assert names(typed) == ["Plomberie Saint-Loup"]


def test_suggestions_begin_with_what_begins_so_then_the_recommended() -> None:
    listed("SOS Plomberie", recommendation_score=9)
    listed("Plomberie Ali", recommendation_score=1)
    listed("Plomberie Zoé", recommendation_score=3)
    listed("Dupont et fils", recommendation_score=12)
    assert names("plo") == ["Plomberie Zoé", "Plomberie Ali", "SOS Plomberie", "Dupont et fils"]
    assert names("pl", limit=2) == names("plo", limit=2) == ["Plomberie Zoé", "Plomberie Ali"]


def test_suggestions_look_in_the_name_and_trade_alone() -> None:
    listed("Dupont", address="3 rue Paradis", description="Paradis du robinet")
    assert names("parad") == []


def test_suggestions_show_only_what_is_published() -> None:
    listed("Plomberie Saint-Loup", status=ListingStatus.DRAFT)
    assert names("plo") == []


@pytest.mark.parametrize("count", [1, 3])
def test_suggesting_costs_six_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        listed(f"Plomberie {number}")
    with django_assert_num_queries(6):
        assert [str(listing.category) for listing in suggest_listings("plo")] == ["Plomberie"] * count
    with django_assert_num_queries(7):
        suggest("plo")


@pytest.mark.parametrize("text", ["", " ", "🥐", '"', "*", "plo\x00", "a" * 100_000, "\u202e", "l'", "( OR"])
def test_no_text_is_ever_an_error(text: str) -> None:
    listed("Plomberie Saint-Loup")
    assert len(suggest_listings(text)) <= 1
    assert len(suggest(text)[1]) <= 1


def test_search_box_offers_trades_with_names_first_then_listings() -> None:
    florist = make_category("shop=florist", name_fr="Fleuriste", name_en="Florist", synonyms=["plantes", "bouquet"])
    shop = listed("Plomberie Saint-Loup")
    assert suggest("pl") == ([shop.category, florist], [shop])
    assert suggest("bouq") == ([florist], [])
    assert suggest("pl", limit=1) == ([shop.category], [shop])
