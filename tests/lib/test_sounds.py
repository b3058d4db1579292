"""How words sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.french import fold
from mcs.lib.sounds import sounds


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("farmacie", "pharmacie"),
        ("quiné", "kiné"),
        ("fotografe", "photographe"),
        ("dantiste", "dentiste"),
        ("orlogerie", "horlogerie"),
        ("gato", "gâteau"),
        ("chokola", "chocolat"),
        ("restorant", "restaurant"),
        ("boulengerie", "boulangerie"),
        ("serurier", "serrurier"),
        ("osteopate", "ostéopathe"),
    ],
)
def test_misspelt_words_sound_as_they_are_meant(written: str, meant: str) -> None:
    assert sounds(fold(written)) == sounds(fold(meant))


@pytest.mark.parametrize(("one", "other"), [("boucher", "boulanger"), ("pain", "vin"), ("coiffeur", "chauffeur")])
def test_other_words_sound_otherwise(one: str, other: str) -> None:
    assert sounds(one) != sounds(other)


@given(word=st.text(max_size=60))
def test_any_word_has_a_sound(word: str) -> None:
    assert len(sounds(fold(word))) <= 2 * len(word) + 2
