"""Mistyped words and the words that were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.search.spelling import closest

VOCABULARY = {"plombier": 12, "boulanger": 30, "poissonnerie": 4, "pharmacie": 9, "pizza": 8, "piazza": 1, "13009": 50}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plonbier", "plombier"),
        ("plmobier", "plombier"),
        ("poisonerie", "poissonnerie"),
        ("farmacie", "pharmacie"),
        ("boulangre", "boulanger"),
        ("pizzza", "pizza"),
        ("plombier", "plombier"),
        ("zorglub", None),
        ("piz", None),  # too short to tell
        ("1309", None),  # a number is never corrected
        ("", None),
    ],
)
def test_closest_finds_the_word_meant(typed: str, meant: str | None) -> None:
    assert closest(typed, VOCABULARY) == meant


def test_closest_prefers_the_same_first_letter_then_the_commonest() -> None:
    assert closest("mouton", {"bouton": 100, "moutan": 1, "moutin": 5}) == "moutin"


@given(st.text(max_size=60))
def test_closest_takes_any_text(text: str) -> None:
    assert closest(text, VOCABULARY) in {None, *VOCABULARY}
