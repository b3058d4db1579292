"""What somebody wrote in an answer by e-mail, without what their mail program quoted and signed under it.

Line by line and never by one pattern over the whole text: each line is looked at a bounded number of times. The
library that does the same (mail-parser-reply 1.36) took seconds for a kilobyte made to hurt it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

MARK = "##-"  # stands in our own e-mails, above which people answer
LONGEST_LINE = 400  # characters of a line that are looked at
_WROTE = re.compile(
    r"(?:Le|On|Am|Il|El|Em)\b.{4,300}(?:a écrit|à écrit|wrote|schrieb|ha scritto|escribió|escreveu)[^:]{0,80}:", re.I
)
_SEPARATOR = re.compile(
    r"[-_*\s]{2,}(?:Message d.origine|Message original|Mail original|Message transféré|Message initial"
    r"|Original Message|Forwarded message|Reply message)\b|_{10,}$|-{10,}$",
    re.I,
)
_HEADER = re.compile(
    r"\*?(?:De|From|Von|Envoyé|Sent|Date|À|A|To|Objet|Subject|Cc|Expéditeur|Destinataire)\s?\*?\s?:", re.I
)
_SIGNATURE = re.compile(
    r"(?:--\s*$|Envoyé (?:de|depuis|à partir|avec|par)\b|Sent (?:from|with|via)\b|Obtenir Outlook|Télécharger Outlook"
    r"|Get Outlook|Provenance\s?:\s?Courrier|Gesendet von\b)",
    re.I,
)


def written_part(text: str) -> str:
    """The part of a plain text e-mail that its writer wrote; "" when nothing of it is theirs."""
    lines = [line.replace("\u00a0", " ").strip() for line in text.splitlines()]
    start = next((at for at in range(len(lines)) if _begins_quote(lines, at)), len(lines))
    own = _without_signature(text.splitlines()[:start])
    if own or start == len(lines):
        return own
    return _without_signature(_below(text.splitlines()[start:]))


def _begins_quote(lines: list[str], at: int) -> bool:
    line = lines[at][:LONGEST_LINE]
    if line.startswith(">") or MARK in line or _SEPARATOR.match(line):
        return True
    # Mail programs wrap "Le mardi 3 novembre 2026 à 10:22, … a écrit :" over two or three lines.
    if _WROTE.match(" ".join(part[:LONGEST_LINE] for part in lines[at : at + 3])) and line[:2].isalpha():
        return True
    return sum(bool(_HEADER.match(part)) for part in lines[at : at + 4]) >= 3 and bool(_HEADER.match(line))


def _below(lines: list[str]) -> list[str]:
    """Of those who answer under the quote: what is not quoted."""
    quoted = [at for at, line in enumerate(lines) if line.lstrip().startswith(">")]
    return [line for line in lines[quoted[-1] + 1 :] if MARK not in line] if quoted else []


def _without_signature(lines: list[str]) -> str:
    end = next((at for at, line in enumerate(lines) if _SIGNATURE.match(line.strip()[:LONGEST_LINE])), len(lines))
    return "\n".join(lines[:end]).strip()


_BLOCKS = {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_BLOCKS |= {"li", "ol", "p", "pre", "table", "tr", "ul"}
_UNREAD = {"head", "script", "style", "title"}
_QUOTES = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "divrplyfwdmsg", "appendonsend", "protonmail_quote")


class _Reader(HTMLParser):
    """The text of an HTML e-mail without what it quotes, as the common mail programs mark it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped, self.depth = "", 0  # the element left out, and how many of its name are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.depth += tag == self.skipped
            return
        marks = " ".join(value or "" for name, value in attrs if name in ("class", "id")).lower()
        if tag in _UNREAD or tag == "blockquote" or any(quote in marks for quote in _QUOTES):
            self.skipped, self.depth = tag, 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else ""
        elif tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """The words of an HTML e-mail, a line a block, without its quotes."""
    reader = _Reader()
    reader.feed(_closed(html))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _closed(html: str) -> str:
    """The HTML without comments, and with nothing that is begun and never ended: the parser would look for each end
    through all that follows, which takes minutes for what fits an e-mail."""
    kept, comment, rest = [], "<!--", html
    while comment:
        words, comment, rest = rest.partition("<!--")
        kept.append(words)
        rest = rest.partition("-->")[2]
    html = "".join(kept).replace("<![", "<")
    end = html.rfind(">") + 1
    return html[:end] + html[end:].replace("<", " ")
