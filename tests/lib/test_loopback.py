"""Passkeys need a host name."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from mcs.lib.loopback import LocalhostMiddleware


@pytest.mark.parametrize(
    ("host", "mode", "method", "expected"),
    [
        ("127.0.0.1:8000", "navigate", "GET", "http://localhost:8000/annuaire/?q=x"),
        ("127.0.0.1:8000", "navigate", "POST", None),
        ("127.0.0.1:8000", "cors", "GET", None),
        ("localhost:8000", "navigate", "GET", None),
        ("127.0.0.1.evil.example", "navigate", "GET", None),
    ],
)
def test_only_page_loads_at_the_address_move(host: str, mode: str, method: str, expected: str | None) -> None:
    request = RequestFactory().generic(method, "/annuaire/?q=x", HTTP_HOST=host, headers={"sec-fetch-mode": mode})
    response = LocalhostMiddleware(lambda request: HttpResponse())(request)
    assert response.headers.get("Location") == expected
