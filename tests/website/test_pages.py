"""The pages that need the whole house."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.urls import get_resolver
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.facts import RESERVED
from tests.factories import make_district, make_listing, make_member, make_post, make_volunteer

pytestmark = pytest.mark.django_db


def recommended(number: int) -> None:
    make_listing(
        f"Boucherie {number}", recommendation_count=number, recommended_at=timezone.now(), quote="Viande superbe"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_home_shows_what_neighbours_recommend_and_say(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    make_district()
    for number in range(1, count + 1):
        recommended(number)
        make_post(f"Question {number}")
    with django_assert_num_queries(5):
        page = client.get("/")
    text = page.content.decode()
    assert text.count("Viande superbe") == count
    assert text.count("Question ") == count
    assert "8e arrondissement" in text
    assert page.cookies == {}


def test_home_of_an_empty_network_says_what_to_do(client: Client) -> None:
    text = client.get("/").content.decode()
    assert "Pas encore de recommandation" in text
    assert "Le fil est calme" in text


def test_desk_is_for_volunteers(client: Client) -> None:
    assert client.get("/bureau/").status_code == 302
    client.force_login(make_member())
    assert client.get("/bureau/").status_code == 403
    client.force_login(make_volunteer())
    assert "Rien n’attend" in client.get("/bureau/").content.decode()


def test_a_page_that_is_not_there_says_so(client: Client) -> None:
    page = client.get("/annuaire/nulle-part/")
    assert page.status_code == 404
    assert "Cette page n’existe pas, ou plus" in page.content.decode()


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def test_a_broken_page_is_kind_and_needs_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("mcs.website.views.home.home_page", broken)
    client.raise_request_exception = False
    page = client.get("/")
    assert page.status_code == 500
    assert "Quelque chose a cassé de notre côté" in page.content.decode()


def test_without_its_database_the_site_says_so_and_when_to_come_back(client: Client) -> None:
    def refuse(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith(refused):
            raise OperationalError("database is locked")
        return execute(sql, *args)

    client.force_login(make_member())
    client.raise_request_exception = False
    for refused, path, said in (
        ("SELECT", "/fil/", "cette page ne peut pas s’afficher pour le moment"),
        ("INSERT", "/fil/publier/", "rechargez cette page et confirmez"),
        ('UPDATE "django_session"', "/fil/publier/", "rechargez cette page et confirmez"),  # already published
    ):
        sent = {"kind": "request", "text": "Bonjour, qui répare les vélos ?", "relu": "1", "vu": "1"}
        with connection.execute_wrapper(refuse):
            page = client.get(path) if refused == "SELECT" else client.post(path, sent)
        assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "15", "no-store")
        assert said in page.content.decode()


def test_language_is_kept_when_chosen_and_only_for_languages_there_are(client: Client) -> None:
    response = client.post("/langue/", {"language": "en", "suite": "/fil/"})
    assert (response.status_code, response["Location"]) == (302, "/fil/")
    assert "Your neighbours. Your shops. Together." in client.get("/").content.decode()
    assert "django_language" not in Client().post("/langue/", {"language": "xx"}).cookies


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_language_never_leads_elsewhere(client: Client, target: str) -> None:
    assert client.post("/langue/", {"language": "en", "suite": target})["Location"] == "/"


def test_the_browser_language_is_respected(client: Client) -> None:
    assert "Your neighbours" in client.get("/", headers={"accept-language": "en-GB"}).content.decode()
    assert "Vos voisins" in client.get("/", headers={"accept-language": "de"}).content.decode()


def test_the_site_installs_and_has_an_offline_page(client: Client) -> None:
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert (manifest["name"], manifest["start_url"]) == ("Marseille Connection Sud", "/")
    assert "/hors-ligne/" in client.get("/sw.js").content.decode()
    assert "Pas de réseau pour le moment" in client.get("/hors-ligne/").content.decode()


def test_no_listing_takes_the_address_of_a_page_of_ours_and_none_of_those_is_kept(client: Client) -> None:
    routes = [
        str(route.pattern) for part in get_resolver().url_patterns for route in getattr(part, "url_patterns", [part])
    ]
    beside = {found[1] for route in routes if (found := re.fullmatch(r"annuaire/([a-z0-9-]+)/", route))}
    assert set(RESERVED) == beside
    assert f"(?!(?:{'|'.join(RESERVED)})\\/)" in client.get("/sw.js").content.decode()


def test_every_page_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
