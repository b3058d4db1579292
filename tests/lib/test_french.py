"""The analyser: what people type and what is written come to the same form."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.french import LONGEST_WORD, fold, inflection, significant, stem, tokens, unfinished, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Boulangère", "boulangere"),
        ("Œufs & cœurs, Læticia", "oeufs coeurs laeticia"),
        ("BOULEVARD SAINTE‑MARGUERITE", "boulevard sainte marguerite"),
        ("  l’été\u00a0:  12 h 30 ", "l ete 12 h 30"),
        ("snake_case", "snake case"),
        ("𝓕𝓵𝓮𝓾𝓻𝓲𝓼𝓽𝓮 №5", "fleuriste no5"),
        ("🥐✨", ""),
        ("a\x00b", "a b"),
    ],
)
def test_fold_leaves_small_letters_and_digits(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fuite d’eau", ["fuite", "eau"]),
        ("qu'il l'a dit", ["il", "a", "dit"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("O'Brien", ["o", "brien"]),
        ("L’ Escale", ["l", "escale"]),
    ],
)
def test_words_leave_out_elided_particles(text: str, expected: list[str]) -> None:
    assert words(text) == expected


ONE_WORD = [
    "boucher bouchère bouchers bouchères boucherie boucheries",
    "boulanger boulangère boulangers boulangerie",
    "pâtissier pâtissière pâtisserie",
    "poissonnier poissonnière poissonnerie poissonerie poissons poisson",
    "plombier plombiers plombière plomberie",
    "épicier épicière épicerie",
    "coiffeur coiffeuse coiffeurs coiffeuses",
    "masseur masseuses",
    "électricien électricienne électriciens électriciennes",
    "esthéticien esthéticienne",
    "restaurateur restauratrice restauratrices restaurateurs",
    "gâteau gâteaux",
    "journal journaux",
    "animal animaux",
    "cheveu cheveux",
    "bijou bijoux",
    "tuyau tuyaux",
    "sérieux sérieuse sérieuses",
    "sportif sportive sportives",
    "professionnel professionnelle professionnels",
    "café cafés",
    "voisin voisine voisins voisines",
    "frais fraîche fraîches",
    "nouveau nouvelle nouveaux",
    "saint sainte st ste",
    "boulevard bd blvd boulevards",
    "9e 9ème 9eme 9ieme neuvième",
    "10e dixième",
]


@pytest.mark.parametrize("forms", ONE_WORD)
def test_stem_brings_the_forms_of_a_word_to_one(forms: str) -> None:
    assert len({token for form in forms.split() for token in tokens(form)}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "boucher bouche", "plombier plombières", "cours courses", "cours coursier", "fils filles", "mer mère",
        "fleur fleuriste", "pompiers pompe", "poule poulet", "restaurant restaurateur", "bus bu",
        "13008 13009", "4x4 4x4s",
    ],
)  # fmt: skip
def test_stem_keeps_different_words_apart(pair: str) -> None:
    first, second = pair.split()
    assert tokens(first) != tokens(second)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("plombi", "plombier"),
        ("coiffeus", "coiffeuse"),
        ("boulangeri", "boulangerie"),
        ("electricienn", "électricienne"),
    ],
)
def test_unfinished_guesses_the_stem_of_a_half_typed_word(typed: str, whole: str) -> None:
    assert set(tokens(whole)) <= set(unfinished(typed))


def test_unfinished_guesses_nothing_from_a_few_letters() -> None:
    assert unfinished("") == unfinished("bou") == unfinished("plomb") == ()


def test_significant_drops_what_says_nothing() -> None:
    assert significant(words("Je cherche un bon plombier près de chez moi")) == ["plombier"]


def test_significant_keeps_everything_when_nothing_else_is_said() -> None:
    assert significant(words("C & A")) == ["c", "a"]


def test_words_are_cut_at_what_a_database_takes() -> None:
    assert words("a" * 100_000) == ["a" * LONGEST_WORD]


@given(st.text())
def test_fold_is_idempotent_and_leaves_only_letters_and_digits(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert all(part.isalnum() for part in folded.split())
    assert folded == " ".join(folded.split(" ")).strip()


def test_fold_is_idempotent_for_every_character() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1))
    assert [character for character in every if fold(fold(character)) != fold(character)] == []


@given(st.text(alphabet="abceilnorstuvxy", min_size=1, max_size=14))
def test_stem_is_idempotent_and_never_empty(word: str) -> None:
    assert stem(word)
    assert stem(stem(word)) == stem(word)


ENDINGS = (
    "bou|ch|er|ere|erie|ier|s|x|eur|eux|euse|trice|teur|aux|eau|onnerie|ive|enne|elle|ette|e|ss|trav|av|st|frais|bel|le"
)


@given(st.lists(st.sampled_from(ENDINGS.split("|")), min_size=1, max_size=5).map("".join))
def test_stem_is_idempotent_whatever_endings_follow_each_other(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@pytest.mark.parametrize("word", ["traverse", "trav", "avenue", "ave", "aves", "neuvieme", "9e", "1er"])
def test_stem_ends_for_words_that_fold_to_an_abbreviation(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@given(st.text())
def test_tokens_of_any_text_are_words_a_database_takes(text: str) -> None:
    assert all(token.isalnum() and len(token) <= LONGEST_WORD + 7 for token in tokens(text))


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("vannes", "vanne", True),
        ("bouchere", "bouchers", True),
        ("coiffeuses", "coiffeur", True),
        ("gateaux", "gateau", True),
        ("vannier", "vanne", False),
        ("boulanger", "boulangerie", False),
        ("chaudes", "chaudiere", False),
        ("tele", "tel", False),
    ],
)
def test_inflection_is_shared_by_one_and_many_him_and_her_and_not_by_the_trade(
    one: str, other: str, are_one: bool
) -> None:
    assert (inflection(one) == inflection(other)) is are_one
