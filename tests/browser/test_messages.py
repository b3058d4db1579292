"""Two neighbours write to each other, one of them with the page open; and the volunteers answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from mcs.members.models import Member
from mcs.messaging.actions.send import send_message, start_conversation
from mcs.messaging.models import Message, Participant
from tests.browser.neighbourhood import phone_photo
from tests.browser.pages import assert_accessible
from tests.factories import make_member, make_post, make_volunteer

SignIn = Callable[[BrowserContext, Member], None]


def make_reachable() -> Member:
    karim = make_member("Karim L.")
    make_post("Poussette à donner", author=karim)
    return karim


def test_neighbours_write_while_the_page_is_open(page: Page, sign_in: SignIn, tmp_path: Path) -> None:
    nadia, karim = make_member("Nadia B."), make_reachable()
    sign_in(page.context, nadia)
    page.goto(f"/voisins/{karim.pk}/")
    page.get_by_role("link", name="Écrire un message").click()
    page.get_by_label("Votre message").fill("La poussette est-elle toujours à donner ?")
    page.locator('input[type="file"]').set_input_files(phone_photo(tmp_path, size=(1600, 1200)))
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Karim L.", timeout=30_000)  # the photo is made meanwhile
    expect(page.locator(".message-photo")).to_be_visible()
    his = Participant.objects.select_related("conversation").get(member=karim)
    send_message(sender=his, author=karim, text="Oui, elle vous attend.")
    expect(page.get_by_text("Oui, elle vous attend.")).to_be_visible(timeout=15_000)
    assert_accessible(page)
    nadia.refresh_from_db()
    assert nadia.unread_conversations == 0


def test_blocking_from_the_menu(page: Page, sign_in: SignIn) -> None:
    nadia, karim = make_member("Nadia B."), make_reachable()
    start_conversation(member=karim, other=nadia, text="Bonjour")
    sign_in(page.context, nadia)
    page.goto("/")
    page.get_by_role("link", name="Messages, 1 conversation avec du nouveau").click()
    assert_accessible(page)
    page.get_by_role("link", name="Karim L.").click()
    page.get_by_text("Plus", exact=True).locator("..").click()
    page.get_by_role("link", name="Bloquer").click()
    assert_accessible(page)
    page.get_by_role("button", name="Bloquer").click()
    expect(page.get_by_text("Vous avez bloqué Karim L.")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_count(0)
    page.get_by_role("button", name="Débloquer").click()
    expect(page.get_by_label("Votre message")).to_be_visible()


def test_writing_to_the_volunteers_without_javascript(page_without_javascript: Page, sign_in: SignIn) -> None:
    page, nadia = page_without_javascript, make_member("Nadia B.")
    sign_in(page.context, nadia)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Écrire aux bénévoles").click()
    page.get_by_label("Votre message").fill("La boulangerie a changé d’horaires.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".bubble")).to_have_text("La boulangerie a changé d’horaires.")
    claire = make_volunteer()
    side = Participant.objects.select_related("conversation").get(is_volunteers=True)
    send_message(sender=side, author=claire, text="C’est corrigé.")
    page.reload()
    expect(page.get_by_text("Claire M. vous répond, pour les bénévoles.")).to_be_visible()
    assert Message.objects.count() == 2
