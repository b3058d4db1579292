"""Taking one's data away and leaving for good, as a neighbour does it on a phone and at a desk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from mcs.members.models import Member
from mcs.members.rules import email_undo_token
from tests.browser.pages import assert_accessible
from tests.factories import make_comment, make_member, make_post

SignIn = Callable[[BrowserContext, Member], None]


def test_member_takes_her_data_and_leaves(page: Page, sign_in: SignIn, complaints: list[str]) -> None:
    member = make_member()
    post = make_post(author=member)
    make_comment(post)
    sign_in(page.context, member)

    page.goto("/moi/")
    page.get_by_role("main").get_by_role("link", name="Télécharger mes données").click()
    page.get_by_role("button", name="Préparer ma copie").click()
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger", exact=False).and_(page.locator("[href$='.zip']")).click()
    assert "mes-donnees.html" in zipfile.ZipFile(download.value.path()).namelist()

    left_open = page.context.new_page()
    left_open.goto("/fil/")
    page.goto("/moi/effacer/")
    page.get_by_label("Pour confirmer").fill("oui")
    page.get_by_role("button", name="Effacer mon compte maintenant").click()
    expect(page.get_by_text("Rien n’a été effacé.")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Pour confirmer").fill("Effacer")
    page.get_by_label("Pour confirmer").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte est effacé")
    assert_accessible(page)

    left_open.get_by_role("link", name="Album").first.click()
    expect(left_open.get_by_role("heading", level=1)).to_have_text("Votre compte est effacé")
    left_open.get_by_role("button", name="Continuer en visiteur").click()
    page.goto(post.get_absolute_url())
    expect(page.get_by_text("Ancien membre")).to_be_visible()
    assert_accessible(page)
    assert set(complaints) == {"Failed to load resource: the server responded with a status of 403 (Forbidden)"}
    complaints.clear()


def test_leaving_works_without_javascript(
    page_without_javascript: Page, sign_in: SignIn, complaints: list[str]
) -> None:
    page, member = page_without_javascript, make_member()
    sign_in(page.context, member)
    page.goto("/moi/effacer/")
    page.get_by_label("Pour confirmer").fill("effacer")
    page.get_by_role("button", name="Effacer mon compte maintenant").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte est effacé")
    page.get_by_role("button", name="Continuer en visiteur").click()
    expect(page.get_by_role("banner")).to_be_visible()
    assert Member.objects.get().erased_at
    assert complaints == ["Failed to load resource: the server responded with a status of 403 (Forbidden)"]
    complaints.clear()


def test_former_mailbox_takes_an_email_back(page: Page) -> None:
    member = make_member(email="intrus@network.example")
    page.goto(f"/e-mail/retablir/{email_undo_token(member, 'nadia@network.example')}/")
    assert_accessible(page)
    page.get_by_role("button", name="Annuler le changement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte a retrouvé son ancien e-mail")
    assert_accessible(page)
    assert Member.objects.get().email == "nadia@network.example"
