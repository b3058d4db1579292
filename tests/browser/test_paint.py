"""What a visitor sees come up: nothing moves when the fonts arrive, and the largest thing is asked for by the page."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from tests.crowd import gather
from tests.factories import make_post
from tests.photos.pictures import jpeg

# https://web.dev/articles/cls calls a tenth good. A row of buttons a hair wider than the real ones is a ten-thousandth.
MOVED = 0.005
WHOLE_BROWSER = True  # the shell's letters are not a reader's to a hair
WATCH = """
  window.moved = []; window.largest = "";
  const watch = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
    .observe({ type, buffered: true });
  watch("layout-shift", entry => entry.hadRecentInput || window.moved.push([
    entry.value, ...entry.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)),
  ]));
  watch("largest-contentful-paint", entry => { window.largest = entry.url; });
"""


def late(route: Route) -> None:
    """A font that comes when everything else is there."""
    time.sleep(0.3)
    route.continue_()


def test_nothing_moves_and_the_largest_is_named_by_the_page(page: Page) -> None:
    listing = gather(8)
    for number in range(12):
        make_post(f"Question {number}")  # "Sans réponse (12)" just fits where the chips before it end
    page.route("**/*.woff2", late)
    page.route("**/media/**", lambda route: route.fulfill(body=jpeg(), content_type="image/jpeg"))
    page.add_init_script(WATCH)
    for address in ("/", "/annuaire/", listing.get_absolute_url(), "/fil/"):
        answer = page.goto(address, wait_until="networkidle")
        assert answer
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(300)
        moved: list[list[Any]] = page.evaluate("window.moved")
        assert sum(each[0] for each in moved) < MOVED, (address, moved)
        largest = urlsplit(str(page.evaluate("window.largest"))).path
        assert largest in answer.text()  # "" where it is text; a picture is asked for as soon as the page is read
