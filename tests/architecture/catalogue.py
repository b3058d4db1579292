"""What the code and the templates ask to be translated, and what the French catalogues answer."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.sources import HOUSE, name_of, python_files, template_files

KEYWORDS = dict(DEFAULT_KEYWORDS)
for _name in ("gettext", "ngettext", "pgettext", "npgettext"):
    KEYWORDS[f"{_name}_lazy"] = DEFAULT_KEYWORDS[_name]
KEYWORDS["gettext_noop"] = None
KEYWORDS["_n"] = DEFAULT_KEYWORDS["ngettext"]

Key = tuple[str, str | None]  # the msgid (singular) and its context


def asked() -> dict[Key, str]:
    """Each message to translate with one file that asks for it."""
    found: dict[Key, str] = {}
    for path in python_files(HOUSE):
        found |= dict.fromkeys(_messages(path.read_bytes()), name_of(path))
    for path in template_files(".html", ".txt"):
        text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # The template's indentation means nothing to the reader of Python that follows.
        lines = "\n".join(line.lstrip() for line in text.splitlines())
        found |= dict.fromkeys(_messages(lines.encode()), name_of(path))
    return found


def _messages(source: bytes) -> list[Key]:
    messages = extract("python", BytesIO(source), KEYWORDS, options={"encoding": "utf-8"})
    return [(text if isinstance(text, str) else text[0], context) for _line, text, _comments, context in messages]


def catalogue_files() -> list[Path]:
    return sorted(HOUSE.glob("**/locale/fr/LC_MESSAGES/django.po"))


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="fr", abort_invalid=True)


def answers(catalogue: Catalog) -> dict[Key, tuple[str, ...]]:
    """The French of each message of a catalogue: one text, or one a number."""
    found: dict[Key, tuple[str, ...]] = {}
    for message in catalogue:
        if message.id:
            singular = message.id if isinstance(message.id, str) else message.id[0]
            texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            found[singular, message.context] = texts
    return found


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|{\w*}", text))
