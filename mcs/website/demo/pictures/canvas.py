"""A sheet 100 wide to draw on, its colours, and the backgrounds scenes stand on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

XY = tuple[float, float]
Points = Sequence[XY]
RGB = tuple[int, int, int]
FINER = 1.5  # drawn larger, then reduced: that smooths the edges


@dataclass(frozen=True)
class Palette:
    """From dark to light, with one colour that sings."""

    night: str
    deep: str
    mid: str
    soft: str
    paper: str
    spark: str


PALETTES = {
    "brick": Palette("#3d1812", "#7b2d22", "#b8432a", "#e09a78", "#fbeee3", "#f5ad2e"),
    "lagoon": Palette("#062f3c", "#0a6072", "#1a9bb0", "#8fd3da", "#ecf8f6", "#f5ad2e"),
    "olive": Palette("#2b3013", "#5b6425", "#8f9a3c", "#cfd38e", "#f8f7e4", "#d9673c"),
    "pine": Palette("#12301f", "#2c6a4b", "#4f9a6f", "#b0d6b8", "#f0f7ee", "#f0b03c"),
    "plum": Palette("#2d1636", "#6a3d78", "#9a67a8", "#d9bbe0", "#f8f0f9", "#f2a65a"),
    "rose": Palette("#4a1730", "#a03a63", "#d06f8f", "#f2bfcb", "#fdf1f2", "#f4b552"),
    "sea": Palette("#052a3d", "#0b5d7f", "#2f8fb5", "#a9d5e6", "#eef7fa", "#f5ad2e"),
    "slate": Palette("#16222e", "#3c5166", "#6c8499", "#bccad6", "#f1f4f6", "#e2703f"),
    "sun": Palette("#4a3207", "#a06c10", "#e0a63a", "#f6d998", "#fdf6e3", "#b8432a"),
    "terracotta": Palette("#41180d", "#9a3f24", "#c8694a", "#efbd9f", "#fbf1e8", "#f2b441"),
}


def rgb(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(a: str, b: str, share: float) -> str:
    """The colour that share of the way from a to b."""
    pairs = zip(rgb(a), rgb(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def oval(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0, part: XY = (0, 360)) -> list[XY]:
    """Points around an ellipse turned by degrees; `part` keeps the arc between two angles."""
    ry = rx if ry is None else ry
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    steps = 72
    angles = [math.radians(part[0] + (part[1] - part[0]) * i / steps) for i in range(steps + 1)]
    return [
        (x + rx * math.cos(a) * c - ry * math.sin(a) * s, y + rx * math.cos(a) * s + ry * math.sin(a) * c)
        for a in angles
    ]


def bar(x: float, y: float, length: float, thick: float, turn: float = 0) -> list[XY]:
    """A rectangle around its centre, turned by degrees."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corners = [(-length / 2, -thick / 2), (length / 2, -thick / 2), (length / 2, thick / 2), (-length / 2, thick / 2)]
    return [(x + dx * c - dy * s, y + dx * s + dy * c) for dx, dy in corners]


def smooth(points: Points, closed: bool = True) -> list[XY]:
    """A round line through the points (Catmull-Rom)."""
    n = len(points)
    out: list[XY] = []
    for i in range(n if closed else n - 1):
        p0, p1 = points[i - 1] if closed or i else points[0], points[i]
        p2, p3 = points[(i + 1) % n], points[(i + 2) % n] if closed or i + 2 < n else points[-1]
        for step in range(12):
            t = step / 12
            out.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    return out if closed else [*out, points[-1]]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def shifted(points: Points, x: float, y: float, scale: float = 1, turn: float = 0) -> list[XY]:
    """The shape drawn around (0, 0), brought to (x, y), scaled, turned by degrees."""
    c, s = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in points]


