"""What members' pages cost beside a bare Django page, on the same server in the same run.

    DATABASE_URL=… .venv/bin/python -m tests.bench.members_pages [--rounds 3] [--seconds 5]

The site and the bare page (`bare_site`) are each served by granian as `make run` has it. `wrk` asks one after the
other, round after round; sixty members read a few listings and posts in turn. A ratio is that of the medians. Before
that both are asked in turn without a server, for the processor time of an answer, which other work on the machine
lengthens little.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.bench.measuring import progress, say, table
from tests.bench.television import fill, set_up_site

CONNECTIONS = 4
PAGES = 5  # listings and posts read in turn
ASKED = 120  # answers of each page in a round, without a server


def main() -> None:
    """Prints a Markdown table."""
    chosen = choose(seconds=5)
    with tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder:
        set_up_site(folder)
        from django.db import connection

        from mcs.website.local_site import free_port, local_site

        progress(f"members’ pages on {connection.display_name}")
        town = fill()
        connection.close()
        port = free_port()
        posts = [page for page in town.pages if re.match(r"/fil/\d", page)][:PAGES]
        listings = [page for page in town.pages if re.match(r"/annuaire/.", page)][:PAGES]
        asked = {"directory": ["/annuaire/"], "listing": listings, "board": ["/fil/"], "post": posts}
        times = processor_times(asked, town.members, Path(folder) / "bare.sqlite3", chosen.rounds)
        rates: dict[str, list[float]] = {}
        with local_site(port), bare_page(Path(folder) / "bare.sqlite3") as bare:
            scripts = {name: script(Path(folder), name, pages, town.members) for name, pages in asked.items()}
            for _round in range(chosen.rounds + 1):  # the first one warms
                for name, file in scripts.items():
                    rates.setdefault("bare", []).append(rate(f"http://127.0.0.1:{bare}/list/", chosen.seconds))
                    rates.setdefault(name, []).append(rate(f"http://localhost:{port}/", chosen.seconds, file))
        yardstick = statistics.median(rates["bare"][len(asked) :])
        say(f"#### Members’ pages on {connection.display_name}")
        rows = [["the bare page", f"{yardstick:.0f}", "100 %", f"{times['bare']:.1f} ms", "100 %"]]
        for name in asked:
            median, share = statistics.median(rates[name][1:]), times["bare"] / times[name]
            rows.append([name, f"{median:.0f}", f"{100 * median / yardstick:.0f} %"])
            rows[-1] += [f"{times[name]:.1f} ms", f"{100 * share:.0f} %"]
        table(["page", "answers a second", "of the bare page’s", "processor", "of the bare page’s rate"], rows)


def choose(*, seconds: int) -> argparse.Namespace:
    """What the command line says of wrk's rounds; ends here where there is no wrk."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=seconds, help="of each page in each round")
    if shutil.which("wrk") is None:
        sys.exit("wrk is needed: apt install wrk")
    return parser.parse_args()


def processor_times(asked: dict[str, list[str]], cookies: list[str], database: Path, rounds: int) -> dict[str, float]:
    """The median milliseconds of processor of an answer, by page; "bare" is the bare page's."""
    times: dict[str, list[float]] = {}
    with ExitStack() as stack:
        site = stack.enter_context(caller("mcs.config.wsgi"))
        bare = stack.enter_context(caller("tests.bench.bare_site", fill_bare(database)))
        for number in range(rounds + 1):  # the first one warms
            for name, pages in asked.items():
                took = {"bare": bare([("/list/", "")] * ASKED)}
                took[name] = site([(pages[n % len(pages)], cookies[n % len(cookies)]) for n in range(ASKED)])
                for which in took if number else ():
                    times.setdefault(which, []).extend(took[which])
    return {name: statistics.median(took) for name, took in times.items()}


@contextmanager
def caller(module: str, environment: dict[str, str] | None = None) -> Iterator[Callable[[Any], list[float]]]:
    """Asks an application in a process of its own: see caller.py."""
    command = [sys.executable, "-m", "tests.bench.caller", module]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, text=True, **pipes) as process:  # type: ignore[call-overload]

        def ask(rows: Any) -> list[float]:
            process.stdin.write(json.dumps(rows) + "\n")
            process.stdin.flush()
            return [float(took) for took in json.loads(process.stdout.readline())]

        yield ask
        process.stdin.close()


def fill_bare(database: Path) -> dict[str, str]:
    """The bare page's environment, its database filled once."""
    environment = os.environ | {"BARE_DATABASE": str(database)}
    del environment["DJANGO_SETTINGS_MODULE"]
    if not database.exists():
        subprocess.run([sys.executable, "-m", "tests.bench.bare_site"], check=True, env=environment)
    return environment


def bare_page(database: Path) -> AbstractContextManager[int]:
    """The bare page on a port, served as the site is."""
    return served("tests.bench.bare_site:application", fill_bare(database), "/list/")


def script(folder: Path, name: str, pages: list[str], cookies: list[str]) -> Path:
    """For wrk: another member and another page each time; it complains of any answer that is not 200."""
    file = folder / f"{name}.lua"
    rows = [
        f"pages = {{{', '.join(repr(page) for page in pages)}}}",
        f"cookies = {{{', '.join(repr(cookie) for cookie in cookies)}}}",
        "n = 0",
        "function request() n = n + 1",
        '  return wrk.format("GET", pages[n % #pages + 1], {["Cookie"] = cookies[n % #cookies + 1],',
        '    ["Accept-Language"] = "fr-FR,fr;q=0.9", ["Accept-Encoding"] = "gzip, br"}) end',
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def rate(address: str, seconds: int, file: Path | None = None) -> float:
    """Answers a second."""
    command = [
        "wrk",
        "-t1",
        "--timeout",
        "30s",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        *(["-s", str(file)] if file else []),
        address,
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(f"{address}: {told}")
    return float(told.partition("Requests/sec:")[2].split()[0])


@contextmanager
def served(application: str, environment: dict[str, str], path: str) -> Iterator[int]:
    """The port of an application served as the site is, once it answers at that path."""
    from mcs.website.local_site import free_port, server_arguments

    port = free_port()
    arguments = [*server_arguments(port)[:-1], application]
    server = subprocess.Popen([sys.executable, "-m", "granian", *arguments], env=environment)
    try:
        for _half_second in range(60):
            try:
                urlopen(f"http://127.0.0.1:{port}{path}").close()
                break
            except OSError:
                time.sleep(0.5)
        yield port
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
