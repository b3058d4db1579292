"""The charter and the legal pages: filled from settings and from the code, honest about what is missing."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from mcs.lib.periodic.registry import jobs
from mcs.members.charter import VERSION
from mcs.members.holdings import all_holdings
from mcs.website.audit import PAGES, last_audit
from mcs.website.checks import legal_facts_are_said

ADDRESSES = (
    "/charte/",
    "/mentions-legales/",
    "/confidentialite/",
    "/confidentialite/registre/",
    "/accessibilite/",
    "/a-propos/",
)
SAID = {
    "PUBLISHER": "Association Marseille Connection Sud",
    "PUBLISHER_ADDRESS": "12 rue Floralia, 13009 Marseille",
    "PUBLISHER_PHONE": "04 91 00 00 00",
    "PUBLICATION_DIRECTOR": "Claire M.",
    "HOSTING_PROVIDER": "Hébergeur Exemple, 1 rue du Port, 13002 Marseille",
    "VOLUNTEERS_EMAIL": "benevoles@network.example",
}
MISSING = "pas encore dit par qui tient ce réseau"
# When the words of the charter change, members must be asked again: change the version, then this.
CHARTER = {"2026-11-26": "ff1780c34e1913e2"}


def text_of(address: str) -> str:
    return Client().get(address).content.decode()


def words_of(page: str) -> str:
    """What the article says, without its marks."""
    article = re.search(r"<article.*?</article>", page, re.DOTALL)
    assert article
    return " ".join(re.sub(r"<[^>]+>", " ", article[0]).split())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_public_and_costs_no_query(address: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        response = Client().get(address)
    assert response.status_code == 200
    assert response.cookies.output() == ""


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_leads_to_it(address: str) -> None:
    assert f'href="{address.replace("registre/", "")}"' in text_of("/hors-ligne/")


def test_missing_facts_are_told_to_visitors_and_operator() -> None:
    page = text_of("/mentions-legales/")
    assert page.count(MISSING) == 6
    assert "Cette page n’est pas complète" in page
    assert [warning.id for warning in legal_facts_are_said()] == [
        "website.MCS_PUBLISHER",
        "website.MCS_PUBLISHER_ADDRESS",
        "website.MCS_PUBLISHER_PHONE",
        "website.MCS_VOLUNTEERS_EMAIL",
        "website.MCS_PUBLICATION_DIRECTOR",
        "website.MCS_HOSTING_PROVIDER",
    ]


def test_said_facts_fill_the_pages(settings: Settings) -> None:
    for name, value in SAID.items():
        setattr(settings, name, value)
    page = text_of("/mentions-legales/")
    assert [value in page for value in SAID.values()] == [True] * 6
    assert (MISSING in page, "n’est pas complète" in page) == (False, False)
    assert "Association Marseille Connection Sud, 12 rue Floralia" in text_of("/confidentialite/")
    assert "Sur les machines de Hébergeur Exemple" in text_of("/confidentialite/")
    assert legal_facts_are_said() == []


def test_operator_is_told_at_start(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check", deploy=True, fail_level="CRITICAL")
    assert "MCS_PUBLICATION_DIRECTOR is not set" in capsys.readouterr().err


def test_register_shows_each_declared_activity() -> None:
    page = text_of("/confidentialite/registre/")
    assert [str(holding.title) in page for holding in all_holdings()] == [True] * len(all_holdings())
    assert page.count("<dt>But</dt>") == len(all_holdings())
    assert {job for holding in all_holdings() for job in holding.jobs} <= {job.name for job in jobs()}


def test_charter_changes_with_its_version() -> None:
    words = words_of(text_of("/charte/"))
    assert {VERSION: hashlib.sha256(words.encode()).hexdigest()[:16]} == CHARTER


def test_statement_says_what_was_measured() -> None:
    page = text_of("/accessibilite/")
    assert page.count('<th scope="row">') == len(PAGES)
    assert last_audit().tool in page
    assert "Accessibilité\u00a0: partiellement conforme" in page


def test_privacy_page_warns_of_tiles_from_elsewhere(settings: Settings) -> None:
    assert "Les pages ne chargent rien d’ailleurs" in text_of("/confidentialite/")
    settings.MAP_TILES = {
        "url": "https://tiles.example/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap",
        "origin": "https://tiles.example",
    }
    page = text_of("/confidentialite/")
    assert "votre navigateur les lui demande" in page
    assert "Les pages ne chargent rien" not in page


def test_cookies_are_named_as_they_are() -> None:
    page = text_of("/confidentialite/")
    names = (
        django_settings.SESSION_COOKIE_NAME,
        django_settings.CSRF_COOKIE_NAME,
        django_settings.LANGUAGE_COOKIE_NAME,
    )
    assert [f"<code>{name}</code>" in page for name in names] == [True] * 3


@pytest.mark.django_db
def test_privacy_page_says_what_stays_on_the_device_and_until_when() -> None:
    said = words_of(text_of("/confidentialite/"))
    assert "les 40 dernières fiches de l’annuaire que vous avez regardées" in said
    assert "Elles sont effacées quand vous vous déconnectez" in said
    assert "MOST_SEEN = 40;" in text_of("/sw.js")
