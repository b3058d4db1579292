"""How fast photos are taken in, against what Pillow alone needs for the same files.

    .venv/bin/python -m tests.bench.photos

The same pictures, as a telephone takes them, go in turn through the site (checked, stored, read by the job, written,
their rows switched) and through Pillow (opened, resized, encoded as the same variants, kept nowhere).
"""

from __future__ import annotations

import io
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from tests.bench.measuring import processed, progress, say, set_up, table, throw_away_database, timed

PHOTOS = 12
SIZE = (4032, 3024)  # twelve million pixels


def main() -> None:
    """Prints a Markdown table; takes a minute."""
    set_up()
    from django.test import override_settings

    progress("photos")
    files = [photographed(number) for number in range(PHOTOS)]
    with (
        tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder,
        override_settings(MEDIA_ROOT=folder),
        throw_away_database(),
    ):
        ours, pillow, encoding = [], [], []
        for data in files:
            ours.append(cost(partial(take_in, data)))
            pillow.append(cost(partial(pillow_alone, data)))
            encoding.append(cost(partial(encode, resized(data))))
    rows = [
        shown("taken in by the site", ours, ours),
        shown("opened, resized and encoded by Pillow alone", pillow, ours),
        shown("of which only encoded", encoding, ours),
    ]
    say("#### Photos of twelve million pixels")
    table(["what is done with one photo", "processor", "clock", "the site’s rate against it"], rows)


def photographed(number: int) -> bytes:
    """A JPEG as heavy as a telephone's: shapes, shades and the grain of a sensor."""
    image = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    draw = ImageDraw.Draw(image)
    for step in range(60):
        left, top = (step * 613 + number * 97) % SIZE[0], (step * 389 + number * 53) % SIZE[1]
        colour = ((step * 37) % 256, (step * 71 + number) % 256, (step * 113) % 256)
        draw.ellipse((left, top, left + 90 + step * 9, top + 60 + step * 7), fill=colour)
    grain = Image.effect_noise(SIZE, 18).convert("RGB")
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(2)), grain, 0.15)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def take_in(data: bytes) -> None:
    """Everything the site does between the upload and the page that shows it."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from mcs.photos.actions import make_photo_variants, store_photo

    photo = store_photo(file=SimpleUploadedFile("photo.jpg", data, "image/jpeg"), uploader=None)
    make_photo_variants(photo_pk=photo.pk)
    photo.refresh_from_db()
    if not photo.is_ready:
        raise ValueError(photo.failure)


def pillow_alone(data: bytes) -> None:
    encode(resized(data))


def resized(data: bytes) -> list[Image.Image]:
    """The photo at each width, by the shortest way: a JPEG decoded near the size that is wanted, then resized."""
    from mcs.photos.enums import WIDTHS

    image: Image.Image = Image.open(io.BytesIO(data))
    largest = (WIDTHS[-1], WIDTHS[-1] * image.height // image.width)
    image.draft("RGB", largest)
    image = image.convert("RGB").resize(largest, Image.Resampling.LANCZOS)
    heights = [(width, image.height * width // image.width) for width in WIDTHS]
    return [image.resize(size, Image.Resampling.LANCZOS) for size in heights]


def encode(copies: list[Image.Image]) -> None:
    from mcs.lib.images import ENCODERS
    from mcs.photos.enums import FORMATS

    for copy in copies:
        for name in FORMATS:
            copy.save(io.BytesIO(), name.upper(), **ENCODERS[name])


def cost(call: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of processor and on the clock."""
    took: list[float] = []
    processor = processed(lambda: took.append(timed(call)))
    return processor, took[0]


def shown(name: str, costs: list[tuple[float, float]], ours: list[tuple[float, float]]) -> list[str]:
    processor, clock = (statistics.median(column) for column in zip(*costs, strict=True))
    ratio = processor / statistics.median(cost[0] for cost in ours)
    return [name, f"{processor:.0f} ms", f"{clock:.0f} ms", f"{ratio:.0%}".replace("%", " %")]


if __name__ == "__main__":
    main()
