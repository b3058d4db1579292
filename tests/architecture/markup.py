"""Templates read as the browser will read them: the tags of Django taken away, what a neighbour sees left."""

from __future__ import annotations

import re
from html.parser import HTMLParser

TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
# Filled into an attribute of base.html: names for the style sheet, not words.
CLASSES = re.compile(r"{%\s*block \w*class\s*%}.*?{%\s*endblock\b.*?%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "summary", "label"}
SILENT_ELEMENTS = {"script", "style", "svg", "code"}
WORD = re.compile(r"[^\W\d_]{2,}")


def without_django(source: str) -> str:
    """The template's own text; whatever Django puts in, translated or computed, becomes a space."""
    for pattern in (COMMENT, TRANSLATED, CLASSES, TAG):
        source = pattern.sub(" ", source)
    return source


class Reader(HTMLParser):
    """Collects the words a person would see or hear, and the attributes that the security policy refuses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.refused: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = dict(attributes)
        # What says its own language ("English", among French words) is not to be translated.
        if tag in SILENT_ELEMENTS or ("lang" in names and tag != "html"):
            self.open.append(tag)
        self.refused += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in names and names.get("type") != "application/ld+json"):
            self.refused.append(f"<{tag}>")
        self._say(*(value for name, value in attributes if name in SPOKEN_ATTRIBUTES and value))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.open:
            self._say(data)

    def _say(self, *texts: str) -> None:
        self.words += [" ".join(text.split()) for text in texts if WORD.search(text)]


def read(source: str) -> Reader:
    """What a template says by itself once Django's part is taken away."""
    reader = Reader()
    reader.feed(without_django(source))
    reader.close()
    return reader
