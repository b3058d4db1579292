"""What visitors' pages cost beside a function that returns the same bytes, on the same server in the same run.

    DATABASE_URL=… .venv/bin/python -m tests.bench.visitors_pages [--rounds 3] [--seconds 5]

The site is served as `make run` has it; each page, with its headers, packed as browsers ask for it, is then returned by
`bare_bytes` from the same granian with the same arguments. `wrk` asks one after the other, round after round. A ratio
is that of the medians.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import statistics
import tempfile
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.measuring import progress, say, table
from tests.bench.members_pages import choose, rate, served
from tests.bench.television import fill, set_up_site

ASKING = {"Accept-Encoding": "gzip, br", "Accept-Language": "fr-FR,fr;q=0.9", "User-Agent": "wrk"}
OF_THE_SERVER = ("date", "server", "connection", "transfer-encoding")  # what granian says by itself


def main() -> None:
    """Prints a Markdown table."""
    chosen = choose(seconds=5)
    with tempfile.TemporaryDirectory(prefix="mcs-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        set_up_site(name)
        from django.db import connection

        from mcs.website.local_site import free_port, local_site

        progress(f"visitors’ pages on {connection.display_name}")
        town = fill()
        connection.close()
        listing = next(page for page in town.pages if re.match(r"/annuaire/.", page))
        pages = {"home": "/", "directory": "/annuaire/", "listing": listing, "board": "/fil/"}
        port = free_port()
        stack.enter_context(local_site(port))
        script = folder / "asks.lua"
        script.write_text("".join(f'wrk.headers["{name}"] = "{value}"\n' for name, value in ASKING.items()))
        bare, weights = {}, {}
        for page, path in pages.items():
            headers, body = fetch(port, path)
            answer = folder / f"{page}.json"
            answer.write_text(json.dumps({"headers": headers, "body": base64.b64encode(body).decode()}))
            environment = os.environ | {"BARE_ANSWER": str(answer)}
            bare[page] = stack.enter_context(served("tests.bench.bare_bytes:application", environment, path))
            weights[page] = len(body)
        ports = {page: (port, bare[page]) for page in pages}
        say(f"#### Visitors’ pages on {connection.display_name}")
        report(compare(pages, ports, chosen, script), weights)


def compare(
    pages: dict[str, str], ports: dict[str, tuple[int, int]], chosen: argparse.Namespace, script: Path
) -> dict[str, list[float]]:
    """Answers a second by page, on each of its ports."""
    rates: dict[str, list[list[float]]] = {page: [[] for _port in ports[page]] for page in pages}
    for number in range(chosen.rounds + 1):  # the first one warms
        for page, path in pages.items():
            for port, answers in zip(ports[page], rates[page], strict=True):
                found = rate(f"http://localhost:{port}{path}", chosen.seconds, script)
                answers.extend([found] if number else [])
    return {page: [statistics.median(answers) for answers in both] for page, both in rates.items()}


def report(rates: dict[str, list[float]], weights: dict[str, int]) -> None:
    rows = [
        [page, f"{weights[page] / 1000:.1f} kB", f"{bare:.0f}", f"{site:.0f}", f"{100 * site / bare:.0f} %"]
        for page, (site, bare) in rates.items()
    ]
    table(["page", "packed", "the bytes alone, a second", "the site, a second", "of it"], rows)


def fetch(port: int, path: str) -> tuple[list[tuple[str, str]], bytes]:
    """The headers of the answer but the server's own, and its body as it was packed."""
    connection = HTTPConnection("localhost", port)
    connection.request("GET", path, headers=ASKING)
    answer = connection.getresponse()
    assert answer.status == 200, f"{path}: {answer.status}"
    headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_THE_SERVER]
    return headers, answer.read()


if __name__ == "__main__":
    main()
