"""How well four hundred and more queries are answered, on a network that has every trade once and the demo's names."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mcs.directory.actions.index import reindex_all
from mcs.directory.queries.evaluation import Question, evaluate, read_questions
from tests.directory.known_network import QUERIES, make_known_network
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def _network() -> None:
    make_known_network()


@pytest.mark.usefixtures("_network")
def test_our_queries_find_what_they_ask_for() -> None:
    questions = list(read_questions(QUERIES.read_text(encoding="utf-8").splitlines()))
    assert len(questions) >= 400
    evaluation = evaluate(questions)
    figures = evaluation.figures()
    assert (figures["recall@3"] >= 0.97, figures["mrr"] >= 0.90) == (True, True), evaluation.misses()


def test_command_prints_figures_and_misses(tmp_path: Path) -> None:
    make_listing()
    reindex_all()
    file = tmp_path / "queries.tsv"
    file.write_text(
        "query\texpected\n# ours\nboucher\tshop=butcher|shop=deli\nxylophone\tshop=music\n", encoding="utf-8"
    )
    output, missed = StringIO(), StringIO()
    call_command("evaluate_search", str(file), misses=True, stdout=output, stderr=missed)
    figures = {"queries": 2, "recall@1": 0.5, "recall@3": 0.5, "recall@5": 0.5, "mrr": 0.5}
    assert json.loads(output.getvalue()) == figures
    assert missed.getvalue() == "-\txylophone\tshop=music\tnothing\n"


@pytest.mark.parametrize(
    ("expected", "rank"),
    [
        ("cuisine=asian", 1),
        ("cuisine=sushi", 1),
        ("amenity=restaurant", 1),
        ("cuisine=pizza", 0),
        ("shop=seafood", 0),
        ("cuisine=*", 0),
        ("nonsense", 0),
    ],
)
def test_expected_tag_means_what_an_import_would_make_of_it(expected: str, rank: int) -> None:
    make_listing(
        "Le Sakura", category=make_category("cuisine=asian", name_fr="Restaurant asiatique", synonyms=["sushi"])
    )
    reindex_all()
    (answer,) = evaluate([Question("sushi", frozenset({expected}))]).answers
    assert answer.rank == rank


@pytest.mark.parametrize("text", ["boucher", "\tshop=butcher", "boucher\t |"])
def test_command_says_which_line_it_could_not_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "queries.tsv"
    file.write_text(f"pain\tshop=bakery\n{text}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="line 2"):
        call_command("evaluate_search", str(file))


@pytest.mark.parametrize(
    ("content", "reason"), [(b"# nothing\n", "holds no question"), (b"\xff\tshop=bakery", "can't be read")]
)
def test_command_says_what_is_wrong_with_the_file(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "queries.tsv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        call_command("evaluate_search", str(file))
