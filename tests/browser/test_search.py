"""A visitor looks for a butcher: list, map, who is open, the page, the call; then she joins where she stands."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from mcs.members.models import Member
from tests.browser.neighbourhood import settle
from tests.browser.pages import Passkeys, assert_accessible


def search(page: Page, words: str) -> None:
    page.get_by_label("Que cherchez-vous ?").fill(words)
    page.get_by_role("button", name="Chercher").click()


def test_butcher_is_found_seen_open_and_called(page: Page, passkeys: Passkeys) -> None:
    settle()
    page.goto("/")
    assert_accessible(page)
    search(page, "boucher")
    expect(page).to_have_title(re.compile("^boucher — "))
    names = page.get_by_role("main").get_by_role("heading", level=3)
    expect(names).to_have_text(["Boucherie Martin", "Boucherie de Mazargues"])  # among equals the open one
    states = page.get_by_role("main").locator(".badge:has(svg)")
    expect(states).to_have_text(["Toujours ouvert", "Fermé en ce moment"])

    map_ = page.get_by_role("region", name="Carte des résultats")
    map_.scroll_into_view_if_needed()
    expect(map_.locator(".map-point")).to_have_count(2)
    assert_accessible(page)

    page.get_by_role("link", name="Ouvert maintenant").click()
    expect(names).to_have_text(["Boucherie Martin"])
    page.get_by_role("link", name="Boucherie Martin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Boucherie Martin")
    assert_accessible(page)
    call = page.locator('a[href="tel:+33491000001"]:visible').last  # on a phone, the one within the thumb's reach
    expect(call).to_be_in_viewport()
    assert page.context.cookies() == []

    listing = page.url
    page.get_by_role("banner").get_by_role("link", name="Rejoindre").click()
    expect(page.get_by_role("status")).to_contain_text("Vous êtes des nôtres.")
    assert page.url == listing
    assert len(passkeys.held()) == Member.objects.count() == 1
    assert_accessible(page)


def test_point_of_the_map_leads_to_the_listing(page: Page) -> None:
    settle()
    page.goto("/carte/?q=fleuriste")
    point = page.locator(".map-point")
    expect(point).to_have_count(1)
    point.click()
    page.get_by_role("link", name="Fleurs du Prado").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fleurs du Prado")


def test_search_without_result_offers_to_ask_with_the_words(page: Page) -> None:
    settle()
    page.goto("/annuaire/")
    search(page, "dompteur de lions")
    expect(page.get_by_role("heading", name="Rien de ce nom ici pour l’instant")).to_be_visible()
    expect(page.get_by_text("Voici ce que nous avons trouvé")).to_be_hidden()
    assert_accessible(page)
    page.get_by_role("link", name="Demander sur le fil").click()
    expect(page.get_by_label("Votre texte")).to_have_value("dompteur de lions")
    expect(page.get_by_role("radio", name="Je cherche")).to_be_checked()


def test_printed_results_hold_addresses_and_no_control(page: Page) -> None:
    settle()
    page.goto("/annuaire/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Boucherie Martin").first).to_be_visible()
    for control in (".map-aside", ".more-filters summary", ".chips"):
        expect(page.locator(control).first).to_be_hidden()
