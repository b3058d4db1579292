"""Keeping the index of listings true."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.index import index_listings, reindex_all
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.directory.queries.search import search_listings
from mcs.lib.french import fold
from mcs.places.models import Street
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db


def total(text: str) -> int:
    return search_listings(text).total


def test_indexing_puts_what_is_published_and_takes_out_the_rest() -> None:
    shown, draft = make_listing("Zinzolin"), make_listing("Zinzolette", status=ListingStatus.DRAFT)
    assert index_listings([shown.pk, draft.pk, 999_999]) == 1
    assert (total("zinzolin"), total("zinzolette")) == (1, 0)
    shown.status = ListingStatus.REMOVED
    shown.save()
    assert index_listings([shown.pk]) == 0
    assert total("zinzolin") == 0


def test_indexing_again_forgets_the_former_words() -> None:
    listing = make_listing("Zinzolin")
    index_listings([listing.pk])
    Listing.objects.filter(pk=listing.pk).update(name="Garance")
    index_listings([listing.pk])
    assert (total("garance"), total("zinzolin")) == (1, 0)


@pytest.mark.parametrize(
    "words",
    [
        "zinzolin", "boucher", "butcher", "fleuriste", "paradis", "13006", "marseille", "merguez", "dimanche",
        "livraison", "domicile",
    ],
)  # fmt: skip
def test_a_listing_is_found_by_all_that_its_page_says(words: str) -> None:
    listing = make_listing(
        "Zinzolin",
        address="12 rue Paradis",
        postcode="13006",
        description="Merguez maison.",
        delivery_note="Aussi le dimanche",
        delivers=True,
        comes_to_you=True,
    )
    listing.other_categories.add(make_category("shop=florist", name_fr="Fleuriste", name_en="Florist", synonyms=[]))
    index_listings([listing.pk])
    assert total(words) == 1


@pytest.mark.parametrize(
    "address", ["214 traverse de la Sainte", "214 bis, Traverse de la Sainte", "12-14 trav de la Ste"]
)
def test_a_listing_is_found_by_the_quarter_of_its_street(address: str) -> None:
    district = make_district(9)
    name = "Traverse de la Sainte"
    Street.objects.create(
        name=name, folded_name=fold(name), quarter="Mazargues", district=district, latitude=43.25, longitude=5.4
    )
    index_listings([make_listing(address=address, district=district).pk, make_listing(district=district).pk])
    assert total("mazargues") == 1


def test_indexing_costs_the_same_for_one_and_for_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    listings = [make_listing(f"Viandes {number}") for number in range(20)]
    index_listings([listings[0].pk])  # the streets are read once
    # savepoint, listings, their other trades, streets’ signature, put (3), savepoint
    with django_assert_num_queries(8):
        index_listings([listings[0].pk])
    with django_assert_num_queries(8):
        index_listings(listing.pk for listing in listings)


def test_reindexing_makes_the_index_again_from_nothing() -> None:
    gone, kept = make_listing("Zinzolin"), make_listing("Garance")
    index_listings([gone.pk])
    Listing.objects.filter(pk=gone.pk).delete()
    assert reindex_all() == 1
    assert (total("garance"), total("zinzolin"), kept.pk) == (1, 0, search_listings("garance").listings[0].pk)


def test_command_says_how_many_listings_the_index_holds() -> None:
    make_listing()
    output = StringIO()
    call_command("reindex_listings", stdout=output)
    assert output.getvalue() == "Listings in the search index: 1.\n"
