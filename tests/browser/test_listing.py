"""A neighbour reads a business's page, asks for its e-mail, looks at its photos and passes it on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mcs.directory.models import Listing
from mcs.directory.models.listing import Closure
from tests.browser.pages import assert_accessible
from tests.factories import make_district, make_listing


@pytest.fixture
def shop(transactional_db: None) -> Listing:
    today = timezone.localdate()
    district = make_district()
    listing = make_listing(
        slug="boucherie-du-prado",
        district=district,
        description="Boucherie familiale depuis 1987.",
        phone="+33491000000",
        other_phone="+33612345678",
        email="bonjour@boucherie.example",
        website="https://boucherie.example",
        opening_hours="Mo-Sa 08:00-12:30,15:00-19:00",
        schedule="Mo-Sa 08:00-12:30,15:00-19:00",
        latitude=district.latitude,
        longitude=district.longitude,
        delivers=True,
        delivery_days="mardi matin",
        delivery_minimum=2500,
        delivery_ends_on=today,
        click_and_collect=True,
        checked_on=today - timedelta(days=200),
    )
    Closure.objects.create(listing=listing, starts_on=today, ends_on=today + timedelta(days=9), note="congés")
    return listing


def test_a_neighbour_reads_a_page_and_passes_it_on(page: Page, live_server: LiveServer, shop: Listing) -> None:
    page.goto(f"{live_server.url}{shop.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Boucherie du Prado")
    assert_accessible(page)
    page.get_by_role("button", name="Voir l’adresse e-mail").click()
    expect(page.get_by_role("link", name="bonjour@boucherie.example")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Boucherie du Prado")
    page.goto(f"{live_server.url}{shop.get_absolute_url()}partager/")
    expect(page.get_by_role("link", name="Affiche (PDF)")).to_be_visible()
    assert_accessible(page)


def test_pages_beside_a_listing_are_accessible(page: Page, live_server: LiveServer, shop: Listing) -> None:
    page.goto(f"{live_server.url}{shop.get_absolute_url()}photos/")
    assert_accessible(page)


def test_an_email_is_shown_without_javascript(
    page_without_javascript: Page, live_server: LiveServer, shop: Listing
) -> None:
    page = page_without_javascript
    page.goto(f"{live_server.url}{shop.get_absolute_url()}")
    page.get_by_role("button", name="Voir l’adresse e-mail").click()
    expect(page.get_by_role("link", name="bonjour@boucherie.example")).to_be_visible()
    page.get_by_role("link", name="Boucherie du Prado").click()
    expect(page.get_by_role("link", name="Partager")).to_be_visible()
