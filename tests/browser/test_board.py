"""Asking, answering and recommending, on a phone and at a desk, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from mcs.board.models import Comment, Post, Recommendation
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.board.conftest import indexed, photo_file
from tests.browser.pages import Passkeys, assert_accessible
from tests.factories import make_category, make_comment, make_district, make_listing, make_member, make_post

SignIn = Callable[[BrowserContext, Member], None]
QUESTION = "Je cherche un plombier sérieux vers Sainte-Marguerite. Fuite sous l’évier."


def make_plumber(name: str = "Plomberie Saint-Loup") -> Listing:
    trade = make_category("craft=plumber", name_fr="Plomberie", icon="wrench", hue="sea")
    return indexed(name, category=trade, district=make_district(9))


def sign_in_as(sign_in: SignIn, page: Page, name: str = "Karim L.") -> Member:
    member = make_member(name, district=make_district(9))
    sign_in(page.context, member)
    return member


def test_visitor_publishes_in_three_presses(page: Page, passkeys: Passkeys, tmp_path: Path) -> None:
    photo = tmp_path / "fuite.jpg"
    photo.write_bytes(photo_file().read())
    page.goto("/")
    page.locator('a[href="/fil/publier/"]:visible').first.click()
    page.get_by_label("Votre texte").fill(QUESTION)
    page.locator('input[type="file"]').set_input_files(photo)
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("main").get_by_role("link", name="Rejoindre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je cherche un plombier sérieux vers Sainte-Marguerite")
    expect(page.get_by_text("C’est publié.")).to_be_visible()
    expect(page.locator(".post-photo")).to_be_visible()
    post = Post.objects.get()
    assert post.author == Member.objects.get()
    assert post.photos.count() == 1


def test_answer_names_a_listing_by_three_letters_and_the_keyboard(page: Page, sign_in: SignIn) -> None:
    listing, post = make_plumber(), make_post("Un plombier sérieux")
    make_plumber("Plomberie du Cabot")
    sign_in_as(sign_in, page)
    page.goto(post.get_absolute_url())
    page.get_by_label("Votre réponse").fill("Venu en une heure, facture correcte.")
    picker = page.get_by_role("combobox", name="Commerce recommandé")
    picker.press_sequentially("plo")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.locator("[data-found]")).to_have_text("2 commerces trouvés. Flèche vers le bas pour choisir.")
    assert_accessible(page)
    while page.get_by_role("option", selected=True).filter(has_text="Saint-Loup").count() == 0:
        picker.press("ArrowDown")
    picker.press("Enter")
    expect(picker).to_have_value("Plomberie Saint-Loup")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.get_by_role("button", name="Publier").click()
    answer = page.locator(":focus")
    expect(answer).to_contain_text("Venu en une heure, facture correcte.")
    expect(answer).to_contain_text("Recommande Plomberie Saint-Loup")
    assert_accessible(page)
    assert Comment.objects.get().listing == listing

    answer.get_by_role("link", name="Plomberie Saint-Loup").click()
    expect(page.get_by_role("heading", name="Recommandé par 1 voisin")).to_be_visible()
    panel = page.get_by_role("region", name="Recommandé par 1 voisin")
    expect(panel).to_contain_text("« Venu en une heure, facture correcte. »")
    panel.get_by_role("link", name="Un plombier sérieux").click()
    expect(page).to_have_url(re.compile(post.get_absolute_url()))


def test_suggestion_can_be_pressed_and_let_go(page: Page, sign_in: SignIn) -> None:
    make_plumber()
    sign_in_as(sign_in, page)
    page.goto(make_post().get_absolute_url())
    picker = page.get_by_role("combobox", name="Commerce recommandé")
    slug = page.locator('input[name="listing"]')
    picker.press_sequentially("plomb")
    page.get_by_role("option", name="Plomberie Saint-Loup").click()
    expect(slug).not_to_have_value("")
    picker.press("Backspace")
    expect(slug).to_have_value("")
    expect(page.get_by_role("listbox")).to_be_visible()
    picker.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_closed_tab_loses_nothing_until_it_is_published(page: Page, sign_in: SignIn) -> None:
    sign_in_as(sign_in, page)
    page.goto("/fil/")
    page.get_by_text("Nouveauté").first.click()
    page.get_by_label("Votre texte").fill("Le marché revient samedi.")
    page.goto("/annuaire/")
    page.goto("/fil/publier/")
    expect(page.get_by_label("Votre texte")).to_have_value("Le marché revient samedi.")
    expect(page.get_by_role("radio", name="Nouveauté")).to_be_checked()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le marché revient samedi")
    page.goto("/fil/publier/")
    expect(page.get_by_label("Votre texte")).to_have_value("")


def test_fields_follow_the_kind(page: Page) -> None:
    page.goto("/fil/publier/")
    expect(page.get_by_label("C’était quand ?")).to_be_hidden()
    page.get_by_text("Mon avis").click()
    expect(page.get_by_label("C’était quand ?")).to_be_visible()
    expect(page.get_by_label("Votre texte")).to_have_attribute("placeholder", re.compile("^Ce que vous avez aimé"))
    assert_accessible(page)
    page.get_by_text("Bon plan").click()
    expect(page.get_by_label("Jusqu’à quand ?")).to_be_visible()
    expect(page.get_by_label("C’était quand ?")).to_be_hidden()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("alert")).to_contain_text("rien n’est perdu")
    expect(page.get_by_label("Votre texte")).to_be_focused()
    assert_accessible(page)


def test_feed_goes_on_below_and_fits_the_screen(page: Page) -> None:
    make_district(8)
    for number in range(21):
        make_post(f"Question {number}")
    page.goto("/fil/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cards = page.locator(".post-card")
    expect(cards).to_have_count(20)
    page.get_by_role("link", name="Voir la suite").click()
    expect(cards).to_have_count(21)
    expect(page.get_by_role("link", name="Voir la suite")).to_have_count(0)
    assert page.context.cookies() == []


def test_board_reads_asks_and_answers_without_javascript(page_without_javascript: Page, sign_in: SignIn) -> None:
    page = page_without_javascript
    for name in ("Optique Prado", "Optique Michelet"):
        indexed(name)
    make_comment(make_post("Un opticien ?", comment_count=1), listing=make_listing("Lunettes du Sud"))
    sign_in_as(sign_in, page)
    page.goto("/fil/")
    expect(page.get_by_text("Lunettes du Sud")).to_be_visible()
    page.get_by_label("Votre texte").fill(QUESTION)
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_text("C’est publié.")).to_be_visible()

    page.get_by_label("Votre réponse").fill("Finalement, des lunettes.")
    page.get_by_label("Commerce recommandé").fill("optique")
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("De quel commerce s’agit-il ?")).to_be_visible()
    page.get_by_label("Optique Michelet").check()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Finalement, des lunettes.")).to_be_visible()
    assert Recommendation.objects.get().listing.name == "Optique Michelet"


def test_deleted_post_gives_the_text_back(page: Page, sign_in: SignIn, complaints: list[str]) -> None:
    sign_in_as(sign_in, page)
    post = make_post()
    page.goto(post.get_absolute_url())
    page.get_by_label("Votre réponse").fill("Trop tard ?")
    post.delete()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette publication n’existe plus")
    expect(page.get_by_label("Voici votre texte")).to_have_value("Trop tard ?")
    assert_accessible(page)
    assert complaints == ["Failed to load resource: the server responded with a status of 410 (Gone)"]
    complaints.clear()
