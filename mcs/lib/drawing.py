"""Drawing pictures of words with Pillow: our fonts, text that fits, the sun over its waves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from mcs.lib.text import clean_text

FINE = 3  # shapes are drawn so many times larger, then shrunk: Pillow's own edges are steps
ELLIPSIS = "…"


class Face(NamedTuple):
    """A font's file, and the values of its axes if it is a variable one (here opsz, wght, wdth)."""

    path: Path
    axes: tuple[float, ...] = ()


def _file(package: str, pattern: str) -> Path:
    return next((Path(str(files(package))) / "files").glob(pattern))


HEADING = Face(_file("fontpkg_bricolage_grotesque", "*.ttf"), (24, 800, 100))
TEXT = Face(_file("fontpkg_atkinson_hyperlegible", "*-Regular.ttf"))
BOLD = Face(_file("fontpkg_atkinson_hyperlegible", "*-Bold.ttf"))


@lru_cache(maxsize=64)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels."""
    loaded = ImageFont.truetype(str(face.path), size)
    if face.axes:
        loaded.set_variation_by_axes(list(face.axes))
    return loaded


@lru_cache(maxsize=8)
def _letters(path: Path) -> frozenset[int]:
    return frozenset(TTFont(path).getBestCmap() or {})


def drawable(text: str, face: Face) -> str:
    """The text on one line, without the characters that the face would show as an empty box (emoji, other scripts)."""
    known = _letters(face.path)
    return " ".join("".join(c if ord(c) in known else " " for c in clean_text(text)).split())


@dataclass(frozen=True)
class Block:
    """Lines of text at the size that fits: pixels."""

    lines: tuple[str, ...]
    face: Face
    size: int
    leading: float = 1.12

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * self.leading)

    def draw(self, canvas: ImageDraw.ImageDraw, left: int, top: int, colour: str) -> None:
        for number, line in enumerate(self.lines):
            y = top + round(number * self.size * self.leading)
            canvas.text((left, y), line, font=font(self.face, self.size), fill=colour)


def fit(text: str, face: Face, *, width: int, lines: int, largest: int, smallest: int) -> Block:
    """The text in at most so many lines of that width, as large as it can be; the end gives way to "…" at last."""
    text = drawable(text, face)
    for size in range(largest, smallest - 1, -2):
        wrapped = _wrap(text, face, size, width)
        if len(wrapped) <= lines and all(_width(line, face, size) <= width for line in wrapped):
            return Block(tuple(wrapped), face, size)
    kept = _wrap(text, face, smallest, width)[:lines]
    return Block(
        tuple(_shortened(line, face, smallest, width) for line in [*kept[:-1], kept[-1] + ELLIPSIS]), face, smallest
    )


def _wrap(text: str, face: Face, size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, face, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(line: str, face: Face, size: int, width: int) -> str:
    """The line, cut before "…" until it fits."""
    kept = line.removesuffix(ELLIPSIS)
    if _width(line, face, size) <= width:
        return line
    while kept and _width(kept + ELLIPSIS, face, size) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:-–—·’'") + ELLIPSIS


def _width(text: str, face: Face, size: int) -> float:
    return font(face, size).getlength(text)


def duotone(size: tuple[int, int], dark: str, light: str) -> Image.Image:
    """A gradient from the top left to the bottom right."""
    width, height = size
    ramp = Image.linear_gradient("L").resize((width, height))
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    mask = Image.blend(ramp, across, 0.5)
    return Image.composite(Image.new("RGB", size, light), Image.new("RGB", size, dark), mask)


def sun_and_waves(picture: Image.Image, left: int, top: int, width: int, colours: tuple[str, str, str]) -> None:
    """The network's mark (sun, wave, wave) in a box as high as 7/8 of its width."""
    unit = width * FINE / 32
    layer = Image.new("RGBA", (width * FINE, width * FINE))
    canvas = ImageDraw.Draw(layer)
    sun, *waves = colours
    canvas.ellipse((8 * unit, unit, 24 * unit, 17 * unit), fill=sun)
    for colour, middle in zip(waves, (16, 23.5), strict=True):
        for x in (step / 20 for step in range(40, 601)):  # a round brush: thick lines leave hairs at their joints
            y = middle - 2.1 * math.sin((x - 2) * math.pi / 9.3)
            canvas.ellipse([value * unit for value in (x - 1.4, y - 1.4, x + 1.4, y + 1.4)], fill=colour)
    small = layer.resize((width, width), Image.Resampling.LANCZOS)
    picture.paste(small, (left, top), small)


def pill(picture: Image.Image, box: tuple[int, int, int, int], colour: str) -> None:
    """A box with round ends."""
    left, top, right, bottom = box
    size = (right - left, bottom - top)
    layer = Image.new("L", (size[0] * FINE, size[1] * FINE))
    ImageDraw.Draw(layer).rounded_rectangle(
        (0, 0, size[0] * FINE - 1, size[1] * FINE - 1), size[1] * FINE // 2, fill=255
    )
    picture.paste(Image.new("RGB", size, colour), (left, top), layer.resize(size, Image.Resampling.LANCZOS))
