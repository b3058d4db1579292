"""A merchant asks to hear of requests in her trade, finds one, and answers it once in her business's name."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.models import Comment
from mcs.members.models import Member
from tests.browser.pages import assert_accessible
from tests.browser.test_board import make_plumber, sign_in_as
from tests.factories import make_district, make_post


def test_merchant_hears_of_a_request_and_answers_once(
    page: Page, sign_in: Callable[[BrowserContext, Member], None]
) -> None:
    merchant = sign_in_as(sign_in, page, "Sophie T.")
    listing = make_plumber()
    listing.manager = merchant
    listing.save()
    make_post("Un plombier sérieux", district=make_district(8)).categories.add(listing.category)
    make_post("Un vélo pour enfant", district=make_district(9))
    page.goto("/moi/")
    page.get_by_role("button", name="M’avertir des demandes").click()
    assert_accessible(page)
    page.get_by_role("link", name="Voir ces demandes").click()
    expect(page.get_by_role("link", name="Un vélo pour enfant")).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("link", name="Un plombier sérieux").click()
    expect(page.get_by_role("radio", name="Plomberie Saint-Loup")).to_be_checked()
    assert_accessible(page)
    page.get_by_label("Votre réponse").fill("Je passe demain matin.")
    page.get_by_role("button", name="Publier").click()
    answer = page.get_by_role("listitem").filter(has_text="Je passe demain matin.")
    expect(answer).to_contain_text("Commerçant")
    expect(answer).to_contain_text("Au nom de Plomberie Saint-Loup")
    expect(page.get_by_role("radio", name="Plomberie Saint-Loup")).to_have_count(0)
    assert_accessible(page)
    assert Comment.objects.get().merchant == listing

    page.goto("/fil/")
    known = page.get_by_role("region", name="Vous connaissez peut-être la réponse")
    expect(known.get_by_role("listitem")).to_have_count(1)
    assert_accessible(page)
    known.get_by_role("button", name="Masquer pendant une semaine").click()
    expect(known).to_have_count(0)
    page.reload()
    expect(page.get_by_role("link", name="Un vélo pour enfant")).to_have_count(1)
