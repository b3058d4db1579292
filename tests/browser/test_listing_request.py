"""A merchant writes as to a person, a volunteer publishes in two presses, and the new listing is found everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mcs.members.models import Member
from tests.browser.conftest import NewContext
from tests.browser.mailbox import Mailbox
from tests.browser.neighbourhood import settle
from tests.browser.pages import assert_accessible
from tests.factories import make_volunteer

SOLANGE = "solange@fleurs-michelet.example"
MESSAGE = f"""Bonjour,
je suis fleuriste boulevard Michelet, ma boutique s’appelle « Fleurs Michelet », au 180 boulevard Michelet 13009.
Ouvert du mardi au samedi de 9h à 12h30 et de 14h30 à 19h. Je livre dans le 8e et le 9e.
Mon numéro : 04 91 00 00 11, {SOLANGE}
www.fleurs-michelet.example et facebook.com/fleursmichelet
Merci, Solange"""
READ = {
    "Nom du commerce": "Fleurs Michelet",
    "Numéro et rue": "180 boulevard Michelet",
    "Code postal": "13009",
    "Téléphone": "04 91 00 00 11",
    "E-mail": SOLANGE,
    "Site web": "https://www.fleurs-michelet.example",
    "Page Facebook": "https://facebook.com/fleursmichelet",
}


@pytest.fixture
def _links_lead_here(settings: Settings, live_server: LiveServer) -> None:
    settings.NETWORK_URL = live_server.url


def write_to_the_volunteers(page: Page, folder: Path) -> None:
    """Home, the form, the message with two photos; ends where the merchant is told what follows."""
    photos = [folder / "vitrine.jpg", folder / "bouquet.png"]
    for photo, colour in zip(photos, ("#b8432a", "#2c6a4b"), strict=True):
        Image.new("RGB", (1200, 900), colour).save(photo)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Me faire référencer").click()
    assert_accessible(page)
    page.get_by_role("textbox", name="Votre message", exact=True).fill(MESSAGE)
    page.get_by_label("Photos (facultatif)").set_input_files(photos)
    expect(page.get_by_role("list", name="Photos choisies").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre message est arrivé")
    expect(page.get_by_role("list", name="La suite")).to_contain_text(f"Un e-mail part vers {SOLANGE}.")
    assert_accessible(page)
    assert page.context.cookies() == []


def publish_in_two_presses(page: Page) -> None:
    """The desk, the message beside its draft, the listing."""
    page.goto("/bureau/")
    assert_accessible(page)
    page.get_by_role("link", name="Fleurs Michelet").click()
    for label, value in READ.items():
        expect(page.get_by_label(re.compile(f"^{label}"))).to_have_value(value)
    expect(page.get_by_label("Métier", exact=True).locator("option:checked")).to_have_text("Fleuriste")
    expect(page.get_by_label("Mardi, ouvre à").first).to_have_value("09:00")
    expect(page.get_by_label("Samedi, ferme à").nth(1)).to_have_value("19:00")
    expect(page.get_by_role("group", name="Lundi").get_by_label("Fermé")).to_be_checked()
    expect(page.get_by_label("Livre chez les clients")).to_be_checked()
    expect(page.get_by_text("Sur la carte")).to_be_visible()
    duplicate = page.get_by_role("listitem").filter(has_text="Fleurs du Prado")
    expect(duplicate).to_contain_text("même téléphone")
    assert_accessible(page)
    page.get_by_role("button", name="Publier").first.click()
    done = page.get_by_role("status").filter(has_text="Fleurs Michelet est en ligne.")
    expect(done).to_be_visible()
    expect(done.get_by_role("button", name="Annuler")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bureau")  # nothing else waits
    assert_accessible(page)


def correct_by_the_link(page: Page, mailbox: Mailbox) -> None:
    """The merchant opens the e-mail's link, where she can correct everything without an account."""
    link = re.search(r"http://\S+/referencement/\S+", mailbox.last_text(SOLANGE))
    assert link
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Fleurs Michelet est dans l’annuaire")
    page.get_by_label("Ou dites-le en une phrase").fill("Du mardi au dimanche de 9 h à 13 h")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("Votre correction est enregistrée.")
    assert_accessible(page)
    page.get_by_role("link", name="Voir ma fiche").click()
    sunday = page.get_by_role("row").filter(has_text="Dimanche")
    expect(sunday).to_contain_text("9 h – 13 h")
    assert page.context.cookies() == []


def find_everywhere(page: Page) -> None:
    """A neighbour finds it by what she needs, on the map and in the album."""
    page.goto("/annuaire/?q=bouquet de mariée mazargues")
    expect(page.get_by_role("link", name="Fleurs Michelet")).to_be_visible()
    page.goto("/carte/?q=fleurs michelet")
    page.locator(".map-point").click()
    expect(page.get_by_role("region", name="Carte").get_by_role("link", name="Fleurs Michelet")).to_be_visible()
    assert_accessible(page)
    page.goto("/album/")
    photos = page.get_by_role("listitem").filter(has_text="Fleurs Michelet")
    expect(photos).to_have_count(2)
    assert_accessible(page)
    photos.first.get_by_role("link", name="Fleurs Michelet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fleurs Michelet")


@pytest.mark.usefixtures("_links_lead_here")
def test_merchant_is_published_and_found(
    page: Page,
    new_context: NewContext,
    sign_in: Callable[[BrowserContext, Member], None],
    mailbox: Mailbox,
    tmp_path: Path,
) -> None:
    settle()
    write_to_the_volunteers(page, tmp_path)
    assert "Votre message est arrivé." in mailbox.last_text(SOLANGE)

    desk = new_context()
    sign_in(desk, make_volunteer())
    publish_in_two_presses(desk.new_page())
    assert "a maintenant sa fiche dans l’annuaire" in mailbox.last_text(SOLANGE)

    correct_by_the_link(page, mailbox)
    find_everywhere(page)
