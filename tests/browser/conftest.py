"""The browser, the site it talks to, the mail server and the passkey of every journey.

A test that takes `page` runs twice: on a phone and on a desk. It fails on any error the browser's console shows,
what the security policy refuses included.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mcs.members.actions import accept_charter
from mcs.members.models import Member
from tests.browser.mailbox import Mailbox
from tests.browser.pages import SIZES, Passkeys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# The same engine without a browser's windows around it takes half the processor time.
SHELL = "chromium-headless-shell"
# Nothing but the journey: no update, no sign-in, and no name but this machine's resolves.
QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]
NewContext = Callable[..., BrowserContext]
Browse = Callable[[Member], Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test; nobody has to say so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(autouse=True, scope="session")
def _playwright_beside_django() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, which Django would take for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as on a real machine: in memory the site and the test would share one connection."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "journeys.sqlite3")


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Started once the database is a file: before, it would take the connection in memory for its own."""
    return live_server


def find_browser(*names: str) -> str:
    """The first of these programs that this machine has."""
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, "The journeys need Chromium: apt-get install chromium chromium-headless-shell"
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], pytestconfig: pytest.Config) -> dict[str, Any]:
    names = CHROMIUM if pytestconfig.getoption("headed") else (SHELL, *CHROMIUM)
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    return browser_type_launch_args | {"executable_path": find_browser(*names), "args": arguments}


@pytest.fixture(scope="module")
def browser(
    request: pytest.FixtureRequest, browser: Browser, playwright: Playwright, browser_type_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """The shell; for the journeys of a file that says WHOLE_BROWSER, the whole browser."""
    if not getattr(request.module, "WHOLE_BROWSER", False):
        yield browser
        return
    whole = browser_type_launch_args | {"executable_path": find_browser(*CHROMIUM)}
    with playwright.chromium.launch(**whole) as other:
        yield other


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    """ "phone" or "desktop"."""
    return str(request.param)


@pytest.fixture
def browser_context_args(size: str, live_server: LiveServer) -> dict[str, Any]:
    about = {"base_url": live_server.url, "locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce"}
    return about | SIZES[size]


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser's console complained of. A test that means it to (a refused post) looks, then empties it."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def new_context(new_context: NewContext, complaints: list[str]) -> NewContext:
    """Another browser of somebody else; options of Playwright's, such as java_script_enabled=False."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    return watched


@pytest.fixture
def page_without_javascript(new_context: NewContext) -> Page:
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[BrowserContext, Member], None]:
    """Gives a browser a member's session, for journeys that are about something else than joining."""

    def give(context: BrowserContext, member: Member) -> None:
        client = Client()
        client.force_login(member)
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return give


@pytest.fixture
def browse(new_context: NewContext, sign_in: Callable[[BrowserContext, Member], None]) -> Browse:
    """The browser of somebody who has signed in, beside those of others."""

    def begin(member: Member) -> Page:
        accept_charter(member=member)
        context = new_context()
        sign_in(context, member)
        return context.new_page()

    return begin


@pytest.fixture
def passkeys(page: Page) -> Passkeys:
    """The page's device: it holds passkeys, recognises its owner, and says yes at once."""
    return Passkeys(page)


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A real SMTP server on this machine; what the site sends is read there."""
    with Mailbox() as mailbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = mailbox.host, mailbox.port
        yield mailbox
