"""A review from its page to the merchant's reply, changed once; and a request that an answer solves."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from mcs.board.models import Post
from tests.browser.conftest import Browse
from tests.browser.pages import assert_accessible
from tests.browser.test_board import make_plumber
from tests.factories import make_comment, make_member, make_post

REVIEW = "Venu dans l’heure, prix annoncé d’avance."
REPLY = "Merci Karim, à votre service."


def write_review(page: Page, rating: str) -> None:
    page.get_by_label("Votre texte").fill(REVIEW)
    page.get_by_label("C’était quand").fill("2026-11-02")
    page.get_by_label("Votre note").select_option(rating)
    page.get_by_role("button", name="Publier", exact=True).click()


def test_review_is_replied_to_and_there_is_one(browse: Browse) -> None:
    listing = make_plumber()
    listing.manager = make_member("Sylvie P.")
    listing.save()
    karim, sylvie = browse(make_member("Karim L.")), browse(listing.manager)
    karim.goto(listing.get_absolute_url())
    karim.get_by_role("link", name="Donner mon avis").first.click()
    write_review(karim, "5")
    expect(karim.get_by_text("C’est publié.")).to_be_visible()
    assert_accessible(karim)
    sylvie.goto(Post.objects.get().get_absolute_url())
    sylvie.get_by_role("link", name="Répondre en tant que commerçant").first.click()
    sylvie.get_by_label("Votre réponse").fill(REPLY)
    assert_accessible(sylvie)
    sylvie.get_by_role("button", name="Publier").click()
    expect(sylvie.get_by_text(REPLY)).to_be_visible()
    karim.goto(listing.get_absolute_url())
    karim.get_by_role("link", name="Donner mon avis").first.click()
    write_review(karim, "3")
    expect(karim.get_by_text("Vous avez déjà donné votre avis sur ce commerce.")).to_be_visible()
    assert_accessible(karim)
    karim.get_by_role("link", name="Modifier mon avis").click()
    karim.get_by_label("Votre note").select_option("3")
    assert_accessible(karim)
    karim.get_by_role("button", name="Enregistrer").click()
    expect(karim.get_by_text("C’est modifié.")).to_be_visible()
    expect(karim.get_by_text(REPLY)).to_be_visible()
    assert Post.objects.get().rating == 3


def test_request_is_solved_by_an_answer(browse: Browse) -> None:
    nadia = make_member("Nadia B.")
    post = make_post("Un plombier ?", author=nadia)
    make_comment(post, "Essayez Saint-Loup.")
    page = browse(nadia)
    page.goto(post.get_absolute_url())
    page.get_by_role("button", name="C’est la solution").click()
    expect(page.locator(".comment.solution")).to_contain_text("Essayez Saint-Loup.")
    expect(page.get_by_text("Résolu").first).to_be_visible()
    assert_accessible(page)


def test_two_tabs_edit_one_text_and_neither_is_lost(browse: Browse) -> None:
    nadia = make_member("Nadia B.")
    post = make_post("Un plombier ?", author=nadia)
    page = browse(nadia)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/fil/{post.pk}/modifier/")
    page.get_by_label("Votre texte").fill("Un plombier vers Mazargues ?")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est modifié.")).to_be_visible()
    other.get_by_label("Votre texte").fill("Un plombier vers la Panouse ?")
    other.get_by_role("button", name="Enregistrer").click()
    expect(other.get_by_label("Ce qui est écrit maintenant")).to_have_value("Un plombier vers Mazargues ?")
    expect(other.get_by_label("Votre texte")).to_have_value("Un plombier vers la Panouse ?")
    assert_accessible(other)
    other.get_by_role("button", name="Enregistrer").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Un plombier vers la Panouse ?")
