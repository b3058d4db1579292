"""Walks every address as every role (access.txt), and looks closer at what visitors get."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from mcs.members.models import Member
from tests.architecture.world import ROLES, make_people, make_places

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    method: str
    address: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def read_table() -> list[Line]:
    lines = Path(__file__).with_name("access.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return [Line(row[0], row[1], dict(zip(ROLES, row[2:], strict=True))) for row in rows]


TABLE = read_table()
PUBLIC = [line for line in TABLE if line.method == "GET" and line.expected["visitor"] == "200"]


def our_patterns(resolver: URLResolver | None = None, name: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its full name, "board:post"."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from our_patterns(entry, f"{entry.namespace}:" if entry.namespace else name)
        else:
            yield f"{name}{entry.name}", entry


def sign_in(member: Member | None) -> Client:
    client = Client(raise_request_exception=True)
    if member:
        client.force_login(member)
    return client


def ask(line: Line, places: dict[str, object], client: Client) -> HttpResponseBase:
    """The answer to that client, in a transaction that is undone: the next one finds everything as it was."""
    cache.clear()
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(line.method, line.address.format(**places))
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def told(response: HttpResponseBase) -> str:
    sign_in = resolve_url(settings.LOGIN_URL)
    if response.status_code == 302 and response.headers["Location"].startswith(f"{sign_in}?"):
        return "in"
    return str(response.status_code)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(role: str) -> None:
    people = make_people()
    places = make_places(people)
    client = sign_in(people[role])
    answers = {str(line): told(ask(line, places, client)) for line in TABLE}
    assert answers == {str(line): line.expected[role] for line in TABLE}


def test_every_address_stands_in_the_table() -> None:
    places = make_places(make_people())
    walked = {(resolve(line.address.format(**places)).view_name, line.method) for line in TABLE}
    refusing = {
        resolve(line.address.format(**places)).view_name
        for line in TABLE
        if line.method == "GET" and "405" in line.expected.values()
    }
    wanted = {(name, "GET") for name, _pattern in our_patterns()} | {(name, "POST") for name in refusing}
    assert sorted(wanted - walked) == []


def test_a_view_and_its_address_share_one_name() -> None:
    apart = {name: entry.callback.__name__ for name, entry in our_patterns()}
    assert {name: view for name, view in apart.items() if name.rpartition(":")[2] != view} == {}


def test_a_visitor_gets_no_cookie_no_token_and_no_session() -> None:
    """So that one copy of the page can be kept and given to all."""
    places = make_places(make_people())
    assert {str(line): kept for line in PUBLIC if (kept := keeps_to_itself(line.address.format(**places)))} == {}


def keeps_to_itself(address: str) -> list[str]:
    """What of a page for all speaks of one visitor only."""
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(address)
    body = b"".join(response) if response.streaming else response.content
    sessions = [query["sql"] for query in queries if "django_session" in query["sql"]]
    token = ["a token"] if b"csrfmiddlewaretoken" in body else []
    return [cookie for cookie in (response.cookies.output(),) if cookie] + token + sessions
