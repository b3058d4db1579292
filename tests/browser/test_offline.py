"""Without a network: the listings looked at last are read again, and nothing of who read them is kept."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mcs.directory.models import Listing
from tests.browser.conftest import Browse
from tests.browser.neighbourhood import settle
from tests.browser.pages import assert_accessible
from tests.factories import make_member

SHOP = "Boucherie Martin"
KEPT = """() => caches.open('fiches').then((kept) => kept.keys())
    .then((keys) => keys.map((key) => new URL(key.url).pathname))"""
WORDS = "(path) => caches.open('fiches').then((kept) => kept.match(path)).then((page) => page.text())"


@pytest.fixture
def _neighbourhood(transactional_db: None, settings: Settings, live_server: LiveServer) -> None:
    settings.NETWORK_URL = live_server.url
    settle()


def look_at_the_shop(page: Page) -> str:
    """The listing's address, once the service worker watches and has kept the page."""
    path = Listing.objects.get(name=SHOP).get_absolute_url()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    page.goto(path)
    wait_for_kept(page, [path])
    return path


def wait_for_kept(page: Page, paths: list[str]) -> None:
    """Until these listings and no others are kept on the device."""
    ends = time.monotonic() + 10
    while page.evaluate(KEPT) != paths and time.monotonic() < ends:
        page.wait_for_timeout(50)
    assert page.evaluate(KEPT) == paths


@pytest.mark.usefixtures("_neighbourhood")
def test_listing_seen_before_is_read_without_network(page: Page, complaints: list[str]) -> None:
    path = look_at_the_shop(page)
    page.goto("/annuaire/")
    page.context.set_offline(True)
    page.goto(path)
    expect(page.get_by_role("heading", name=SHOP)).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("Voici la fiche telle que vous l’avez vue")
    assert_accessible(page)
    page.goto("/annuaire/jamais-vue/")
    expect(page.get_by_role("heading", name="Pas de réseau")).to_be_visible()
    complaints.clear()  # photos and scripts of no network


@pytest.mark.usefixtures("_neighbourhood")
def test_only_listings_are_kept(page: Page, complaints: list[str]) -> None:
    path = look_at_the_shop(page)
    for fixed in ("recherche", "suggestions", "imprimer"):
        page.goto(f"/annuaire/{fixed}/?q=bou")
    page.goto(path)
    page.wait_for_load_state("networkidle")
    wait_for_kept(page, [path])
    complaints.clear()  # a fragment names no icon


@pytest.mark.usefixtures("_neighbourhood")
def test_what_is_kept_of_a_listing_names_no_member_and_goes_with_signing_out(browse: Browse) -> None:
    page = browse(make_member("Sophie Marjolaine"))
    path = look_at_the_shop(page)
    assert SHOP in page.evaluate(WORDS, path)
    assert "csrfmiddlewaretoken" not in page.evaluate(WORDS, path)
    page.goto("/moi/")
    page.get_by_role("button", name="Me déconnecter").first.click()
    page.wait_for_load_state()
    wait_for_kept(page, [])
