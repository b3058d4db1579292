"""Makes at set-up what the site serves but the repository doesn't hold: fonts, the style sheets, the catalogues.

Fonts come from their packages and are cut to the letters French and English need; the style sheet is every file of
static/css in one, because the browser wants one request and the next engineer wants one file a component. What is drawn
on a map (static/css/map) comes in another, with Leaflet's: most pages have none.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Latin letters with their accents, œ, typographic marks, arrows and the euro.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2C6, 0x2DA, 0x2DC, *range(0x2010, 0x2028)]
LETTERS += [0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212]
# What people's devices have until ours has come: its names there, and how wide a letter of French text is in it, in ems
# (_mean_width of its own tables). Arial is on computers and iPhones, Roboto on Android.
ON_DEVICES = {
    "fallback": {
        400: ('local("Arial"),local("Liberation Sans")', 0.4462),
        700: ('local("Arial Bold"),local("Arial-BoldMT"),local("Liberation Sans Bold")', 0.4821),
    },
    "on Android": {
        400: ('local("Roboto"),local("Roboto-Regular")', 0.4468),
        700: ('local("Roboto Bold"),local("Roboto-Bold")', 0.4533),
    },
}
# How often each letter comes in French text, in thousandths (a–z, then space).
OFTEN = [67, 8, 28, 32, 130, 9, 8, 8, 66, 5, 1, 48, 25, 62, 47, 25, 12, 57, 69, 63, 55, 13, 1, 4, 3, 1, 170]


def build_fonts(sources: dict[str, Path], folder: Path) -> str:
    """Writes each named font as WOFF2 and returns the style sheet that declares them with matching fallbacks.

    Names are "family-weight" ("atkinson-400"); a variable font is "bricolage" and keeps its weights 700 to 800.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rules: dict[str, str] = {}
    for name, source in sources.items():
        font = TTFont(source)
        options = Options(flavor="woff2", layout_features=["kern", "liga", "mark", "ccmp", "locl"], hinting=False)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        if "fvar" in font:
            font = instantiateVariableFont(font, {"wght": (700, 800), "opsz": 24, "wdth": 100})
        font.flavor = "woff2"
        font.save(folder / f"{name}.woff2")
        rules[name] = _font_face(name, font)
    return "\n".join(rules.values())


def _font_face(name: str, font: TTFont) -> str:
    family = {"atkinson": "Atkinson Hyperlegible", "bricolage": "Bricolage Grotesque"}[name.partition("-")[0]]
    short, _, weight = name.partition("-")
    face = (
        f'@font-face{{font-family:"{family}";src:url("../fonts/{name}.woff2") format("woff2");'
        f"font-weight:{weight or '700 800'};font-display:swap}}"
    )
    return face + "".join(_stand_in(short.capitalize(), where, int(weight or 700), font) for where in ON_DEVICES)


def _stand_in(short: str, where: str, weight: int, font: TTFont) -> str:
    """A font of the device's stretched to ours in width and height, so that nothing moves when ours arrives."""
    source, width = ON_DEVICES[where][weight]
    scale = _mean_width(font) / width
    hhea, units = font["hhea"], font["head"].unitsPerEm  # type: ignore[attr-defined]
    ascent, descent = hhea.ascent / units / scale, -hhea.descent / units / scale
    return (
        f'@font-face{{font-family:"{short} {where}";src:{source};font-weight:{weight};size-adjust:{scale:.2%};'
        f"ascent-override:{ascent:.2%};descent-override:{descent:.2%};line-gap-override:0%}}"
    )


def _mean_width(font: TTFont) -> float:
    """Of a letter of French text, in ems."""
    cmap, widths, units = font.getBestCmap() or {}, font["hmtx"], font["head"].unitsPerEm  # type: ignore[attr-defined]
    letters = [*range(ord("a"), ord("z") + 1), 0x20]
    of_all = sum(widths[cmap[letter]][0] * often for letter, often in zip(letters, OFTEN, strict=True))
    return float(of_all / units / 1000)


def build_style_sheet(folder: Path, more: str) -> str:
    """Every .css file of the folder in one, `layers.css` first, without comments and indentation; then what is made."""
    files = sorted(folder.glob("*.css"), key=lambda path: (path.name != "layers.css", path.name))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip() + "\n" + more + "\n"


def layer_leaflet(style: str) -> str:
    """Leaflet's own style sheet put in a low layer: outside any layer it would win over ours."""
    return f"@layer base {{\n{style.replace('url(images/', 'url(../leaflet/images/')}\n}}\n"


def compile_catalogues(root: Path) -> int:
    """Compiles each django.po under the folder beside itself; returns how many were out of date."""
    made = 0
    for source in root.glob("**/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as po, target.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))
        made += 1
    return made
