"""A scene by its name, as a picture or as the files a browser chooses from."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from random import Random

from django.core.files.base import File
from PIL import Image

from mcs.lib.images import Variant, make_variants
from mcs.website.demo.pictures import care_scenes, food_scenes, trade_scenes
from mcs.website.demo.pictures.canvas import PALETTES, Canvas

MODULES = (food_scenes, trade_scenes, care_scenes)
SCENES: dict[str, Callable[[Canvas], None]] = {
    name: scene
    for module in MODULES
    for name, scene in vars(module).items()
    if callable(scene) and not name.startswith("_") and getattr(scene, "__module__", "") == module.__name__
}
RATIOS = (4 / 3, 4 / 3, 3 / 2, 1.0)


def ratio_of(scene: str, number: int) -> float:
    """Width over height of that picture."""
    return Random(f"{scene}/{number}/ratio").choice(RATIOS)  # noqa: S311 — a drawing, not a secret


def paint(scene: str, number: int, width: int) -> Image.Image:
    """The picture of that scene and number, `width` pixels wide; every number has its own colours and layout."""
    palette = PALETTES[sorted(PALETTES)[(number * 7 + len(scene) * 3) % len(PALETTES)]]
    ratio = ratio_of(scene, number)
    canvas = Canvas(width, ratio, palette, Random(f"{scene}/{number}"))  # noqa: S311 — as above
    SCENES[scene](canvas)
    return canvas.image.resize((width, round(width / ratio)), Image.Resampling.BOX)


def paint_files(scene: str, number: int, widths: Sequence[int], formats: Sequence[str]) -> list[Variant]:
    """The picture at each width in each format, made as those of members are."""
    file = io.BytesIO()
    paint(scene, number, max(widths)).save(file, "PNG", compress_level=1)
    return make_variants(File(file), widths, formats)
