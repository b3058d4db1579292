"""Searches for what nobody offers, counted without who, and what is offered while somebody types."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.index import index_listings, reindex_all
from mcs.directory.actions.needs import forget_old_needs, record_unmet_need
from mcs.directory.models import Category, UnmetNeed
from mcs.directory.queries.needs import forget_needs, neighbours_needs
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db


def ask(said: str, times: int = 1) -> list[bool]:
    return [record_unmet_need(said=said, block=f"192.0.2.{number}") for number in range(times)]


def test_a_search_without_result_is_counted_once_a_day_for_a_household() -> None:
    assert [record_unmet_need(said=said, block="192.0.2.1") for said in ("Un sabotier", "sabotiers")] == [True, False]
    assert record_unmet_need(said="sabotier", block="192.0.2.2")
    need = UnmetNeed.objects.get()
    assert (need.said, need.count, need.last_on) == ("Un sabotier", 2, timezone.localdate())


@pytest.mark.parametrize(
    "said", ["", "sabotier 13008", "nadia@exemple.fr", "s" * 61, "un deux trois quatre cinq six sept huit", "<b>", "🥐"]
)
def test_what_may_name_somebody_is_never_kept(said: str) -> None:
    assert ask(said) == [False]
    assert not UnmetNeed.objects.exists()


def test_what_somebody_offers_is_no_unmet_need() -> None:
    index_listings([make_listing().pk])
    assert ask("boucher") == [False]


def test_a_trade_that_only_others_are_near_to_is_unmet(client: Client) -> None:
    load_categories()
    index_listings([make_listing("Duval", category=Category.objects.get(tag="office=architect")).pk])
    page = client.get("/annuaire/", {"q": "géomètre"}).content.decode()
    assert "voici les métiers les plus proches" in page
    assert "data-unmet" in page
    assert ask("géomètre", times=3) == [True] * 3
    assert neighbours_needs() == ["géomètre"]
    index_listings([make_listing("Bornes du Sud", category=Category.objects.get(tag="office=surveyor")).pk])
    forget_needs()
    assert neighbours_needs() == []


def test_needs_are_shown_from_three_askers_until_somebody_answers() -> None:
    ask("sabotier", times=2)
    assert neighbours_needs() == []
    assert record_unmet_need(said="sabotier", block="192.0.2.9")
    assert neighbours_needs() == ["sabotier"]
    index_listings([make_listing("Sabotier du Prado").pk])
    forget_needs()
    assert neighbours_needs() == []


def test_needs_nobody_asks_for_any_more_are_forgotten() -> None:
    UnmetNeed.objects.create(
        words="sabotier", said="sabotier", count=9, last_on=timezone.localdate() - timedelta(days=99)
    )
    assert neighbours_needs() == []


def test_needs_of_more_than_a_year_ago_are_deleted() -> None:
    today = timezone.localdate()
    for days in (365, 366):
        UnmetNeed.objects.create(words=f"w{days}", said=f"w{days}", count=1, last_on=today - timedelta(days=days))
    assert (forget_old_needs(), UnmetNeed.objects.get().said) == (1, "w365")


def test_the_page_counts_by_a_form_that_only_its_script_sends(client: Client) -> None:
    text = client.get("/annuaire/?q=sabotier").content.decode()
    assert 'action="/annuaire/besoins/" data-unmet hidden' in text
    assert not UnmetNeed.objects.exists()
    assert client.post("/annuaire/besoins/", {"q": "sabotier"}).status_code == 204
    assert UnmetNeed.objects.get().count == 1


def test_the_directory_shows_what_neighbours_look_for(client: Client) -> None:
    ask("sabotier", times=3)
    text = client.get("/annuaire/").content.decode()
    assert "Ce que cherchent vos voisins" in text
    assert "/fil/publier/?genre=request&amp;texte=sabotier" in text
    assert "Ce que cherchent vos voisins" not in client.get("/annuaire/?q=boucher").content.decode()


def test_the_search_box_is_offered_trades_needs_and_listings(client: Client) -> None:
    trade = make_category("craft=plumber", name_fr="Plomberie", name_en="Plumber", synonyms=["plombier"], icon="wrench")
    make_listing("Plomberie Saint-Loup", category=trade)
    reindex_all()
    response = client.get("/annuaire/recherche/?q=plo")
    text = response.content.decode()
    assert text.count('role="option"') == 4  # the trade, two needs, the listing
    assert 'data-link="/annuaire/?categorie=craft-plumber"' in text
    assert "Plomberie Saint-Loup" in text
    assert response["Cache-Control"] == "public, max-age=300"
    assert "q=fuite+d%E2%80%99eau" in client.get("/annuaire/recherche/?q=fuite").content.decode()
    assert 'role="option"' not in client.get("/annuaire/recherche/?q=🥐").content.decode()


def test_held_filters_are_shown_with_a_link_without_them(client: Client) -> None:
    make_listing("Chez Karim", delivers=True, wheelchair=True)
    reindex_all()
    text = client.get("/annuaire/?q=boucher+qui+livre&fauteuil=1").content.decode()
    assert 'href="?q=boucher+qui+livre"' in text
    assert 'href="?q=boucher&amp;fauteuil=1"' in text
    assert text.count("(enlever)") == 2


def test_a_filter_that_leaves_nothing_says_so_and_offers_to_lift_it(client: Client) -> None:
    make_listing("Chez Karim", opening_hours="Mo 03:00-03:01")
    make_listing("Chez Zoé", opening_hours="Mo 03:00-03:01")
    reindex_all()
    text = client.get("/annuaire/?q=boucher&ouvert=1").content.decode()
    assert "Rien d’ouvert en ce moment parmi 2 fiches" in text
    assert 'href="?q=boucher"' in text
