"""What a page makes a visitor's browser fetch."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

CAP = 60_000  # bytes of HTML, style sheets and scripts, compressed as servers do by default
COUNTED = {"document", "stylesheet", "script"}  # photos and fonts have their own budgets
OF_THE_MAP = ("/static/leaflet/", "/static/css/drawn-map.css")


def weigh(page: Page, address: str) -> dict[str, int]:
    """What a first visit loads until nothing more comes: bytes by path."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.route("**/media/**", lambda route: route.fulfill(body=b"", content_type="image/jpeg"))
    page.goto(address, wait_until="networkidle")
    bodies = {urlsplit(answer.url).path: answer.body() for answer in answers if answer.request.resource_type in COUNTED}
    return {path: len(gzip.compress(body, 6)) for path, body in bodies.items() if not path.startswith(OF_THE_MAP)}
