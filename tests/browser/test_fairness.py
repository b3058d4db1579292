"""What is held, reported, removed and appealed: the author, the reporter and two volunteers, each in their browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from mcs.board.models import Post
from mcs.moderation.models import Decision
from tests.browser.conftest import Browse
from tests.browser.pages import assert_accessible
from tests.factories import make_member, make_post, make_volunteer

LINK = "Allez voir www.plombier-malin.fr, il est venu en une heure."
FACTS = "Le texte traite tous les voisins de voleurs."
STANDS = "Le texte reste blessant."


def says(page: Page, *sentences: str) -> None:
    """All of them, on a page that is accessible."""
    for sentence in sentences:
        expect(page.locator("main")).to_contain_text(sentence)
    assert_accessible(page)


def open_first(desk: Page) -> None:
    desk.goto("/bureau/")
    desk.locator("[data-desk-item] a").first.click()
    desk.wait_for_load_state()


def report_and_remove(post: Post, reporter: Page, claire: Page) -> None:
    reporter.goto(post.get_absolute_url())
    reporter.get_by_role("link", name="Signaler", exact=True).first.click()
    says(reporter, "Qu’est-ce qui ne va pas")
    reporter.get_by_role("button", name="Insultes, haine ou menaces").click()
    says(reporter, "Merci. Les bénévoles l’ont reçu.")
    open_first(claire)
    claire.get_by_label("Les faits").fill(FACTS)
    assert_accessible(claire)
    claire.get_by_role("button", name="Ne plus le montrer").click()
    says(claire, "Ce n’est plus montré")


def test_link_of_a_new_account_waits_says_why_and_is_published(browse: Browse) -> None:
    zoe, desk = browse(make_member("Zoé P.")), browse(make_volunteer())
    zoe.goto("/fil/publier/?genre=request")
    zoe.locator("textarea[name=text]").fill(LINK)
    zoe.get_by_role("button", name="Publier").last.click()
    says(zoe, "Un bénévole", "un nouveau compte donne un lien")
    open_first(desk)
    says(desk, "Un nouveau compte donne un lien", "plombier-malin.fr")
    desk.get_by_role("button", name="Publier", exact=True).click()
    says(desk, "Rien n’attend")
    zoe.goto("/moi/notifications/")
    says(zoe, "C’est publié")


def test_reported_removed_appealed_and_answered_by_another(browse: Browse) -> None:
    karim, nadia = make_member("Karim L.", email="karim@network.example"), make_member("Nadia B.")
    post = make_post("Vous êtes tous des voleurs", author=karim)
    reporter, author = browse(nadia), browse(karim)
    claire, marc = browse(make_volunteer()), browse(make_volunteer(name="Marc D."))

    report_and_remove(post, reporter, claire)
    author.goto("/moi/notifications/")
    author.get_by_role("link", name="lisez pourquoi").click()
    says(author, "Contraire à la charte", FACTS, "Aucune machine", "Rien n’est effacé", "saisir la justice")
    author.get_by_role("link", name="Recours").click()
    author.get_by_label("Pourquoi").fill("C’était une blague.")
    assert_accessible(author)
    author.get_by_role("button", name="Envoyer").click()
    says(author, "Votre recours est arrivé.")

    open_first(claire)
    says(claire, "un autre bénévole répond au recours")
    open_first(marc)
    says(marc, "C’était une blague.")
    marc.get_by_label("Votre réponse").fill(STANDS)
    marc.get_by_role("button", name="La décision est maintenue").click()
    says(marc, "Recours refusé")
    author.goto(Decision.objects.get().get_absolute_url())
    says(author, "la décision est maintenue", STANDS)
    reporter.goto("/moi/notifications/")
    reporter.get_by_role("link", name="Votre signalement a été traité").click()
    says(reporter, "Ce n’est plus montré", "Décidé par un bénévole")
