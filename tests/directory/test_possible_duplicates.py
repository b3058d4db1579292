"""Finding the same business twice: by telephone, site, place and name."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mcs.directory.queries.duplicates import possible_duplicates, site
from mcs.directory.queries.twins import duplicates_page
from mcs.members.models import Member
from tests.factories import make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer(client: Client) -> Member:
    member = make_volunteer()
    client.force_login(member)
    return member


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://www.boucherie.example/", "boucherie.example"),
        ("http://boucherie.example/accueil?x=1", "boucherie.example"),
        ("https://www.facebook.com/boucherie", "facebook.com/boucherie"),
        ("https://fr-fr.facebook.com/Boucherie/", "facebook.com/boucherie"),
        ("https://www.facebook.com/", "facebook.com"),
        ("", ""),
    ],
)
def test_site_is_told_by_what_is_its_own(link: str, said: str) -> None:
    assert site(link) == said


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"phone": "+33491000000"}, {"phone": "+33600000000", "other_phone": "+33491000000"}, "même téléphone"),
        ({"website": "https://www.vidal.example/a"}, {"website": "http://vidal.example"}, "même site"),
        ({"email": "A@b.example"}, {"email": "a@b.example"}, "même e-mail"),
        ({"website": "https://doctolib.fr/a"}, {"website": "https://doctolib.fr/b"}, None),
        ({"facebook": "https://facebook.com/"}, {"facebook": "https://facebook.com/"}, None),
    ],
)
def test_listing_is_suspect_by_its_addresses(one: dict[str, str], other: dict[str, str], reason: str | None) -> None:
    listing = make_listing("Chez Marcel", **one)
    make_listing("Tout à fait autre", **other)
    assert [str(found.reason) for found in possible_duplicates(listing)] == ([reason] if reason else [])


@pytest.mark.parametrize(("north", "suspect"), [(0.0012, True), (0.0016, False)])
def test_place_and_a_name_alike_within_150_metres(north: float, suspect: bool) -> None:
    listing = make_listing("Boucherie Vidal", latitude=43.27, longitude=5.38)
    make_listing("Vidal, Boucherie traiteur du Prado", latitude=43.27 + north, longitude=5.38)
    found = [str(duplicate.reason) for duplicate in possible_duplicates(listing)]
    assert found == (["un nom semblable au même endroit"] if suspect else [])


def test_the_shops_of_a_chain_are_no_twins() -> None:
    for number in range(3):
        place = {"latitude": 43.25 + number / 50, "longitude": 5.38}
        make_listing("La Poste", website="https://www.laposte.example", **place)
    assert duplicates_page()["twins"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_duplicates_page_lists_pairs_in_as_many_queries(
    client: Client, volunteer: Member, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        make_listing(f"Boulangerie {number}", phone=f"+3349155550{number}")
        make_listing(f"Le pain de {number}", phone=f"+3349155550{number}")
    url = reverse("directory:duplicates")
    with django_assert_num_queries(5):
        page = client.get(url)
    assert len(page.context["twins"]) == count


def test_duplicates_page_keeps_the_managed_and_the_recommended(volunteer: Member) -> None:
    make_listing("A", phone="+33491555500", recommendation_count=9)
    managed = make_listing("B", phone="+33491555500", manager=make_member())
    (pair,) = duplicates_page()["twins"]
    assert pair.keep == managed


def test_told_apart_is_not_proposed_again_unless_taken_back(client: Client, volunteer: Member) -> None:
    one, other = make_listing("A", phone="+33491555500"), make_listing("B", phone="+33491555500")
    client.post(reverse("directory:listings_apart", args=[one.slug, other.slug]))
    assert duplicates_page()["twins"] == []
    client.post(reverse("directory:undo_change", args=[one.slug, one.changes.get().pk]))
    assert len(duplicates_page()["twins"]) == 1


def test_compare_page_shows_what_differs_and_takes_what_is_chosen(client: Client, volunteer: Member) -> None:
    keep = make_listing("Boucherie Vidal", phone="+33491555500", description="Un")
    drop = make_listing("Chez Vidal", phone="+33491555500", description="Deux")
    url = reverse("directory:compare_listings", args=[keep.slug, drop.slug])
    assert [row.name for row in client.get(url).context["rows"]] == ["name", "description"]
    page = client.post(url, {"description": "drop", "phone": "drop", "status": "drop"}, follow=True).content.decode()
    assert "Chez Vidal est maintenant réunie avec Boucherie Vidal." in page
    keep.refresh_from_db()
    assert (keep.name, keep.description) == ("Boucherie Vidal", "Deux")
    assert "ne peuvent plus être réunies" in client.post(url, follow=True).content.decode()
