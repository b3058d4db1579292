"""What is measured stays what the site shows: the fillings hold, and every address answers. No time is looked at."""

from __future__ import annotations

from random import Random

import pytest
from django.test import Client

from mcs.board.models import Comment, Post
from mcs.directory.actions.index import reindex_all
from mcs.notices.rounds import send_digests
from mcs.places.actions import load_places
from tests.bench import board, crowded_board, crowded_directory, digests, search
from tests.bench import map as views
from tests.bench.measuring import quantile
from tests.bench.printing import made_things

pytestmark = pytest.mark.django_db


def test_crowded_board_answers_every_page_that_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LISTINGS": 30, "LONG_THREADS": 2, "LONG": 70, "PHOTOS": 5}.items():
        monkeypatch.setattr(crowded_board, name, value)
    load_places()
    crowded_board.CrowdedBoard(40).fill()
    assert Post.objects.count() == 40
    assert Comment.objects.count() == sum(Post.objects.values_list("comment_count", flat=True))
    rng = Random(1)
    for ask, _ in board.pages().values():
        board.answered(Client(), ask(rng))


def test_digests_that_are_measured_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LISTINGS": 30, "LONG_THREADS": 2, "LONG": 3, "PHOTOS": 5}.items():
        monkeypatch.setattr(crowded_board, name, value)
    load_places()
    crowded_board.CrowdedBoard(40).fill()
    digests.write_readers(3)
    assert send_digests() == 3


def test_crowded_directory_answers_every_question_that_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (search, views):
        monkeypatch.setattr(module, "TURNS" if module is views else "ROUNDS", 1)
    crowded_directory.fill(40)
    assert reindex_all() == 40
    assert len(search.measure().words) == len(search.QUERIES)
    assert all(figures.bytes[0] > 0 for figures in views.measure().values())


def test_printing_makes_everything_that_is_measured() -> None:
    crowded_directory.fill(20)
    assert all(make() for make in made_things().values())


def test_quantile_is_a_value_of_the_list() -> None:
    assert [quantile([4, 1, 3, 2], percent) for percent in (50, 95)] == [2, 4]
