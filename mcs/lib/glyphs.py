"""Words as shapes: an SVG shown as a picture on another site can load no font."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from mcs.lib.drawing import Face, drawable


@lru_cache(maxsize=4)
def _font(path: Path) -> TTFont:
    return TTFont(path)


def text_path(text: str, face: Face, *, size: float, left: float, baseline: float) -> tuple[str, float]:
    """The `d` of an SVG path that writes the text on one line, and where it ends (both in the SVG's units).

    Characters that the face lacks are left out. A variable face is drawn at its default axes.
    """
    font = _font(face.path)
    glyphs, cmap, widths = font.getGlyphSet(), font.getBestCmap() or {}, font["hmtx"]
    scale = size / font["head"].unitsPerEm  # type: ignore[attr-defined]
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
    x = left
    for character in drawable(text, face):
        name = cmap[ord(character)]
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, baseline)))
        x += widths[name][0] * scale
    return pen.getCommands(), x
