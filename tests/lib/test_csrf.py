"""Where a request must come from to be believed."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mcs.lib.csrf import VisitorCsrfMiddleware
from tests.factories import make_member

HERE, ELSEWHERE = "http://testserver", "https://evil.example"


def passes(**headers: str) -> bool:
    request = RequestFactory().post("/", headers=headers)
    middleware = VisitorCsrfMiddleware(lambda request: HttpResponse())
    middleware.process_request(request)
    return middleware.process_view(request, lambda request: HttpResponse(), (), {}) is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "cookie": "sessionid=x"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": HERE}, True),
        ({"origin": ELSEWHERE}, False),
        ({"origin": "null"}, False),
        ({"referer": f"{HERE}/annuaire/"}, True),
        ({"referer": f"{ELSEWHERE}/?{HERE}"}, False),
        ({}, True),
        ({"cookie": "sessionid=x"}, False),
        ({"origin": HERE, "cookie": "sessionid=x"}, False),
    ],
)
def test_a_post_passes_only_from_here(headers: dict[str, str], expected: bool) -> None:
    assert passes(**headers) is expected


@pytest.mark.django_db
def test_a_member_without_fetch_metadata_needs_the_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member())
    assert client.post("/deconnexion/").status_code == 403
    page = client.get("/moi/")
    token = page.context["csrf_token"]
    assert client.post("/deconnexion/", {"csrfmiddlewaretoken": str(token)}).status_code == 302


@pytest.mark.django_db
def test_a_refused_post_says_so_in_french() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/langue/", {"language": "en"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert "Nous n’avons pas pu vérifier que l’envoi venait de vous" in response.content.decode()
