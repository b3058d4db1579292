"""The bell, as somebody finds it, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.actions.comment import add_comment
from mcs.board.actions.marks import follow_by_writing
from mcs.members.models import Member
from tests.browser.pages import assert_accessible
from tests.factories import make_member, make_post

SignIn = Callable[[BrowserContext, Member], None]


def test_answers_are_found_under_the_bell_and_a_thread_is_muted(page: Page, sign_in: SignIn) -> None:
    member = make_member(email="nadia@network.example")
    post = make_post("Un plombier sérieux", author=member)
    follow_by_writing(member=member, post=post)
    for name in ("Karim L.", "Ange P."):
        add_comment(post=post, author=make_member(name), text="Essayez Saint-Loup.")
    sign_in(page.context, member)
    page.goto("/moi/")
    page.get_by_role("link", name="Notifications, 1 nouvelle").click()
    expect(page.get_by_role("link", name="2 voisins ont répondu")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Ne plus suivre Un plombier sérieux").click()
    expect(page.get_by_role("status")).to_contain_text("Vous n’entendrez plus parler de")
    page.get_by_role("link", name="Choisir comment je suis prévenu").click()
    assert_accessible(page)
    page.get_by_label("Les réponses à mes publications").select_option("Une fois par jour")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Les réponses à mes publications")).to_have_value("daily")
