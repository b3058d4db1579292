"""What people type, made safe."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.text import clean_text, has_words, join_title, split_title, validate_words

PIECES = st.lists(st.sampled_from(["Bonjour", "un", "mot " * 30, *" .!?…,\n"]))


def test_clean_text_drops_what_reorders_or_hides() -> None:
    assert clean_text("a\u202eb\u200bc\x07\r\nd  \n\n\n\ne\ufeff") == "abc\nd\n\ne"


def test_clean_text_keeps_emoji_and_right_to_left_letters() -> None:
    assert clean_text("👩🏽 שלום مرحبا") == "👩🏽 שלום مرحبا"


@given(st.text())
def test_clean_text_twice_is_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize("text", ["", "🎉🎉", "…!?", "a"])
def test_symbols_alone_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_words(text)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Je cherche un plombier. C’est urgent.", "Je cherche un plombier", "C’est urgent."),
        ("Un plombier ? Merci", "Un plombier ?", "Merci"),
        ("Un seul titre", "Un seul titre", ""),
        ("Titre\nla suite", "Titre", "la suite"),
        ("Bonjour ! Je cherche un plombier. Merci", "Je cherche un plombier", "Bonjour ! Merci"),
        ("Bonjour à tous,\nje cherche un plombier", "je cherche un plombier", "Bonjour à tous,"),
        ("Bonjour !", "Bonjour !", ""),
        ("… ! Un plombier ? Merci", "… ! Un plombier ?", "Merci"),
        ("Un plombier vers Ste. Marguerite ? Merci", "Un plombier vers Ste. Marguerite ?", "Merci"),
        ("M. Paul répare tout. Vraiment.", "M. Paul répare tout", "Vraiment."),
    ],
)
def test_the_first_sentence_is_the_title(text: str, title: str, body: str) -> None:
    assert split_title(text) == (title, body)


def test_a_long_first_sentence_is_cut_at_a_word_and_kept_whole_in_the_body() -> None:
    text = "mot " * 60 + "fin"
    title, body = split_title(text, longest=50)
    assert (len(title) <= 50, title[-1], body) == (True, "…", text)


@given(PIECES.map("".join).map(clean_text).filter(lambda text: has_words(text) and text.count("Bonjour") < 2))
def test_a_title_joined_again_splits_as_before(text: str) -> None:
    split = split_title(text)
    assert split_title(join_title(*split)) == split
