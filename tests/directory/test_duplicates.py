"""Listings that may be the same business as the one a volunteer looks at."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from mcs.directory.enums import ListingStatus
from mcs.directory.queries.duplicates import MOST, possible_duplicates
from tests.factories import make_listing

pytestmark = pytest.mark.django_db

CONTACTS = {
    "phone": "+33491002233",
    "website": "https://www.lucie.example",
    "facebook": "https://www.facebook.com/lucie",
    "email": "lucie@lucie.example",
}


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("phone", "même téléphone"),
        ("website", "même site"),
        ("facebook", "même page Facebook"),
        ("email", "même e-mail"),
    ],
)
def test_same_contact_makes_a_duplicate(field: str, reason: str) -> None:
    other = make_listing("Tout autre nom", **{field: CONTACTS[field]})
    draft = make_listing("Les Fleurs de Lucie", status=ListingStatus.DRAFT, **CONTACTS)
    assert [(found.listing, str(found.reason)) for found in possible_duplicates(draft)] == [(other, reason)]


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("LES FLEURS DE LUCIE", True),
        ("Lucie, les fleurs de", True),
        ("Les Fleur de Lucie", True),
        ("Les Fleurs de Camille", False),
        ("Fleuriste", False),
    ],
)
def test_name_alike_makes_a_duplicate(name: str, alike: bool) -> None:
    make_listing(name)
    draft = make_listing("Les Fleurs de Lucie", status=ListingStatus.DRAFT)
    assert [str(found.reason) for found in possible_duplicates(draft)] == ["nom ressemblant"] * alike


def test_surest_duplicates_come_first_and_are_few() -> None:
    for _turn in range(MOST):
        make_listing("Les Fleurs de Lucie")
    sure = make_listing("Chez Lucie", email=CONTACTS["email"])
    draft = make_listing("Les Fleurs de Lucie", status=ListingStatus.DRAFT, email=CONTACTS["email"])
    found = possible_duplicates(draft)
    assert (found[0].listing, len(found)) == (sure, MOST)


@pytest.mark.parametrize("status", [ListingStatus.DRAFT, ListingStatus.REMOVED])
def test_what_nobody_sees_is_no_duplicate(status: ListingStatus) -> None:
    make_listing("Les Fleurs de Lucie", status=status)
    assert possible_duplicates(make_listing("Les Fleurs de Lucie")) == []


def test_listings_without_any_contact_are_not_alike_for_that() -> None:
    make_listing("Boucherie du Prado", phone="")
    assert possible_duplicates(make_listing("Les Fleurs de Lucie", phone="")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_duplicates_take_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _turn in range(count):
        make_listing("Les Fleurs de Lucie")
    draft = make_listing("Les Fleurs de Lucie", status=ListingStatus.DRAFT)
    with django_assert_num_queries(1):
        assert [found.listing.category.name_fr for found in possible_duplicates(draft)] == ["Boucherie"] * count


@pytest.mark.parametrize("name", ["%", "_" * 120, "' OR 1=1 --", "🎉", "a" * 120])
def test_any_name_may_be_asked_for(name: str) -> None:
    make_listing()
    assert possible_duplicates(make_listing(name)) == []
