"""A butcher takes her page over, says how she takes orders, and delivers what a neighbour asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.browser.conftest import NewContext
from tests.browser.mailbox import Mailbox
from tests.browser.neighbourhood import settle
from tests.browser.pages import assert_accessible
from tests.factories import make_member

SHOP, SOPHIE, NADIA = "Boucherie Martin", "sophie@boucherie-martin.example", "nadia@network.example"
SignIn = Callable[[BrowserContext, Member], None]


@pytest.fixture
def _neighbourhood(transactional_db: None, settings: Settings, live_server: LiveServer) -> None:
    settings.NETWORK_URL = live_server.url
    settle()
    Listing.objects.filter(name=SHOP).update(email=SOPHIE)


def take_the_page_over(page: Page, mailbox: Mailbox) -> None:
    """« C’est mon commerce », a wrong code, then the one her shop's mailbox got."""
    page.goto(Listing.objects.get(name=SHOP).get_absolute_url())
    page.get_by_role("link", name="C’est mon commerce").click()
    assert_accessible(page)
    page.get_by_role("radio", name=re.compile("e-mail", re.IGNORECASE)).check()
    page.get_by_role("button", name="Continuer").click()
    code = page.get_by_role("textbox", name="Les six chiffres du code")
    code.fill("000 000")
    page.get_by_role("button", name="Vérifier le code").click()
    expect(code).to_have_value("000 000")
    assert_accessible(page)
    found = re.search(r"\b\d{3}\s?\d{3}\b", mailbox.last_text(SOPHIE))
    assert found
    code.fill(found[0])
    page.get_by_role("button", name="Vérifier le code").click()
    expect(page.get_by_role("status")).to_contain_text("C’est réglé")


def open_the_counter(page: Page) -> None:
    """From her own page to the rules of her orders."""
    page.goto("/moi/")
    page.get_by_role("link", name=re.compile(rf"^{SHOP} · commandes")).click()
    expect(page.get_by_text("Rien ne vous attend.")).to_be_visible()
    page.get_by_role("link", name="Comment vous prenez les commandes").click()
    assert_accessible(page)
    page.get_by_label("Les voisins peuvent commander sur la fiche").check()
    page.get_by_label("Livrez-moi").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").filter(has_text="Vos règles sont à jour")).to_be_visible()


def order_a_delivery(page: Page) -> None:
    """Commander, Livrez-moi; what is missing is said and what was typed stays."""
    page.goto(Listing.objects.get(name=SHOP).get_absolute_url())
    page.get_by_role("link", name="Commander").first.click()
    page.get_by_role("button", name="Livrez-moi").click()
    page.get_by_label("Que faut-il livrer").fill("Deux rôtis de veau")
    page.get_by_label("Quel jour").fill((timezone.localdate() + timedelta(days=3)).isoformat())
    page.get_by_label("Votre téléphone").fill("06 39 98 12 34")
    page.get_by_role("button", name="Envoyer ma commande").last.click()
    expect(page.get_by_label("Que faut-il livrer")).to_have_value("Deux rôtis de veau")
    assert_accessible(page)
    page.get_by_label("Adresse").fill("12 rue Borde, 13008")
    page.get_by_role("button", name="Envoyer ma commande").last.click()
    expect(page.get_by_role("status")).to_contain_text("Votre commande est envoyée.")
    assert_accessible(page)


def answer_from_the_mail(page: Page, mailbox: Mailbox) -> str:
    """No account: the link, a price, « Accepter »; returns the link."""
    found = re.search(r"http://\S+/commande/\S+", mailbox.last_text(SOPHIE))
    assert found
    page.goto(found[0])
    assert_accessible(page)
    page.get_by_label("Prix").fill("24,50")
    page.get_by_label("Quand").fill("entre 9 h et 10 h")
    page.get_by_role("button", name="Accepter").click()
    expect(page.get_by_role("status")).to_contain_text("Votre client est prévenu.")
    return found[0]


@pytest.mark.usefixtures("_neighbourhood")
def test_business_is_claimed_ordered_from_and_delivers(
    page: Page, new_context: NewContext, sign_in: SignIn, mailbox: Mailbox, complaints: list[str]
) -> None:
    sign_in(page.context, make_member("Sophie M.", email=SOPHIE))
    take_the_page_over(page, mailbox)
    complaints.clear()  # the wrong code was refused (400)
    open_the_counter(page)
    hers = new_context()
    sign_in(hers, make_member("Nadia B.", email=NADIA))
    nadia = hers.new_page()
    order_a_delivery(nadia)
    link = answer_from_the_mail(new_context().new_page(), mailbox)
    nadia.reload()
    expect(nadia.get_by_text("acceptée")).to_be_visible()
    expect(nadia.get_by_text("24,50 €")).to_be_visible()
    page.goto(Listing.objects.get(name=SHOP).get_absolute_url() + "commandes/")
    assert_accessible(page)
    sheet = page.get_by_role("link", name=re.compile("1 livraison")).get_attribute("href")
    assert page.request.get(str(sheet)).body()[:5] == b"%PDF-"
    page.goto(link)
    page.get_by_role("button", name="C’est fait").click()
    expect(page.get_by_text("terminée")).to_be_visible()
