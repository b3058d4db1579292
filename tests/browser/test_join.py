"""Joining, leaving and coming back, as a neighbour does it on a phone and at a desk."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from mcs.members.models import Member
from tests.browser.mailbox import Mailbox
from tests.browser.pages import Passkeys, assert_accessible

NADIA = "nadia@example.org"


def press_join(page: Page, where: str = "banner") -> None:
    page.get_by_role("banner" if where == "banner" else "main").get_by_role("link", name="Rejoindre").click()


def code_in(mailbox: Mailbox) -> str:
    found = re.search(r"^\d{6}\s*$", mailbox.last_text(NADIA), re.MULTILINE)
    assert found
    return found[0].strip()


def test_one_press_makes_a_member_who_can_leave_and_come_back(page: Page, passkeys: Passkeys) -> None:
    page.goto("/hors-ligne/?page=2")
    assert page.context.cookies() == []
    press_join(page)
    expect(page.get_by_role("status")).to_contain_text("Vous êtes des nôtres.")
    expect(page).to_have_url(re.compile(r"/hors-ligne/\?page=2$"))
    assert len(passkeys.held()) == 1
    member = Member.objects.get()

    page.get_by_role("link", name="Dites votre prénom à vos voisins").click()
    assert_accessible(page)
    page.get_by_label("Votre prénom et une initiale").fill("Nadia B.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page).to_have_url(re.compile(r"/hors-ligne/\?page=2$"))

    page.goto("/moi/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nadia B.")
    assert_accessible(page)
    page.get_by_role("button", name="Me déconnecter ici").click()
    # This device is known: it is not offered a second, empty account.
    expect(page.get_by_role("banner").get_by_role("link", name="Se connecter")).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Rejoindre")).to_be_hidden()

    page.goto("/connexion/?suite=/moi/")
    assert_accessible(page)
    page.get_by_role("link", name="Avec ma clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nadia B.")
    assert Member.objects.get() == member


def test_joining_needs_nothing_but_the_keyboard(page: Page, passkeys: Passkeys) -> None:
    page.goto("/rejoindre/?suite=/hors-ligne/")
    page.get_by_role("main").get_by_role("link", name="Rejoindre").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Vous êtes des nôtres.")
    expect(page).to_have_url(re.compile(r":\d+/hors-ligne/$"))
    assert Member.objects.count() == 1


def test_refused_prompt_leads_to_the_email(page: Page, passkeys: Passkeys) -> None:
    passkeys.refuse()
    page.goto("/hors-ligne/")
    press_join(page)
    expect(page).to_have_url(re.compile(r"/rejoindre/\?suite=/hors-ligne/$"))
    press_join(page, "main")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été fait")
    assert_accessible(page)
    expect(page.get_by_label("Votre e-mail")).to_be_visible()
    assert Member.objects.count() == 0


def test_second_passkey_of_one_device_is_kindly_refused(page: Page, passkeys: Passkeys) -> None:
    page.goto("/rejoindre/?suite=/moi/")
    press_join(page, "main")
    page.get_by_role("link", name="Ajouter une clé d’accès sur cet appareil").click()
    expect(page.get_by_role("alert")).to_contain_text("Peut-être cet appareil a-t-il déjà une de vos clés d’accès.")
    assert len(passkeys.held()) == 1


def test_facebook_is_offered_the_email_only(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 [FB_IAB/FB4A;FBAV/500]' })"
    )
    page.goto("/hors-ligne/")
    press_join(page)
    expect(page.get_by_label("Votre e-mail")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Rejoindre")).to_be_hidden()


def test_email_and_code_work_without_javascript(page_without_javascript: Page, mailbox: Mailbox) -> None:
    page = page_without_javascript
    page.goto("/hors-ligne/")
    press_join(page)
    expect(page.get_by_role("main").get_by_role("link", name="Rejoindre")).to_be_hidden()
    page.get_by_label("Votre e-mail").fill(NADIA)
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Le code à six chiffres").fill("12")
    page.get_by_role("button", name="Valider le code").click()
    expect(page.get_by_text("Le code a six chiffres, comme 042")).to_be_visible()
    page.get_by_label("Le code à six chiffres").fill(code_in(mailbox))
    page.get_by_role("button", name="Valider le code").click()
    expect(page).to_have_url(re.compile(r"/hors-ligne/$"))
    expect(page.get_by_role("status")).to_contain_text("Vous êtes des nôtres.")
    assert Member.objects.get().email == NADIA
    page.goto("/moi/")
    page.get_by_role("button", name="Me déconnecter ici").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Rejoindre")).to_be_visible()
