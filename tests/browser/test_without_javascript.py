"""Reading, asking and answering in a browser without JavaScript; one joins by e-mail and code on the way."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from mcs.board.models import Comment, Post, Recommendation
from mcs.members.models import Member
from mcs.photos.models import Photo
from tests.browser.mailbox import Mailbox
from tests.browser.neighbourhood import phone_photo, settle, tells_where
from tests.browser.pages import assert_accessible
from tests.factories import make_comment, make_post

NADIA = "nadia@example.org"
QUESTION = "Je cherche un plombier sérieux vers Sainte-Marguerite"


def join_by_email(page: Page, mailbox: Mailbox) -> None:
    """From the page of joining to where it leads."""
    page.get_by_label("Votre e-mail").fill(NADIA)
    page.get_by_role("button", name="Recevoir un code").click()
    code = re.search(r"^\d{6}\s*$", mailbox.last_text(NADIA), re.MULTILINE)
    assert code
    page.get_by_label("Le code à six chiffres").fill(code[0].strip())
    page.get_by_role("button", name="Valider le code").click()


def test_everything_reads_without_javascript(page_without_javascript: Page) -> None:
    page = page_without_javascript
    settle()
    post = make_post(QUESTION, comment_count=1)
    make_comment(post, "Plomberie Saint-Loup, sans hésiter.")
    page.goto("/")
    page.get_by_label("Que cherchez-vous ?").fill("bouchers")
    page.get_by_role("button", name="Chercher").click()
    instead = page.locator(".map noscript p")
    expect(instead).to_have_text("La carte a besoin de JavaScript ; la liste dit la même chose.")
    expect(instead).to_be_visible()
    page.get_by_role("link", name="Boucherie Martin").click()
    expect(page.locator('a[href="tel:+33491000001"]:visible').first).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Le fil").locator("visible=true").first.click()
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_text("Plomberie Saint-Loup, sans hésiter.")).to_be_visible()
    assert page.context.cookies() == []


def test_pages_without_their_scripts_are_accessible(page: Page) -> None:
    """Axe itself needs JavaScript: it looks at pages that got none of their own."""
    settle()
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    post = make_post(QUESTION).get_absolute_url()
    for address in ("/annuaire/?q=boucher", "/carte/", post, "/fil/publier/", "/referencement/", "/rejoindre/"):
        page.goto(address)
        assert_accessible(page)


def test_asking_with_a_photo_works_without_javascript(
    page_without_javascript: Page, mailbox: Mailbox, tmp_path: Path
) -> None:
    page = page_without_javascript
    settle()
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Demander à mes voisins").click()
    page.get_by_label("Votre texte").fill(QUESTION)
    # Nothing makes it smaller here: the server gets all twelve megapixels and what the camera wrote.
    page.get_by_label("Photos (facultatif)").set_input_files(phone_photo(tmp_path, size=(1600, 1200)))
    page.get_by_role("button", name="Publier").click()
    # What may already answer comes as a step of its own, with the text and the photo kept.
    expect(page.get_by_role("heading", name="Peut-être déjà la réponse")).to_be_visible()
    page.get_by_role("button", name="Publier quand même").click()
    join_by_email(page, mailbox)
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    assert Post.objects.get().author == Member.objects.get(email=NADIA)
    picture = page.get_by_role("article").get_by_role("img", name="Photo")
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    addresses = set(re.findall(r"/media/[\w/-]+\.\w+", page.get_by_role("article").inner_html()))
    assert len(addresses) == 9
    assert [url for url in addresses if tells_where(page.request.get(url).body())] == []
    photo = Photo.objects.get()
    assert photo.height > photo.width  # upright, as it was held


def test_answering_works_without_javascript(page_without_javascript: Page, mailbox: Mailbox) -> None:
    page = page_without_javascript
    settle()
    page.goto(make_post(QUESTION).get_absolute_url())
    page.get_by_label("Votre réponse").fill("Venu en une heure.")
    page.get_by_label("Commerce recommandé").fill("saint-loup")
    page.get_by_role("button", name="Rejoindre pour répondre").click()
    join_by_email(page, mailbox)
    answer = page.get_by_role("listitem").filter(has_text="Venu en une heure.")
    expect(answer).to_contain_text("Recommande Plomberie Saint-Loup")
    assert Comment.objects.get().author == Recommendation.objects.get().member == Member.objects.get(email=NADIA)
