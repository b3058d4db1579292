"""What people type, made safe to store and to show: no invisible tricks, nothing else changed."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Control characters but tab and newline, the marks that reorder text (Unicode TR 9, "Trojan Source"), and what counts
# as a letter or a space but shows nothing: Hangul fillers, soft hyphens, tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\u3164\ufeff\uffa0\U000e0000-\U000e007f\ud800-\udfff]"
)
MOST_MARKS = 30  # on one letter: the stream-safe text format (Unicode TR 15); sorting longer runs takes quadratic time
# A full stop after an abbreviation ends nothing.
_SHORT = "".join(rf"(?<!\b{word}\.)" for word in ("M", "Mr", "Mme", "Dr", "St", "Ste", "bd", "av", "n"))
_SENTENCE_END = re.compile(rf"(?<=[.!?…]){_SHORT}\s+|\n+", re.IGNORECASE)
_GREETING = re.compile(r"(?:bonjour|bonsoir|salut|coucou|hello|bjr)\b[^.!?…\n]{0,24}[.!?…, ]*", re.IGNORECASE)


def clean_text(text: str) -> str:
    """The text in NFC, with plain newlines, no control or reordering characters, at most one empty line in a row."""
    text = unicodedata.normalize("NFC", _stream_safe(text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _INVISIBLE.sub("", text)
    # Not by a pattern: it would look at 100,000 spaces 100,000 times.
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _stream_safe(text: str) -> str:
    """The text with at most MOST_MARKS combining marks in a row."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def has_words(text: str, letters: int = 2) -> bool:
    """Whether at least so many letters or digits stand in the text: emoji alone say nothing to answer."""
    return sum(character.isalnum() for character in text) >= letters


def validate_words(text: str) -> None:
    """Raises ValidationError for a text without words."""
    if not has_words(text):
        raise ValidationError(_("Please write a few words: symbols alone are hard to answer."), code="no_words")


def split_title(text: str, longest: int = 110) -> tuple[str, str]:
    """The first sentence as a title of at most `longest` characters, and the rest as the body.

    A first sentence that is too long is cut at a word with "…" and the whole text stays in the body. "Bonjour !" says
    nothing to somebody reading a list: the sentence after it is the title, and the greeting opens the body.
    """
    first, rest = _first_sentence(text)
    if has_words(rest, 1) and _GREETING.fullmatch(first):
        greeting, (first, rest) = first, _first_sentence(rest)
        rest = f"{greeting} {rest}"
    if len(first) <= longest:
        return first.lstrip().rstrip(" ."), rest.strip()
    cut = first[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut}…", text


def join_title(title: str, body: str) -> str:
    """The text that split_title made this title and this body of, as near to what was typed as they tell."""
    greeting, rest = _first_sentence(body)
    plain = f"{title}\n{body}".strip()
    for text in (body, f"{greeting} {title}\n{rest}".strip(), plain):
        if split_title(text) == (title, body):
            return text
    return plain


def _first_sentence(text: str) -> tuple[str, str]:
    # What ends a sentence ends none before its first letter: "… un plombier ?" is one.
    start = next((place for place, character in enumerate(text) if character.isalnum()), 0)
    first, *rest = _SENTENCE_END.split(text[start:], maxsplit=1)
    return re.sub(r"\s+", " ", text[:start]) + first, rest[0] if rest else ""


def plain_letters(text: str) -> str:
    """The text in small letters without accents, letter for letter: what is found in it stands there in the text."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character in "’‘ʼ´`":
        return "'"
    if character == "\u00a0":
        return " "
    return unicodedata.normalize("NFD", character)[0].lower()[:1] or " "
