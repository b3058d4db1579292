"""A shopkeeper fills in her hours: with the week's shortcuts, without JavaScript, and with a mistake."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.browser.pages import assert_accessible
from tests.factories import make_district, make_listing, make_member

SignIn = Callable[[BrowserContext, Member], None]


def open_form(page: Page, sign_in: SignIn) -> Listing:
    """The form of a shop without hours, as the one who runs it sees it."""
    make_district()
    sophie = make_member("Sophie T.")
    listing = make_listing(manager=sophie)
    sign_in(page.context, sophie)
    page.goto(f"/annuaire/{listing.slug}/modifier/")
    return listing


def save(page: Page, listing: Listing) -> str:
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(listing.name)
    expect(page).to_have_url(f"{page.url.partition('/annuaire/')[0]}{listing.get_absolute_url()}")
    listing.refresh_from_db()
    return listing.opening_hours


def fill_day(page: Page, day: str, *times: str) -> None:
    group = page.get_by_role("group", name=day)
    if len(times) > 2:
        group.get_by_text("Une autre ouverture le même jour").click()
    for place, moment in enumerate(times):
        label = f"{day}, ferme à" if place % 2 else f"{day}, ouvre à"
        group.get_by_label(label).nth(place // 2).fill(moment)


def test_week_is_copied_from_one_day(page: Page, sign_in: SignIn) -> None:
    listing = open_form(page, sign_in)
    page.get_by_role("group", name="Lundi").get_by_label("Fermé").check()
    page.get_by_role("group", name="Dimanche").get_by_label("Fermé").check()
    fill_day(page, "Mardi", "09:00", "12:30", "14:00", "02:00")
    expect(page.get_by_role("group", name="Mardi").get_by_text("jusqu’à 2 h le lendemain")).to_be_visible()
    page.get_by_role("button", name="Copier aux autres jours (Mardi)").click()
    expect(page.get_by_text("Copié aux jours qui ne sont pas fermés.")).to_be_visible()
    page.get_by_label("Fermé les jours fériés").check()
    assert_accessible(page)
    assert save(page, listing) == "Tu-Sa 09:00-12:30,14:00-02:00; PH off"


def test_copy_is_taken_back_and_a_closure_fits_a_phone(page: Page, sign_in: SignIn) -> None:
    listing = open_form(page, sign_in)
    fill_day(page, "Samedi", "09:00", "19:00")
    fill_day(page, "Mardi", "09:00", "12:30")
    tuesday = page.get_by_role("group", name="Mardi")
    tuesday.get_by_role("button", name="Copier aux autres jours").click()
    expect(page.get_by_label("Samedi, ferme à").first).to_have_value("12:30")
    tuesday.get_by_role("button", name="Annuler").click()
    expect(tuesday.get_by_role("button", name="Copier aux autres jours")).to_be_focused()
    page.get_by_text("Ajouter une fermeture").first.click()
    assert_accessible(page)
    assert save(page, listing) == "Tu 09:00-12:30; Sa 09:00-19:00"


def test_week_is_filled_without_javascript(page_without_javascript: Page, sign_in: SignIn) -> None:
    page = page_without_javascript
    listing = open_form(page, sign_in)
    fill_day(page, "Lundi", "09:00", "12:30")
    for day in ("Mardi", "Mercredi", "Jeudi", "Vendredi"):
        page.get_by_role("group", name=day).get_by_label("Comme la veille").check()
    page.get_by_text("Ajouter une fermeture").first.click()
    page.get_by_label("Premier jour de fermeture").first.fill("2030-01-01")
    page.get_by_label("Dernier jour de fermeture").first.fill("2029-12-24")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("finit avant de commencer")
    expect(page.get_by_role("group", name="Mardi").get_by_label("Comme la veille")).to_be_checked()
    page.get_by_role("group", name="Fermeture 1").get_by_label("Premier jour de fermeture").fill("")
    page.get_by_role("group", name="Fermeture 1").get_by_label("Dernier jour de fermeture").fill("")
    assert save(page, listing) == "Mo-Fr 09:00-12:30"


def test_mistake_is_said_at_the_top_and_leads_to_its_field(page: Page, sign_in: SignIn) -> None:
    open_form(page, sign_in)
    fill_day(page, "Vendredi", "12:00", "09:00")
    page.get_by_label("Page Facebook").fill("facebook.com/share/1AbC")
    page.get_by_role("button", name="Enregistrer").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("2 choses à corriger, rien n’est perdu")
    expect(summary).to_be_focused()
    assert_accessible(page)
    summary.get_by_role("link", name="Vendredi, ferme à").click()
    expect(page.get_by_label("Vendredi, ferme à").first).to_be_focused()
    expect(page.get_by_label("Vendredi, ferme à").first).to_have_value("09:00")
