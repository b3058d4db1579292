"""The search box offers what is being typed; the filters work by hand, by keyboard and without a script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.neighbourhood import settle
from tests.browser.pages import assert_accessible


def test_offers_are_chosen_by_keyboard(page: Page) -> None:
    settle()
    page.goto("/")
    box = page.get_by_role("combobox", name="Que cherchez-vous ?")
    box.press_sequentially("fleu")
    offers = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(offers.filter(has_text="Fleurs du Prado")).to_be_visible()
    assert_accessible(page)
    box.press("ArrowDown")
    expect(offers.first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("x")
    box.press("Backspace")
    expect(offers.last).to_be_visible()
    box.press("ArrowUp")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fleurs du Prado")


def test_filters_said_and_chosen_are_taken_off(page: Page) -> None:
    settle()
    page.goto("/annuaire/?q=boucher+ouvert+maintenant")
    held = page.get_by_role("list", name="Les résultats s’en tiennent à")
    expect(held.get_by_role("link")).to_have_text([re.compile("Ouvert maintenant")])
    page.get_by_text("Plus de filtres").click()
    assert_accessible(page)
    held.get_by_role("link").click()
    expect(page.get_by_label("Que cherchez-vous ?")).to_have_value("boucher")
    expect(held).to_be_hidden()


def test_all_filters_work_without_a_script(page_without_javascript: Page) -> None:
    page = page_without_javascript
    settle()
    page.goto("/annuaire/?q=boucher")
    page.get_by_text("Plus de filtres").click()
    page.get_by_label("sont accessibles en fauteuil roulant").check()
    page.get_by_role("button", name="Afficher").click()
    expect(page).to_have_url(re.compile("fauteuil=1"))
    expect(page.get_by_role("heading", name="« Accès fauteuil roulant » : rien parmi 2 fiches")).to_be_visible()
    page.get_by_role("link", name="Sans « Accès fauteuil roulant » : 2 fiches").click()
    expect(page).to_have_url(re.compile(r"\?q=boucher$|\?q=boucher&(?!.*fauteuil)"))
