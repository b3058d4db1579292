"""A listing's card, contact, poster and badge, and the page they are taken from."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from mcs.directory.cards import card_of, card_path
from mcs.directory.models import Listing
from mcs.directory.poster import printable
from mcs.directory.views import listing_files
from mcs.lib.cards import SIZE, Card, draw
from mcs.lib.ratelimit.limits import Limit
from tests.factories import make_listing

pytestmark = pytest.mark.django_db

HOSTILE = [
    "W" * 120,
    "Le " * 40,
    "كرم الضيافة",
    "🎂🎉👨‍👩‍👧",
    "<script>alert(1)</script>",
    '"; #panic("x") \\ $ ` _',
    "a",
    "مقهى Café שלום",
]


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def get(client: Client, listing: Listing, name: str) -> Any:
    response = client.get(f"{listing.get_absolute_url()}{name}")
    assert response.status_code == 200
    assert not response.cookies
    return response


@pytest.mark.parametrize("name", HOSTILE)
def test_files_hold_any_name(client: Client, name: str) -> None:
    listing = make_listing(name, recommendation_count=12)
    picture = Image.open(io.BytesIO(get(client, listing, "carte.png").content))
    assert (picture.format, picture.size) == ("PNG", SIZE)
    assert get(client, listing, "affiche.pdf").content[:5] == b"%PDF-"
    assert get(client, listing, "contact.vcf").content.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
    badge = ET.fromstring(get(client, listing, "badge.svg").content)  # noqa: S314 — our own
    assert badge.attrib["aria-label"] == "Recommandé par 12\u00a0voisins — Marseille Connection Sud"
    assert "<script>alert" not in get(client, listing, "partager/").content.decode()


@pytest.mark.parametrize("name", [*HOSTILE, ""])
def test_card_keeps_its_words_in_their_column(name: str) -> None:
    """Between the words and the picture a margin of paper stays."""
    png = draw(Card(title=name, above=name, below=name, pill=name, network=name))
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    margin = picture.crop((690, 0, 728, 630)).getcolors()
    assert margin is not None
    assert all(min(colour) > 240 for _count, colour in margin if isinstance(colour, tuple))
    assert png == draw(Card(title=name, above=name, below=name, pill=name, network=name))


def test_card_in_letters_we_cannot_draw_says_the_trade() -> None:
    assert card_of(make_listing("كرم الضيافة")).title == "Boucherie"


def test_card_is_drawn_once_and_again_when_it_changes(client: Client, tmp_path: Path) -> None:
    listing = make_listing()
    before = card_path(listing)
    first = get(client, listing, "carte.png").content
    (kept,) = (tmp_path / "cards" / str(listing.pk)).iterdir()
    assert kept.read_bytes() == first
    Listing.objects.update(recommendation_count=3)
    listing.refresh_from_db()
    assert card_path(listing) != before
    assert get(client, listing, "carte.png").content != first
    (now_kept,) = (tmp_path / "cards" / str(listing.pk)).iterdir()
    assert now_kept.name != kept.name


def test_what_costs_to_make_is_bounded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_files, "DRAWN", Limit("listing.card", 1, 3600))
    monkeypatch.setattr(listing_files, "SET", Limit("listing.poster", 1, 3600))
    first, second = make_listing(), make_listing("Fleurs Michelet")
    assert get(client, first, "carte.png").headers["Cache-Control"] == "public, max-age=86400"
    assert get(client, second, "carte.png").headers["Cache-Control"] == "public, max-age=300"
    get(client, first, "affiche.pdf")
    assert client.get(f"{second.get_absolute_url()}affiche.pdf").status_code == 429
    get(client, first, "affiche.pdf")  # kept, so not counted


def test_contact_is_what_phones_read(client: Client) -> None:
    listing = make_listing("Chez Léa, fils; & Cie", phone="+33612345678", email="lea@lea.example")
    four = get(client, listing, "contact.vcf")
    assert four.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert "FN:Chez Léa\\, fils\\; & Cie\r\n" in four.content.decode()
    assert "lea@lea.example" not in four.content.decode()
    three = get(client, listing, "contact.vcf?version=3").content.decode()
    assert "VERSION:3.0\r\n" in three
    assert "TEL;TYPE=CELL,VOICE:+33612345678\r\n" in three


def test_contact_gives_the_email_that_the_merchant_published(client: Client) -> None:
    listing = make_listing(email="lea@lea.example", description="Écrivez-moi : Lea@lea.example")
    assert "EMAIL;TYPE=work:lea@lea.example\r\n" in get(client, listing, "contact.vcf").content.decode()


def test_contact_is_in_the_language_of_the_network(client: Client) -> None:
    listing = make_listing(opening_hours="Mo 08:00-12:00", schedule="Mo 08:00-12:00")
    response = client.get(f"{listing.get_absolute_url()}contact.vcf", headers={"Accept-Language": "en"})
    assert "NOTE:Lundi\u00a0: 8\u00a0h – 12\u00a0h\\nMardi" in response.content.decode().replace("\r\n ", "")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Dans l’annuaire de vos voisins"),
        (1, "Recommandé par 1\u00a0voisin"),
        (12, "Recommandé par 12\u00a0voisins"),
    ],
)
def test_badge_says_what_neighbours_say(client: Client, count: int, said: str) -> None:
    response = get(client, make_listing(recommendation_count=count), "badge.svg")
    assert ET.fromstring(response.content).attrib["aria-label"] == f"{said} — Marseille Connection Sud"  # noqa: S314
    assert response.headers["Cache-Control"] == "public, max-age=3600"


def test_share_page_gives_plain_links(client: Client, settings: Any) -> None:
    settings.NETWORK_URL = "https://mcs.example"
    text = get(client, make_listing("Chez Léa", slug="lea"), "partager/").content.decode()
    assert (
        "https://wa.me/?text=Chez%20L%C3%A9a%2C%20sur%20Marseille%20Connection%20Sud%0Ahttps%3A%2F%2Fmcs.example"
        in text
    )
    assert "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fmcs.example%2Fannuaire%2Flea%2F" in text
    assert "&lt;a href=&quot;https://mcs.example/annuaire/lea/&quot;&gt;&lt;img" in text


def test_printable_leaves_out_pictures_and_keeps_every_script() -> None:
    assert printable("Gâteaux 🎂 de كرم 👩🏽‍🍳 ❤️") == "Gâteaux de كرم"
