"""`build_assets`: fonts, the style sheets and the catalogues, made from the packages and the sources."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mcs.lib.assets import build_fonts, build_style_sheet, compile_catalogues, layer_leaflet


class Command(BaseCommand):
    help = "Makes the fonts, the style sheets and the compiled catalogues that the site serves."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogues(settings.BASE_DIR / "mcs")
        faces = settings.ASSETS_DIR / "fonts" / "faces.css"
        if not faces.exists():
            style = build_fonts(_fonts(), faces.parent)
            faces.write_text(style, encoding="utf-8")
        sheet = settings.ASSETS_DIR / "css" / "site.css"
        sheet.parent.mkdir(parents=True, exist_ok=True)
        source = settings.BASE_DIR / "mcs" / "static" / "css"
        sheet.write_text(build_style_sheet(source, faces.read_text(encoding="utf-8")), encoding="utf-8")
        leaflet = Path(str(files("leaflet"))) / "static" / "leaflet" / "leaflet.css"
        map_sheet = build_style_sheet(source / "map", layer_leaflet(leaflet.read_text(encoding="utf-8")))
        sheet.with_name("drawn-map.css").write_text(map_sheet, encoding="utf-8")
        self.stdout.write(f"Assets are in {settings.ASSETS_DIR}.")


def _fonts() -> dict[str, Path]:
    atkinson = Path(str(files("fontpkg_atkinson_hyperlegible"))) / "files"
    bricolage = Path(str(files("fontpkg_bricolage_grotesque"))) / "files"
    return {
        "atkinson-400": atkinson / "AtkinsonHyperlegible-Regular.ttf",
        "atkinson-700": atkinson / "AtkinsonHyperlegible-Bold.ttf",
        "bricolage": next(bricolage.glob("BricolageGrotesque*.ttf")),
    }
