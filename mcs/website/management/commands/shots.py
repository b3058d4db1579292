"""`shots`: a picture of every page of the demo network, as a phone and a desk show it, by day and by night."""

from __future__ import annotations

import os
import shutil
from argparse import ArgumentParser
from importlib import import_module
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from playwright.sync_api import Browser, sync_playwright
from tqdm import tqdm

from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.photos.models import Photo
from mcs.website.audit import MEMBER, PAGES, VISITOR, VOLUNTEER
from mcs.website.local_site import free_port, local_site
from mcs.website.sample import places, viewers

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SIZES: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": {"viewport": {"width": 1280, "height": 900}}}
SCHEMES = ("light", "dark")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
WITH_PHOTOS = """Promise.all([...document.images].map(photo => {
  photo.loading = "eager";
  return photo.decode().catch(() => {});
}))"""
Page = tuple[str, str, str]  # its name, the session of who looks (none for a visitor), its address


class Command(BaseCommand):
    help = "Takes a screenshot of every page of the demo network, phone and desktop, light and dark."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.VAR_DIR / "shots", help="Folder (default: var/shots).")
        parser.add_argument("--only", default="", help="Only pages whose name contains this.")

    def handle(self, *args: Any, to: Path, only: str, **options: Any) -> None:
        executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
        if executable is None:
            raise CommandError("Chromium is needed: on Debian, install the package chromium.")
        call_command("prepare", demo=True)
        pages = [page for page in every_page() if only in page[0]]
        port = free_port()
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        with local_site(port), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=arguments)
            for (size, look), scheme in product(SIZES.items(), SCHEMES):
                take(
                    browser, f"http://localhost:{port}", pages, to / f"{size}-{scheme}", look | {"color_scheme": scheme}
                )
            browser.close()
        self.stdout.write(f"{len(pages) * len(SIZES) * len(SCHEMES)} screenshots are in {to}.")


def every_page() -> list[Page]:
    """Each page worth looking at; the sessions are made here, before Playwright takes this thread."""
    people = viewers()
    sessions = {role: session_of(member) if member else "" for role, member in people.items()}
    return [*audited_pages(places(people), sessions), *more_pages(sessions)]


def audited_pages(found: dict[str, Any], sessions: dict[str, str]) -> list[Page]:
    """Those of the accessibility statement, but for what the network has none of."""
    named = [(page, {name for _text, name, *_rest in Formatter().parse(page.address) if name}) for page in PAGES]
    return [
        (page.name if page.seen_by == VISITOR else f"{page.seen_by}-{page.name}", sessions[page.seen_by], address)
        for page, names in named
        if names <= found.keys() and (page.seen_by == VISITOR or sessions[page.seen_by])
        for address in [page.address.format(**found)]
    ]


def more_pages(sessions: dict[str, str]) -> list[Page]:
    """Other states of them: searches that find little, a quiet listing, what is not there, and the same to a member."""
    quiet = Listing.objects.published().filter(recommendation_count=0).order_by("pk")[0]
    photo = Photo.objects.in_album().order_by("pk").first()
    addresses = {
        "directory-search": "/annuaire/?q=boucher",
        "directory-typo": "/annuaire/?q=plonbier",
        "directory-nothing": "/annuaire/?q=xylophone",
        "listing-quiet": quiet.get_absolute_url(),
        "listing-recommendations": f"/fil/recommandations/{quiet.slug}/",
        "recommend": f"/fil/recommander/{quiet.slug}/",
        "offline": "/hors-ligne/",
        "not-found": "/nulle-part/",
    }
    if photo:
        addresses["photo"] = f"/photos/{photo.key}/"
    own = {"home": "/", "board": "/fil/", "publish": "/fil/publier/", "welcome": "/bienvenue/", "forbidden": "/bureau/"}
    return [
        *((name, "", address) for name, address in addresses.items()),
        *((f"member-{name}", sessions[MEMBER], address) for name, address in own.items()),
        ("volunteer-listing-edit", sessions[VOLUNTEER], f"/annuaire/{quiet.slug}/modifier/"),
    ]


def take(browser: Browser, site: str, pages: list[Page], folder: Path, look: dict[str, Any]) -> None:
    """Writes <name>.png of each page into the folder, whole pages with their photos loaded."""
    for name, session, address in tqdm(pages, desc=folder.name):
        context = browser.new_context(base_url=site, locale="fr-FR", reduced_motion="reduce", **look)
        if session:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        # As tall as its content, so that the bar at the bottom stays there; then with its photos.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": look["viewport"]["width"], "height": height})
        page.evaluate(WITH_PHOTOS)
        page.screenshot(path=folder / f"{name}.png")
        context.close()


def session_of(member: Member) -> str:
    """The key of a new session in the database, as if the member had just signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return str(session.session_key)
