"""How well the directory finds what people ask for, measured on queries whose good answers are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mcs.directory.categories import PARENTS, read_categories
from mcs.directory.queries.search import search_listings
from mcs.directory.sources.kinds import tag_of

DEPTH = 5  # results looked at: what stands on a phone's first screens


class Question(NamedTuple):
    """A query, and the tags of the main categories that answer it."""

    query: str
    expected: frozenset[str]


class Answer(NamedTuple):
    """A question with the tags of what was found first; at which rank, from 1, it met a good one, 0 for none."""

    question: Question
    found: tuple[str, ...]
    rank: int


@dataclass(frozen=True)
class Evaluation:
    """What each question was answered."""

    answers: tuple[Answer, ...]

    def misses(self) -> list[str]:
        """A line for each question whose first answer isn't good: rank, query, what was expected, what was found."""
        return [
            f"{answer.rank or '-'}\t{answer.question.query}\t{'|'.join(sorted(answer.question.expected))}"
            f"\t{' '.join(answer.found) or 'nothing'}"
            for answer in self.answers
            if answer.rank != 1
        ]

    def recall(self, depth: int) -> float:
        """The share of the questions answered within the first `depth` results."""
        return sum(0 < answer.rank <= depth for answer in self.answers) / max(len(self.answers), 1)

    @property
    def mrr(self) -> float:
        """Mean reciprocal rank: 1 when every first result is good."""
        return sum(1 / answer.rank for answer in self.answers if answer.rank) / max(len(self.answers), 1)

    def figures(self) -> dict[str, float]:
        """As `manage.py evaluate_search` prints them, rounded to four places."""
        recalls = {f"recall@{depth}": round(self.recall(depth), 4) for depth in (1, 3, DEPTH)}
        return {"queries": len(self.answers)} | recalls | {"mrr": round(self.mrr, 4)}


def read_questions(lines: Iterable[str]) -> Iterator[Question]:
    """Lines of `query<TAB>tag|tag`; empty ones and those that begin with # are skipped.

    Raises ValueError naming the first line that can't be read.
    """
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r\n").removeprefix("\ufeff")
        if not text.strip() or text.startswith("#") or (number == 1 and text.split("\t")[:2] == ["query", "expected"]):
            continue
        query, _, expected = text.partition("\t")
        tags = frozenset(tag.strip() for tag in expected.split("\t")[0].split("|") if tag.strip())
        if not query.strip() or not tags:
            raise ValueError(f"line {number}: {text[:80]!r} is no query<TAB>tag|tag")
        yield Question(query, tags)


def evaluate(questions: Iterable[Question]) -> Evaluation:
    """Each query searched as the directory's page does, with no filter chosen.

    An expected tag means the category that an import would give it (cuisine=sushi, our Asian restaurants), and what
    OpenStreetMap tags as that and more finely: a pizzeria is an amenity=restaurant.
    """
    known = frozenset(row.tag for row in read_categories())
    return Evaluation(tuple(_answer(question, known) for question in questions))


def _answer(question: Question, known: frozenset[str]) -> Answer:
    found = search_listings(question.query, size=DEPTH).listings
    tags = tuple(listing.category.tag for listing in found)
    good = question.expected | {tag_of(tag, known) for tag in question.expected}
    rank = next((place for place, tag in enumerate(tags, 1) if not good.isdisjoint((tag, _parent(tag)))), 0)
    return Answer(question, tags, rank)


def _parent(tag: str) -> str:
    return "=".join(PARENTS.get(tag.partition("=")[0], ()))
