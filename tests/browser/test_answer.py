"""A neighbour answers with a business of the directory: her answer is a recommendation on its page."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.models import Recommendation
from mcs.members.models import Member
from tests.browser.neighbourhood import make_neighbour, settle
from tests.browser.pages import Passkeys, assert_accessible
from tests.factories import make_post

ANSWER = "Venu en une heure un samedi, facture correcte."


def test_answer_stands_as_a_recommendation_on_the_listing(
    page: Page, sign_in: Callable[[BrowserContext, Member], None]
) -> None:
    settle()
    asked = make_post("Je cherche un plombier sérieux vers Sainte-Marguerite")
    sign_in(page.context, make_neighbour("Karim L."))
    page.goto("/fil/")
    assert_accessible(page)
    page.get_by_role("link", name=asked.title).click()
    page.get_by_label("Votre réponse").fill(ANSWER)
    page.get_by_label("Commerce recommandé").press_sequentially("plo")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("option", name="Plomberie Saint-Loup").click()
    page.get_by_role("button", name="Publier").click()
    answer = page.get_by_role("listitem").filter(has_text=ANSWER)
    expect(answer).to_contain_text("Recommande Plomberie Saint-Loup")

    answer.get_by_role("link", name="Plomberie Saint-Loup").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plomberie Saint-Loup")
    expect(page.locator(".badge.sun")).to_have_text("1 voisin")
    panel = page.get_by_role("region", name="Recommandé par 1 voisin")
    expect(panel).to_contain_text(ANSWER)
    said = Recommendation.objects.get()
    expect(panel).to_contain_text(re.compile(r"Karim L\. · 9e · "))
    expect(panel.get_by_role("time")).to_have_attribute("datetime", timezone.localtime(said.created_at).isoformat())
    expect(panel.get_by_role("link", name=asked.title)).to_be_visible()
    assert_accessible(page)

    page.goto("/")
    expect(page.get_by_role("article").filter(has_text=ANSWER).first).to_contain_text("Plomberie Saint-Loup")
    assert_accessible(page)


def test_visitor_joins_to_answer_and_her_words_are_published(page: Page, passkeys: Passkeys) -> None:
    settle()
    page.goto(make_post().get_absolute_url())
    page.get_by_label("Votre réponse").fill(ANSWER)
    page.get_by_label("Commerce recommandé").press_sequentially("cabot")
    page.get_by_role("option", name="Plomberie du Cabot").click()
    page.get_by_role("button", name="Rejoindre pour répondre").click()
    assert_accessible(page)
    page.get_by_role("main").get_by_role("link", name="Rejoindre").click()
    answer = page.get_by_role("listitem").filter(has_text=ANSWER)
    expect(answer).to_contain_text("Recommande Plomberie du Cabot")
    assert_accessible(page)
