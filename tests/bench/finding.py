"""How well the search answers the queries of tests/directory/data, on the database of DATABASE_URL.

.venv/bin/python -m tests.bench.finding
"""

from __future__ import annotations

from tests.bench.measuring import say, set_up, table, throw_away_database, vendor


def main() -> None:
    """Prints a Markdown table: the figures of `manage.py evaluate_search`."""
    set_up()
    from mcs.directory.queries.evaluation import evaluate, read_questions
    from tests.directory.known_network import QUERIES, make_known_network

    questions = list(read_questions(QUERIES.read_text(encoding="utf-8").splitlines()))
    with throw_away_database():
        make_known_network()
        figures = evaluate(questions).figures()
    say(f"#### What is found on {vendor()}")
    table(["", *figures], [["`evaluate_search`", *(f"{value:g}" for value in figures.values())]])


if __name__ == "__main__":
    main()
