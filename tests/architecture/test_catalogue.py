"""The French catalogue is complete, exact, and says nothing nobody asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.catalogue import answers, asked, catalogue_files, placeholders, read_catalogue
from tests.architecture.sources import name_of

by_file = pytest.mark.parametrize("path", catalogue_files(), ids=name_of)


def test_every_message_has_its_french() -> None:
    french = {key for path in catalogue_files() for key, texts in answers(read_catalogue(path)).items() if all(texts)}
    missing = {key: where for key, where in asked().items() if key not in french}
    assert missing == {}


@by_file
def test_catalogue_holds_nothing_doubtful(path: Path) -> None:
    catalogue = read_catalogue(path)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


@by_file
def test_catalogue_holds_nothing_unasked(path: Path) -> None:
    assert sorted(map(str, answers(read_catalogue(path)).keys() - asked().keys())) == []


@by_file
def test_translations_keep_the_places_to_fill(path: Path) -> None:
    lost = [
        msgid
        for (msgid, _context), texts in answers(read_catalogue(path)).items()
        for text in texts
        if not placeholders(text) <= placeholders(msgid) | {"%(count)s", "%(count)d"}
        or (len(texts) == 1 and placeholders(text) != placeholders(msgid))
    ]
    assert lost == []


def test_catalogues_agree() -> None:
    """A message that two apps share has one translation: Django would take one of them without saying which."""
    seen: dict[object, tuple[str, ...]] = {}
    quarrels = set()
    for path in catalogue_files():
        for key, texts in answers(read_catalogue(path)).items():
            if seen.setdefault(key, texts) != texts:
                quarrels.add(key)
    assert quarrels == set()


# What may begin with a vowel: "la fiche de École" should be "d’École", so the sentence is made otherwise.
NAMES = "actor|author|email|listing_name|member|merchant|name|title|who"


@by_file
def test_french_never_says_de_before_a_name(path: Path) -> None:
    texts = [text for found in answers(read_catalogue(path)).values() for text in found]
    assert [text for text in texts if re.search(rf"\b(?:de|que|jusque) %\((?:{NAMES})\)s", text, re.IGNORECASE)] == []


@by_file
def test_french_is_typeset_as_french(path: Path) -> None:
    """The apostrophe is ’, and a space that may not break stands before the double signs."""
    wrong = [
        text
        for texts in answers(read_catalogue(path)).values()
        for text in texts
        if "'" in text or any(f" {sign}" in text for sign in ":;?!»") or "« " in text
    ]
    assert wrong == []
