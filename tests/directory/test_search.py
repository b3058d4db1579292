"""Finding listings by words, filters and order."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.index import index_listings
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from mcs.directory.queries.filters import Asked, Filters
from mcs.directory.queries.moments import When
from mcs.directory.queries.search import search_listings
from mcs.directory.queries.zone import Zone
from mcs.lib.geo import Point
from mcs.places.queries import Quarter
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db

MONDAY_TEN = datetime(2026, 6, 15, 8, tzinfo=UTC)  # ten o'clock in Paris


def plumber() -> Category:
    return make_category(
        "craft=plumber", name_fr="Plomberie", name_en="Plumber", group="craft", synonyms=["plombier", "fuite d’eau"]
    )


def listed(name: str = "Boucherie du Prado", **values: Any) -> Listing:
    """A published listing that is in the index."""
    listing = make_listing(name, **values)
    index_listings([listing.pk])
    return listing


def names(text: str = "", **asked: Any) -> list[str]:
    return [listing.name for listing in search_listings(text, **asked).listings]


@pytest.mark.parametrize("text", ["boucher", "Bouchère", "BOUCHERIES", "bouchere", "viandes", "un bon boucher svp"])
def test_search_finds_a_trade_in_all_its_forms(text: str) -> None:
    listed("Chez Karim")
    listed("Plomberie Saint-Loup", category=plumber())
    found = search_listings(text)
    assert [listing.name for listing in found.listings] == ["Chez Karim"]
    assert (found.total, found.has_next, found.did_you_mean) == (1, False, "")
    assert found.category == make_category()


def test_search_understands_a_need() -> None:
    listed("Dupont et fils", category=plumber())
    assert names("j'ai une fuite d’eau") == names("eau fuite") == ["Dupont et fils"]


def test_search_finds_by_other_categories_after_the_main_one() -> None:
    both = listed("Alimentation Karim", category=make_category("shop=convenience", name_fr="Épicerie", synonyms=[]))
    both.other_categories.add(make_category())
    both.recommendation_score = 9
    both.save()
    index_listings([both.pk])
    listed("Chez Zoé")
    assert names("boucher") == ["Chez Zoé", "Alimentation Karim"]


def test_relevance_puts_the_trade_before_the_text_then_recommendations_then_the_name() -> None:
    listed("Le Comptoir du boucher", category=plumber(), recommendation_score=20)
    listed("Viandes Zoé", recommendation_score=1)
    listed("Viandes Béa", recommendation_score=1)
    listed("Viandes Ali", recommendation_score=5)
    assert names("boucher") == ["Viandes Ali", "Viandes Béa", "Viandes Zoé", "Le Comptoir du boucher"]


def test_relevance_puts_the_very_name_first() -> None:
    listed("Boucherie Michelet", description="Un petit boucher de quartier.", recommendation_score=30)
    listed("Le Petit Boucher", category=plumber())
    assert names("le petit boucher")[0] == "Le Petit Boucher"


def test_relevance_puts_other_words_of_the_name_before_recommendations() -> None:
    listed("Viandes Ali", address="3 rue Saint-Loup", recommendation_score=9)
    listed("Boucherie Saint-Loup", address="8 avenue du Prado")
    assert names("boucher saint loup") == ["Boucherie Saint-Loup", "Viandes Ali"]


@pytest.mark.parametrize(
    "place", ["13009", "9e", "9ème", "neuvième", "avenue du Prado", "av. prado", "9e arrondissement"]
)
def test_search_finds_by_place(place: str) -> None:
    listed("Chez Karim", postcode="13009", district=make_district(9))
    listed("Chez Paul", postcode="13008", district=make_district(8), address="2 rue Paradis")
    assert names(place) == names(f"boucher {place}") == ["Chez Karim"]


def test_search_finds_a_half_typed_word() -> None:
    listed("Plomberie Saint-Loup", category=plumber())
    assert names("plomberie saint-lo") == names("plombi") == ["Plomberie Saint-Loup"]


def test_search_corrects_a_mistyped_word_and_says_so() -> None:
    listed("Dupont et fils", category=plumber())
    found = search_listings("un Plonbier")
    assert [listing.name for listing in found.listings] == ["Dupont et fils"]
    assert (found.did_you_mean, found.category) == ("un plombier", plumber())


def test_search_corrects_by_the_words_of_listings_too() -> None:
    listed("Zinzolin", description="Accastillage et voilerie.")
    assert (names("zinsolin"), search_listings("acastillage").did_you_mean) == (["Zinzolin"], "accastillage")


def test_search_corrects_to_the_word_of_the_trade_not_to_a_misspelt_sign() -> None:
    make_category("shop=seafood", name_fr="Poissonnerie", synonyms=["poissonnier"])
    listed("POISSONERIE LA GALINETTE", category=plumber())
    assert search_listings("poisonerie").did_you_mean == "poissonnerie"


def test_slip_of_a_trade_is_put_right_though_a_listing_has_it_too() -> None:
    locksmith = make_category("craft=locksmith", name_fr="Serrurerie", name_en="Locksmith", synonyms=["serrurier"])
    make_category("shop=yes", name_fr="Autre commerce", name_en="Other shop", synonyms=[])
    listed("Centre Canin", category=Category.objects.get(tag="shop=yes"), description="cabinet, serurier à côté")
    listed("La Clé du Midi", category=locksmith)
    found = search_listings("serurier urgence")
    assert ([listing.name for listing in found.listings], found.did_you_mean) == (
        ["La Clé du Midi"],
        "serrurier urgence",
    )


def test_slip_in_a_listing_s_own_name_is_no_slip() -> None:
    make_category("craft=locksmith", name_fr="Serrurerie", name_en="Locksmith", synonyms=["serrurier"])
    listed("Marcel Serurier")
    assert (names("serurier"), search_listings("serurier").did_you_mean) == (["Marcel Serurier"], "")


def test_trade_comes_before_another_that_is_called_like_it() -> None:
    grill = make_category("amenity=restaurant", name_fr="Restaurant", name_en="Restaurant", synonyms=["resto"])
    listed("La Boucherie", category=grill)
    listed("Chez Karim")
    assert (names("bouchers"), names("la boucherie")) == (["Chez Karim", "La Boucherie"],) * 2


def test_kind_of_restaurant_is_what_is_asked_for() -> None:
    plain = make_category("amenity=restaurant", name_fr="Restaurant", name_en="Restaurant", synonyms=["resto"])
    said = ["thaï", "thaïlandais"]
    asian = make_category("cuisine=asian", name_fr="Restaurant asiatique", name_en="Asian", synonyms=said)
    listed("Chez Fred", category=plain, description="Une carte thaï le jeudi")
    listed("Makito", category=asian)
    assert names("resto thaï")[0] == "Makito"
    listed("Oky", category=plain, description="Cuisine thailandaisse")
    assert names("resto thailandaisse")[0] == "Makito"


def test_search_finds_a_listing_put_a_moment_ago_before_correcting() -> None:
    listed("Zinzolin")
    assert names("zinsolin") == ["Zinzolin"]  # the vocabulary is remembered from here on
    listed("Zinsolin")
    assert names("zinsolin") == ["Zinsolin"]


def test_search_without_every_word_keeps_to_the_trade_and_puts_most_words_first() -> None:
    listed("Viandes Ali", address="2 rue Paradis", recommendation_score=9)
    listed("Viandes Zoé", address="3 traverse de Mazargues")
    listed("Dupont", category=plumber(), address="4 traverse de Mazargues")
    assert names("Je cherche un boucher quelconque vers Mazargues") == ["Viandes Zoé", "Viandes Ali"]


def test_search_naming_no_trade_wants_most_of_the_words() -> None:
    listed("Zinzolin", address="3 traverse de Mazargues")
    listed("Dupont", address="4 traverse de Mazargues")
    assert names("zinzolin traverse mazargues quelconque") == ["Zinzolin"]
    assert names("quelconque mazargues") == []


def test_search_trusts_the_database_more_than_the_index() -> None:
    listed("Chez Karim", delivers=True)
    Listing.objects.update(delivers=False)
    assert names("boucher", delivers=True) == []


def test_search_finds_who_delivers_by_the_word() -> None:
    listed("Viandes Ali")
    listed("Viandes Zoé", delivers=True)
    assert names("livraison viande") == ["Viandes Zoé"]


def test_search_shows_only_what_is_published() -> None:
    for status in (ListingStatus.DRAFT, ListingStatus.REMOVED):
        listed("Chez Karim", status=status)
    taken_down = listed("Chez Paul")
    Listing.objects.filter(pk=taken_down.pk).update(status=ListingStatus.REMOVED)  # and not yet out of the index
    assert (names("boucher"), names()) == ([], [])


def test_filters_hold_with_words_and_without() -> None:
    listed("Chez Karim", district=make_district(9), click_and_collect=True)
    listed("Chez Paul", district=make_district(8), click_and_collect=True)
    listed("Chez Zoé", district=make_district(9))
    listed("Dupont", district=make_district(9), click_and_collect=True, category=plumber())
    asked: Asked = {"category": make_category().slug, "district": 9, "collects": True}
    assert names(**asked) == names("chez", **asked) == names("boucher", **asked) == ["Chez Karim"]
    assert sorted(names(district=8)) == ["Chez Paul"]


@pytest.mark.parametrize("text", ["", "boucher"])
def test_who_delivers_to_a_district_is_found_wherever_it_stands(text: str) -> None:
    make_district(9)
    listed("Partout", district=make_district(8), delivers=True)
    only = listed("Au neuvième", district=make_district(8), delivers=True)
    only.delivery_districts.add(make_district(9))
    listed("Sans livraison", district=make_district(9))
    listed(
        "Naguère", district=make_district(9), delivers=True, delivery_ends_on=timezone.localdate() - timedelta(days=1)
    )
    index_listings([only.pk])
    assert sorted(names(text, district=9, delivers=True)) == ["Au neuvième", "Partout"]
    assert names(text, district=8, delivers=True) == ["Partout"]


@pytest.mark.parametrize("text", ["", "boucher"])
@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ({"visits": True}, {"comes_to_you": True}),
        ({"collects": True}, {"click_and_collect": True}),
        ({"wheelchair": True}, {"wheelchair": True}),
        ({"recommended": True}, {"recommendation_count": 1}),
    ],
)
def test_each_filter_keeps_what_it_says(text: str, asked: Asked, values: dict[str, Any]) -> None:
    listed("Oui", **values)
    listed("Non")
    assert names(text, **asked) == ["Oui"]


def test_filter_by_category_takes_other_categories_too_and_says_which() -> None:
    both = listed("Dupont", category=plumber())
    both.other_categories.add(make_category())
    found = search_listings(category=make_category().slug)
    assert ([listing.name for listing in found.listings], found.category) == (["Dupont"], make_category())


def test_unknown_category_finds_nothing() -> None:
    listed()
    assert names(category="sabotier") == names("boucher", category="sabotier") == []


@pytest.mark.parametrize("text", ["", "boucher"])
def test_open_now_leaves_out_what_is_closed_or_unknown(text: str) -> None:
    listed("Ouverte", opening_hours="Mo-Fr 09:00-12:00")
    listed("Fermée", opening_hours="Mo-Fr 15:00-19:00")
    listed("Illisible", opening_hours="quand il fait beau")
    listed("Inconnue")
    assert names(text, open_now=True, at=MONDAY_TEN) == ["Ouverte"]
    assert names(text, open_now=True, at=MONDAY_TEN + timedelta(hours=6)) == ["Fermée"]


@pytest.mark.parametrize("text", ["", "boucher"])
def test_sorts_order_with_words_and_without(text: str) -> None:
    now = timezone.now()
    old = {"published_at": now - timedelta(days=9), "latitude": 43.27, "longitude": 5.38}
    listed("Ancienne", **old, recommendation_score=2)
    listed("Nouvelle", published_at=now, latitude=43.25, longitude=5.40)
    listed("Nulle part", published_at=now - timedelta(days=30), recommendation_score=5)
    near = Point(43.251, 5.401)
    assert names(text, sort="recommandes") == ["Nulle part", "Ancienne", "Nouvelle"]
    assert names(text, sort="recents") == ["Nouvelle", "Ancienne", "Nulle part"]
    assert names(text, sort="proches", near=near)[:2] == ["Nouvelle", "Ancienne"]
    assert names(text, sort="proches") == names(text, sort="n'importe quoi") == names(text)


def test_pages_follow_each_other_without_loss() -> None:
    for number in range(5):
        listed(f"Viandes {number}")
    for text in ("", "boucher"):
        pages = [search_listings(text, page=page, size=2) for page in (1, 2, 3, 4)]
        assert [len(page.listings) for page in pages] == [2, 2, 1, 0]
        assert [page.has_next for page in pages] == [True, True, False, False]
        assert {page.total for page in pages} == {5}
        assert len({listing.pk for page in pages for listing in page.listings}) == 5
    assert search_listings("boucher", page=-3, size=2).listings == search_listings("boucher", size=2).listings


def test_nothing_found_by_filters_shows_what_is_near() -> None:
    listed("Chez Karim", district=make_district(9), opening_hours="Mo 15:00-19:00")
    make_district(8)
    for text, asked in (
        ("boucher", {"district": 8}),
        ("", {"district": 8}),
        ("boucher", {"open_now": True, "at": MONDAY_TEN}),
        ("", {"open_now": True, "at": MONDAY_TEN}),
    ):
        found = search_listings(text, **asked)
        assert (found.total, [listing.name for listing in found.nearest]) == (0, ["Chez Karim"])


def test_trade_nobody_has_shows_its_group() -> None:
    make_category("shop=cheese", name_fr="Fromagerie", synonyms=["fromager"])
    listed("Chez Karim")
    listed("Dupont", category=plumber())
    assert [listing.name for listing in search_listings("xkqzv").nearest] == ["Dupont", "Chez Karim"]
    found = search_listings("fromagère")
    assert (found.total, [listing.name for listing in found.nearest]) == (0, ["Chez Karim"])


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("text", "asked", "queries"),
    [
        ("", {}, 2),
        ("", {"category": "shop-butcher", "district": 9}, 2),
        ("boucher", {}, 4),
        ("boucher prado", {"open_now": True, "at": MONDAY_TEN}, 3),
        ("bouchet inconnu prado", {}, 7),  # mistyped, and not all of the words are met
        ("zorglub", {}, 4),
        ("fromager", {"category": "shop-butcher"}, 4),  # nothing, and what is near
    ],
)
def test_a_page_costs_the_same_queries_at_any_number(
    count: int, text: str, asked: Asked, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        listed(f"Viandes {number}", district=make_district(9), opening_hours="24/7")
    search_listings("zorglub")  # the vocabulary is read once in a while
    with django_assert_num_queries(queries):
        shown = search_listings(text, **asked).listings
        assert {(str(listing.category), str(listing.district), listing.cover) for listing in shown} <= {
            ("Boucherie", "9e arrondissement", None)
        }
    assert len(shown) == (0 if text in ("zorglub", "fromager") else count)


HOSTILE = [
    '"', '"boucher', "boucher AND (", "NEAR(a b)", "name:boucher", "*", "^boucher", "a OR b -c", "'; DROP TABLE x; --",
    "boucher\x00", "🥐🥖", "שלום עולם", "\u202eboucher", "%s %d %%", "<script>alert(1)</script>", "\\", "boucher & ! |",
    "l'", "d’", "9" * 300, "boucher " * 20_000, "é" * 100_000, "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_query_is_ever_an_error(text: str) -> None:
    listed("Chez Karim", latitude=43.27, longitude=5.38)
    found = search_listings(text)
    assert found.total == len(found.listings) <= 1
    assert search_listings(text, category=text.replace("\x00", "").replace("\ud800", "")).total <= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(text=st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert search_listings(text).total == 0


@pytest.mark.parametrize("text", ["🥐", " ?! ", "\u202e"])
def test_words_that_say_nothing_find_nothing(text: str) -> None:
    listed()
    assert (names(text), search_listings(text).nearest) == ([], [])


@pytest.mark.parametrize("field", [field.name for field in fields(Filters) if field.name not in ("now", "is_live")])
def test_filters_know_whether_they_leave_out_any_listing(field: str) -> None:
    chosen: dict[str, Any] = {
        "category": make_category(),
        "district": make_district(8).number,
        "quarter": Quarter("Mazargues", 1, Point(43.25, 5.4)),
        "zone": Zone(43.2, 5.3, 43.3, 5.4),
        "when": When(),
    }
    filters = Filters(MONDAY_TEN, **{field: chosen.get(field, True)})
    assert filters.narrows == (str(filters.listings().query) != str(Listing.objects.published().query))