class Canvas:
    """A sheet 100 units wide and `high` units high; y grows downwards."""

    def __init__(self, width: int, ratio: float, palette: Palette, rng: Random) -> None:
        self.unit = width * FINER / 100
        self.high = 100 / ratio
        self.floor = self.high * 0.74  # where things stand
        self.colours = palette
        self.rng = rng
        self.image = Image.new("RGB", (round(width * FINER), round(width * FINER / ratio)), palette.soft)
        self.draw = ImageDraw.Draw(self.image)

    def fill(self, points: Points, colour: str) -> None:
        self.draw.polygon([(x * self.unit, y * self.unit) for x, y in points], fill=colour)

    def line(self, points: Points, colour: str, thick: float) -> None:
        line = [(x * self.unit, y * self.unit) for x, y in points]
        self.draw.line(line, fill=colour, width=max(1, round(thick * self.unit)), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, thick / 2, colour)

    def disc(self, x: float, y: float, r: float, colour: str) -> None:
        u = self.unit
        self.draw.ellipse([(x - r) * u, (y - r) * u, (x + r) * u, (y + r) * u], fill=colour)

    def ring(self, x: float, y: float, r: float, colour: str, thick: float) -> None:
        u = self.unit
        box = [(x - r) * u, (y - r) * u, (x + r) * u, (y + r) * u]
        self.draw.ellipse(box, outline=colour, width=round(thick * u))

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, round_by: float = 0) -> None:
        u = self.unit
        self.draw.rounded_rectangle([left * u, top * u, right * u, bottom * u], round_by * u, fill=colour)

    def shade(self, top: str, bottom: str) -> None:
        """The whole sheet from one colour to another."""
        ramp = Image.linear_gradient("L").resize(self.image.size)
        upper, lower = Image.new("RGB", self.image.size, top), Image.new("RGB", self.image.size, bottom)
        self.image.paste(Image.composite(lower, upper, ramp))

    def between(self, low: float, high: float) -> float:
        return self.rng.uniform(low, high)


def backdrop(c: Canvas) -> None:
    """One of the walls behind a still life: sun, hills, tiles, rays, arch or shelf."""
    p = c.colours
    if c.rng.random() < 0.5:
        c.shade(p.soft, p.paper)
    else:
        c.shade(mix(p.soft, p.mid, 0.45), p.soft)
    c.rng.choice([_sun, _hills, _tiles, _rays, _arch, _plain])(c)


def tabletop(c: Canvas) -> None:
    """A backdrop with a table in front."""
    backdrop(c)
    p = c.colours
    top = c.rng.choice([p.deep, p.night, p.mid, mix(p.deep, p.spark, 0.25)])
    c.box(0, c.floor, 100, c.high, top)
    c.box(0, c.floor, 100, c.floor + 1.6, mix(top, p.paper, 0.25))


def _sun(c: Canvas) -> None:
    x = c.rng.choice([24.0, 50.0, 74.0])
    c.disc(x, c.floor - c.between(14, 26), c.between(15, 25), mix(c.colours.spark, c.colours.paper, 0.3))


def _hills(c: Canvas) -> None:
    p, base = c.colours, c.floor
    for height, colour in ((30, mix(p.soft, p.mid, 0.35)), (17, mix(p.soft, p.mid, 0.7))):
        points = [(x, base - height * c.between(0.45, 1.0)) for x in range(-10, 121, 13)]
        c.fill([(-10, c.high), *points, (120, c.high)], colour)


def _tiles(c: Canvas) -> None:
    p, size = c.colours, c.rng.choice([9, 11, 14])
    shade = mix(p.soft, p.mid, 0.28)
    for row in range(math.ceil(c.floor / size)):
        for column in range(math.ceil(100 / size)):
            if (row + column) % 2:
                c.box(column * size, row * size, (column + 1) * size, (row + 1) * size, shade)


def _rays(c: Canvas) -> None:
    x, colour = c.between(20, 80), mix(c.colours.soft, c.colours.paper, 0.55)
    for k in range(0, 360, 20):
        a, b = math.radians(k), math.radians(k + 10)
        tips = [
            (x + 160 * math.cos(a), c.floor + 160 * math.sin(a)),
            (x + 160 * math.cos(b), c.floor + 160 * math.sin(b)),
        ]
        c.fill([(x, c.floor), *tips], colour)


def _arch(c: Canvas) -> None:
    x, wide = c.between(30, 70), c.between(22, 32)
    colour = mix(c.colours.mid, c.colours.soft, 0.35)
    c.fill(oval(x, c.floor - 26, wide, wide), colour)
    c.box(x - wide, c.floor - 26, x + wide, c.floor, colour)


def _plain(c: Canvas) -> None:
    """Nothing but the light."""
