"""Pressing on a post's page: the focus stays, what did not reach the site is said, the menu is within the screen."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.models import Follow, Post, Thanks
from mcs.members.models import Member
from tests.browser.pages import assert_accessible
from tests.browser.test_board import make_plumber, sign_in_as
from tests.factories import make_comment, make_post

SignIn = Callable[[BrowserContext, Member], None]


def test_thanks_and_follow_keep_the_focus_where_it_was(page: Page, sign_in: SignIn) -> None:
    post = make_post("Un plombier ?")
    make_comment(post, "Essayez Saint-Loup.")
    sign_in_as(sign_in, page)
    page.goto(post.get_absolute_url())
    for button in page.get_by_role("button", name="Merci").all():
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_be_focused()
    page.get_by_role("button", name="Suivre").press("Enter")
    expect(page.get_by_role("button", name="Vous suivez")).to_be_focused()
    assert_accessible(page)
    assert (Thanks.objects.count(), Follow.objects.count()) == (2, 1)


def test_press_without_a_network_is_said_beside_it(page: Page, sign_in: SignIn, complaints: list[str]) -> None:
    post = make_post("Un plombier ?")
    make_comment(post, "Essayez Saint-Loup.")
    sign_in_as(sign_in, page)
    page.goto(post.get_absolute_url())
    thanks = page.get_by_role("listitem").get_by_role("button", name="Merci")
    page.context.set_offline(True)
    thanks.click()
    said = page.get_by_role("listitem").get_by_text("Il n’y a pas de réseau : rien n’a changé.")
    expect(said).to_be_visible()
    assert_accessible(page)
    page.context.set_offline(False)
    thanks.click()
    expect(thanks).to_have_attribute("aria-pressed", "true")
    expect(said).to_be_hidden()
    complaints.clear()  # the browser's, of the network


def test_own_menu_opens_within_the_screen(page: Page, sign_in: SignIn) -> None:
    member = sign_in_as(sign_in, page)
    post = make_post("Un plombier ?", author=member)
    make_comment(post, "Trouvé, merci.", author=member)
    Follow.objects.create(post=post, member=member)  # the longer word
    page.goto(post.get_absolute_url())
    for menu in page.get_by_label("Plus", exact=True).all():
        menu.click()
    for acts in page.locator(".own-acts").all():
        box = acts.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.evaluate("screen.width")


def test_that_is_it_begins_afresh_the_next_time(page: Page) -> None:
    listing = make_plumber()
    page.goto("/fil/")
    page.get_by_label("Votre texte").fill("Je cherche un plombier")
    page.get_by_role("button", name="C’est ça").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plomberie Saint-Loup")
    expect(page.get_by_text("Votre question n’a pas été publiée.")).to_be_visible()
    assert_accessible(page)
    page.goto("/fil/")
    expect(page.get_by_label("Votre texte")).to_have_value("")
    page.goto(listing.get_absolute_url())
    expect(page.get_by_text("Votre question n’a pas été publiée.")).to_be_hidden()
    assert not Post.objects.exists()


def test_what_follows_a_mention_stands_close_to_it(page: Page, sign_in: SignIn) -> None:
    make_plumber()
    post = make_post("Un plombier ?")
    sign_in_as(sign_in, page)
    page.goto(post.get_absolute_url())
    area = page.get_by_label("Votre réponse")
    area.press_sequentially("Voyez @plo")
    page.get_by_role("option").click()
    area.press_sequentially(", très sérieux")
    expect(area).to_have_value("Voyez Plomberie Saint-Loup, très sérieux")
