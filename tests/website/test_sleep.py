"""The copy of a network that rests is read from any web server, and the site itself keeps still until it wakes."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from mcs.directory.queries import search
from mcs.photos.models import Photo
from mcs.website.sleep.copying import file_of, relative
from tests.factories import make_category, make_comment, make_district, make_listing, make_post
from tests.photos.pictures import make_photo

LINK = re.compile(r'\s(?:href|src)="([^"]*)"|srcset="([^"]*)"')


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nothing."""


def read_all(root: str) -> tuple[dict[str, str], list[str]]:
    """Follows every link of a site from its home; returns its pages by address, and the links that lead nowhere."""
    pages, dead, waiting, known = {}, [], [root], {root}
    while waiting:
        address = waiting.pop()
        try:
            with urlopen(address) as answer:  # noqa: S310 — our own server
                body, kind = answer.read(), answer.headers.get_content_type()
        except HTTPError as error:
            error.close()
            dead.append(address)
            continue
        if kind != "text/html":
            continue
        pages[address.removeprefix(root)] = body.decode()
        for one, several in LINK.findall(body.decode()):
            for link in [one] if one else [candidate.split()[0] for candidate in several.split(", ") if candidate]:
                target = urldefrag(urljoin(address, link.replace("&amp;", "&")))[0]
                if target.startswith(root.rpartition("/copie")[0]) and target not in known:
                    known.add(target)
                    waiting.append(target)
    return pages, dead


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_the_copy_reads_well_has_no_dead_link_and_the_site_sleeps_until_woken(
    var: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE_SIZE", 2)
    district = make_district()
    listing = make_listing(district=district, opening_hours="Mo-Su 00:00-24:00")
    for number in range(3):
        make_listing(f"Boucherie {number}", category=make_category(), district=district)
    post = make_post()
    make_comment(post)
    photo = make_photo(published_at=timezone.now())
    call_command("hibernate", str(var / "copie"))

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(var)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        # Under a folder, to see that links hold wherever the copy is put.
        pages, dead = read_all(f"http://127.0.0.1:{server.server_port}/copie/")
    finally:
        server.shutdown()
        server.server_close()
    assert dead == []
    assert "Boucherie du Prado" in pages[f"annuaire/{listing.slug}/"]
    assert "Ouvert jusqu" not in pages[f"annuaire/{listing.slug}/"]
    assert "Plomberie Saint-Loup" in pages[f"fil/{post.pk}-{post.slug}/"]
    assert photo.key in pages["album/"]
    read = "".join(pages.values())
    assert all(f"Boucherie {number}" in read for number in range(3))
    assert not re.search(r"<form|<script|<button", read)
    assert "Le site est en sommeil depuis le" in pages["mentions-legales/"]
    assert {path.name for path in (var / "copie").glob("*.pdf")} == {"annuaire.pdf"}
    assert (var / "copie" / "404.html").exists()

    assert client.get("/charte/").status_code == 200
    refused = client.post("/rejoindre/", {"email": "nadia@network.example"})
    assert (refused.status_code, "Le site est en sommeil" in refused.content.decode()) == (503, True)
    call_command("wake")
    assert client.post("/rejoindre/", {"email": "nadia@network.example"}).status_code != 503


@pytest.mark.django_db
def test_a_folder_with_something_else_is_left_alone_and_the_site_awake(var: Path, client: Client) -> None:
    Photo.objects.all().delete()
    (var / "papiers").mkdir()
    (var / "papiers" / "facture.txt").touch()
    with pytest.raises(CommandError, match="holds something else than an earlier copy"):
        call_command("hibernate", str(var / "papiers"))
    assert client.post("/rejoindre/", {}).status_code != 503


def test_an_address_has_one_file_and_links_hold_anywhere() -> None:
    assert str(file_of("/")) == "index.html"
    assert str(file_of("/annuaire.pdf")) == "annuaire.pdf"
    assert str(file_of("/annuaire/?page=2")) == "annuaire/page2-bc7c7eb0/index.html"
    assert relative("/annuaire/a/", "/fil/") == "../../fil/"
    assert relative("/annuaire/a/", "/media/b.avif") == "../../media/b.avif"
    assert relative("/fil/", "/fil/") == "./"
