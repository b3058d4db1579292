"""Naming a business without JavaScript: a typed name is matched here."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from mcs.board.models import Comment
from mcs.board.queries.listing import listings_named
from mcs.directory.enums import ListingStatus
from mcs.members.models import Member
from tests.board.conftest import answer_form, errors, indexed, words
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def answer(client: Client, **values: Any) -> Any:
    return client.post(make_post().get_absolute_url(), answer_form(**values))


def named(client: Client, **values: Any) -> Any:
    """The listing of the answer that was published, None without; fails when it wasn't."""
    response = answer(client, **values)
    assert response.status_code == 302, errors(response)
    return Comment.objects.get().listing


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Plomberie Saint-Loup", ["Plomberie Saint-Loup"]),
        ("plomberie saint loup", ["Plomberie Saint-Loup"]),
        ("saint-loup", ["Plomberie Saint-Loup", "Plomberie Saint-Loup et Fils"]),
        ("plo", ["Plomberie Saint-Loup", "Plomberie Saint-Loup et Fils"]),
        ("Crêperie", ["Crêperie du Cabot"]),
        ("creperie du cabot", ["Crêperie du Cabot"]),
        ("chez vous", ["Chez Vous"]),
        ("serrurerie", []),
        ("%", []),
        ("", []),
    ],
)
def test_typed_name_finds_its_listings(typed: str, found: list[str]) -> None:
    indexed("Plomberie Saint-Loup")
    indexed("Plomberie Saint-Loup et Fils")
    indexed("Crêperie du Cabot")
    indexed("Chez Vous")
    indexed("Serrurerie", status=ListingStatus.DRAFT)
    assert [listing.name for listing in listings_named(typed)] == found


def test_trade_typed_instead_of_a_name_is_asked_about(member_client: Client) -> None:
    listing = indexed("Saint-Loup Dépannage")
    response = answer(member_client, listing_name="boucherie")
    assert errors(response) == ["De quel commerce s’agit-il ?"]
    assert named(member_client, listing_name="boucherie", listing_choice=listing.slug) == listing


def test_only_match_is_linked(member_client: Client) -> None:
    listing = indexed("Plomberie Saint-Loup")
    assert named(member_client, listing_name="saint-loup") == listing


def test_suggestion_is_linked_by_its_slug(member_client: Client) -> None:
    listing = indexed("Optique Prado")
    indexed("Optique Prado")
    assert named(member_client, listing_name="Optique Prado", listing=listing.slug) == listing


def test_suggestion_counts_for_nothing_once_the_name_is_emptied(member_client: Client) -> None:
    assert named(member_client, listing_name="", listing=indexed("Plomberie Saint-Loup").slug) is None


def test_several_matches_come_back_as_a_choice(member_client: Client) -> None:
    first, _ = indexed("Optique Prado", address="12 avenue du Prado"), indexed("Optique Michelet")
    response = answer(member_client, listing_name="Optique", text="Très bien reçue.")
    assert errors(response) == ["De quel commerce s’agit-il ?"]
    assert "Optique Prado Boucherie · 12 avenue du Prado" in words(response)
    assert "Aucun : publier sans en nommer" in words(response)
    assert "Très bien reçue.</textarea>" in response.content.decode()
    assert re.findall(r'name="listing_choice" value="([^"]+)"', response.content.decode())[-1] == "-"
    assert not Comment.objects.exists()
    assert named(member_client, listing_name="Optique", listing_choice=first.slug) == first


def test_unknown_name_is_said_and_the_answer_can_go_without(member_client: Client) -> None:
    response = answer(member_client, listing_name="Chez Nulle-Part <b>")
    assert "Nous n’avons pas trouvé « Chez Nulle-Part <b> » dans l’annuaire." in errors(response)[0]
    assert "<b>" not in response.content.decode()
    assert named(member_client, listing_name="Chez Nulle-Part", listing_choice="-") is None


@pytest.mark.parametrize("slug", ["nulle-part", "\x00", "../../etc", "a" * 5000])
def test_slug_of_nothing_falls_back_to_the_name(member_client: Client, slug: str) -> None:
    listing = indexed("Plomberie Saint-Loup")
    assert named(member_client, listing_name="Saint-Loup", listing=slug) == listing


def test_draft_listing_is_never_named(member_client: Client) -> None:
    draft = indexed("Fleurs Michelet", status=ListingStatus.DRAFT)
    response = answer(member_client, listing_name="Fleurs Michelet", listing=draft.slug)
    assert "Nous n’avons pas trouvé" in errors(response)[0]


def test_own_business_is_refused_in_a_sentence(member_client: Client, member: Member) -> None:
    indexed("Plomberie Saint-Loup", manager=member)
    response = answer(member_client, listing_name="Plomberie Saint-Loup")
    assert errors(response) == ["C’est votre propre commerce : vos voisins peuvent le recommander, pas vous."]
    assert not Comment.objects.exists()
