"""Type set on paper: a Typst template and the data it shows, made into a tagged PDF.

The compiler runs in a process of its own: it has an end whatever it is given, and what it keeps in memory goes with
it. Fonts are those of the site, from their packages; letters they lack come from the compiler's own (Greek, Cyrillic,
Arabic), never from the machine, so that the same data gives the same sheet everywhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.utils import timezone

HEADING = "Bricolage Grotesque 96pt"  # weight 800 only; the name the font gives itself at its default axes
TEXT = "Atkinson Hyperlegible"  # weights 400 and 700, roman and italic

_WORKER = Path(__file__).with_name("typst_worker.py")
_PACKAGES = ("fontpkg_atkinson_hyperlegible", "fontpkg_bricolage_grotesque")


class TypesettingFailed(Exception):  # noqa: N818 — what happened, said to whoever asked for a sheet
    """The template refused the data, or took too long; the message is the compiler's."""


def typeset(
    template: Path,
    data: dict[str, Any],
    *,
    at: datetime | None = None,
    seconds: float = 15,
    standards: Sequence[str] = (),
) -> bytes:
    """The PDF of the template, which reads the data by `#let data = json(bytes(sys.inputs.data))`.

    The template may import what stands in its folder. `at` is the date the document bears and `datetime.today()` (now
    unless said). Data is whatever JSON can say; text in it is text, never markup. `standards` are kept or
    the document refused: "ua-1" is PDF/UA-1, for those who listen to it. Raises TypesettingFailed, after
    `seconds` at most.
    """
    job = {
        "template": str(template),
        "root": str(template.parent),
        "fonts": font_folders(),
        "data": json.dumps(data, ensure_ascii=False),
        "standards": [*standards],
        "timestamp": int((at or timezone.now()).timestamp()),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_WORKER)],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingFailed(f"{template.name}: not done after {seconds} s") from error
    if done.returncode != 0:
        raise TypesettingFailed(f"{template.name}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def font_folders() -> list[str]:
    """Where the site's fonts lie as TTF."""
    return [str(Path(str(files(name))) / "files") for name in _PACKAGES]
