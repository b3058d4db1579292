"""`evaluate_search FILE.tsv`: how well the search of the current database answers questions whose answers are known."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mcs.directory.queries.evaluation import evaluate, read_questions


class Command(BaseCommand):
    help = (
        "Searches what each line of a TSV file asks (query, tab, OSM tags of acceptable main categories separated by |)"
        " and prints recall@1, @3, @5 and the mean reciprocal rank as JSON. A tag means what an import makes of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The questions, one a line.")
        parser.add_argument("--misses", action="store_true", help="Also say, on the error stream, what was missed.")

    def handle(self, *args: Any, file: Path, misses: bool, **options: Any) -> None:
        try:
            questions = list(read_questions(file.read_text(encoding="utf-8").splitlines()))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} can't be read: {error}") from error
        except ValueError as error:
            raise CommandError(f"{file}, {error}") from error
        if not questions:
            raise CommandError(f"{file} holds no question.")
        evaluation = evaluate(questions)
        if misses:
            self.stderr.write("\n".join(evaluation.misses()))
        self.stdout.write(json.dumps(evaluation.figures()))
