"""What the pages make a phone fetch, in Chromium, with every list full.

.venv/bin/python -m tests.bench.weights
"""

from __future__ import annotations

import os
import shutil
from typing import Any

from tests.bench.measuring import progress, say, set_up, table, throw_away_database

FULL = 25  # items of each kind: every list goes on
Visit = tuple[str, str, Any]  # page, address, who signs in


def main() -> None:
    """Prints a Markdown table of kilobytes compressed."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's event loop is in this thread
    set_up()
    from django.test import override_settings
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    from tests.browser.conftest import CHROMIUM, QUIET
    from tests.browser.pages import SIZES
    from tests.browser.weight import weigh

    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    progress("page weights")
    rows = []
    with throw_away_database(), override_settings(ALLOWED_HOSTS=["*"]), sync_playwright() as playwright:
        visits, server = pages(), LiveServer("localhost")
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            for name, address, member in visits:
                context = browser.new_context(base_url=server.url, locale="fr-FR", **SIZES["phone"])
                if member:
                    context.add_cookies([session(member, server.url)])
                rows.append([name, *cells(weigh(context.new_page(), address))])
                context.close()
        finally:
            browser.close()
            server.stop()
    say("#### What a first visit weighs")
    table(["page", "HTML", "style sheets", "scripts", "sum"], rows)


def pages() -> list[Visit]:
    from mcs.board.models import Post
    from tests.crowd import gather
    from tests.factories import make_member, make_volunteer

    listing = gather(FULL)
    post = Post.objects.order_by("-comment_count", "pk")[0]
    return [
        ("home", "/", None),
        ("directory", "/annuaire/", None),
        ("map", "/carte/", None),
        ("listing", listing.get_absolute_url(), None),
        ("board", "/fil/", None),
        ("post", post.get_absolute_url(), None),
        ("composer", "/fil/publier/", None),
        ("board, to a member", "/fil/", make_member()),
        ("desk, to a volunteer", "/bureau/", make_volunteer()),
    ]


def session(member: Any, address: str) -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(member)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


def cells(weights: dict[str, int]) -> list[str]:
    styles = sum(size for path, size in weights.items() if path.endswith(".css"))
    scripts = sum(size for path, size in weights.items() if path.endswith(".js"))
    every = sum(weights.values())
    return [f"{size / 1000:.1f} kB" for size in (every - styles - scripts, styles, scripts, every)]


if __name__ == "__main__":
    main()
