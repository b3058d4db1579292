"""The operator's tile server: off, on, and refused when it is no address of tiles."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from mcs.config.tiles import read_tiles

TILES = "https://tiles.example/{z}/{x}/{y}.png"


def test_without_a_tile_server_nothing_comes_from_outside(client: Client, db: None) -> None:
    answer = client.get("/carte/")
    assert "img-src 'self' data:;" in answer["Content-Security-Policy"] + ";"
    assert b"data-tiles" not in answer.content
    assert read_tiles({"MCS_TILES_ATTRIBUTION": "© personne"}) is None


def test_tile_server_is_let_in_by_its_origin_only() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'], settings.MAP_TILES['url'])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mcs.config.settings.test", "MCS_TILES_URL": TILES}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == f"[\"'self'\", 'data:', 'https://tiles.example'] {TILES}"


def test_page_tells_the_map_where_its_tiles_are(client: Client, db: None, settings: Settings) -> None:
    settings.MAP_TILES = read_tiles({"MCS_TILES_URL": TILES, "MCS_TILES_ATTRIBUTION": "© Ville & <voisins>"})
    text = client.get("/carte/").content.decode()
    assert f'data-tiles="{TILES}"' in text
    assert 'data-attribution="© Ville &amp; &lt;voisins&gt;"' in text


def test_subdomains_are_let_in_by_a_star() -> None:
    tiles = read_tiles({"MCS_TILES_URL": "https://{s}.tiles.example:8443/{z}/{x}/{y}@2x.png?key=1"})
    assert tiles is not None
    assert tiles["origin"] == "https://*.tiles.example:8443"


@pytest.mark.parametrize(
    "url",
    [
        "tiles.example/{z}/{x}/{y}.png",
        "ftp://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/",
        "https:///{z}/{x}/{y}.png",
        "https://user@tiles.example/{z}/{x}/{y}.png",
        "https://a; script-src */{z}/{x}/{y}.png",
        "https://{z}.example/{z}/{x}/{y}.png",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        read_tiles({"MCS_TILES_URL": url})
