"""The picture that stands for a page where it is shared: 1200 × 630 pixels, drawn once."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from PIL import Image, ImageDraw, ImageOps

from mcs.lib.drawing import BOLD, HEADING, TEXT, duotone, fit, font, pill, sun_and_waves
from mcs.lib.kept import digest, make_kept, read_kept
from mcs.lib.ratelimit.limits import Limit, client_block

SIZE = (1200, 630)  # what Facebook and WhatsApp ask for
LOOK = 1  # raised when the drawing changes
PICTURE = 470  # width of the photo, or of the colour that stands for one
MARGIN = 56
PAPER, INK, INK_2, SEA, SUN_TINT, SUN_INK = "#fbf8f2", "#0f2438", "#3f5162", "#09506e", "#fdf1d9", "#6b4300"
LOGO = ("#f5ad2e", "#0b5d7f", "#3aa5ba")
# The duotones of static/css/listing_card.css.
HUES = {
    "terracotta": ("#7d2c1e", "#c96648"),
    "brick": ("#5f241a", "#a8502f"),
    "sea": ("#0b5d7f", "#3aa5ba"),
    "lagoon": ("#0c5f63", "#3ea693"),
    "sun": ("#8a5d10", "#dfae52"),
    "pine": ("#1f5239", "#5d9c72"),
    "olive": ("#4d5518", "#98a04c"),
    "plum": ("#4f2a5c", "#9767a6"),
    "rose": ("#7c2549", "#c8718f"),
    "slate": ("#2b3d52", "#6d859e"),
}


@dataclass(frozen=True)
class Card:
    """What the picture says, from top to bottom; the cover is a file's name in the storage, "" for none."""

    title: str
    above: str = ""
    below: str = ""
    pill: str = ""
    hue: str = "sea"
    cover: str = ""
    network: str = ""
    look: int = LOOK

    @property
    def digest(self) -> str:
        return digest(asdict(self))


def network_card() -> Card:
    """What stands for any other while too many are asked for."""
    return Card(title=settings.NETWORK_NAME, network=settings.NETWORK_NAME)


def card_response(request: HttpRequest, folder: str, card: Card, limit: Limit) -> HttpResponse:
    """The picture as PNG, public for a day; those already drawn are not counted.

    The network's own, for five minutes, when one household asks for too many.
    """
    png = kept_card(folder, card)
    if png is None and limit.allows(client_block(request)):
        png = drawn_card(folder, card)
    if png is not None:
        return HttpResponse(png, content_type="image/png", headers={"Cache-Control": "public, max-age=86400"})
    card = network_card()
    png = kept_card("network", card) or drawn_card("network", card)
    return HttpResponse(png, content_type="image/png", headers={"Cache-Control": "public, max-age=300"})


def kept_card(folder: str, card: Card) -> bytes | None:
    """The PNG if it was drawn already."""
    return read_kept(f"cards/{folder}", f"{card.digest}.png")


def drawn_card(folder: str, card: Card) -> bytes:
    """The PNG, drawn and kept."""
    return make_kept(f"cards/{folder}", f"{card.digest}.png", lambda: draw(card))


def draw(card: Card) -> bytes:
    """The PNG; the same card gives the same bytes. Whatever the words, they stay in their column."""
    picture = Image.new("RGB", SIZE, PAPER)
    picture.paste(_side(card), (SIZE[0] - PICTURE, 0))
    _write(picture, card)
    file = io.BytesIO()
    # 256 colours: under the 600 kB beyond which WhatsApp shows no picture.
    picture.quantize(256, dither=Image.Dither.FLOYDSTEINBERG).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(picture: Image.Image, card: Card) -> None:
    canvas = ImageDraw.Draw(picture)
    width = SIZE[0] - PICTURE - 2 * MARGIN
    above = fit(card.above, BOLD, width=width, lines=1, largest=30, smallest=22)
    title = fit(card.title, HEADING, width=width, lines=3, largest=84, smallest=46)
    below = fit(card.below, TEXT, width=width, lines=2, largest=32, smallest=26)
    y = MARGIN
    above.draw(canvas, MARGIN, y, SEA)
    y += above.height + 14
    title.draw(canvas, MARGIN, y, INK)
    y += title.height + 20
    below.draw(canvas, MARGIN, y, INK_2)
    y += below.height + 24
    if card.pill:
        words = fit(card.pill, BOLD, width=width - 48, lines=1, largest=28, smallest=20)
        right = MARGIN + 48 + round(font(BOLD, words.size).getlength(words.lines[0]))
        pill(picture, (MARGIN, y, right, y + 54), SUN_TINT)
        words.draw(canvas, MARGIN + 24, y + (50 - words.height) // 2, SUN_INK)
    sun_and_waves(picture, MARGIN, SIZE[1] - 100, 60, LOGO)
    network = fit(card.network, HEADING, width=width - 80, lines=1, largest=30, smallest=20)
    network.draw(canvas, MARGIN + 78, SIZE[1] - 74 - network.height // 2, INK)


def _side(card: Card) -> Image.Image:
    size = (PICTURE, SIZE[1])
    cover = _opened(card.cover) if card.cover else None
    if cover is not None:
        return ImageOps.fit(cover, size, Image.Resampling.LANCZOS)
    side = duotone(size, *HUES.get(card.hue, HUES["sea"]))
    sun_and_waves(side, 85, 165, 300, ("#f5ad2e", "#ffffff", "#d9eaf1"))
    return side


def _opened(name: str) -> Image.Image | None:
    """The cover as it was made by us; one that is gone gives way to the colour."""
    try:
        with default_storage.open(name) as file:
            return Image.open(io.BytesIO(file.read()), formats=["JPEG"]).convert("RGB")
    except (OSError, ValueError):
        return None
