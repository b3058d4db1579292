"""What the pages of the board cost at 1,000 and at 1,000,000 posts, on the database of DATABASE_URL.

    DATABASE_URL=postgres://… .venv/bin/python -m tests.bench.board [--posts 1000000]

Each size has a database of its own, made beside the one named and dropped at the end. They are asked in turn, so that
whatever else the machine does weighs on both.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from random import Random
from typing import Any, NamedTuple

from tests.bench.measuring import (
    forget,
    processor_time,
    progress,
    quantile,
    say,
    set_up,
    settle,
    table,
    throw_away_database,
    timed,
    vendor,
)

SMALL, LARGE = 1_000, 1_000_000
ROUNDS, TURNS = 4, 12
LAST = 60  # answers of a long thread that are asked from its end
Ask = Callable[[Random], str]  # an address, another each time
Pages = dict[str, tuple[Ask, bool]]  # by the kind's name: an address of it, and whether a member asks


class Cost(NamedTuple):
    """Of one kind of page: queries of an answer, its milliseconds of processor, and those on the clock."""

    queries: list[int]
    processor: list[float]
    page: list[float]


def main() -> None:
    """Prints a Markdown table; takes some minutes at the full size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=LARGE)
    sizes = (SMALL, parser.parse_args().posts)
    set_up()
    notes, boards = [], []
    with ExitStack() as kept:
        for size in sizes:
            turn_to = kept.enter_context(throw_away_database())
            notes.append(fill(size))
            boards.append((turn_to, pages()))
        costs = measure_in_turn(boards)
    say(f"#### The board on {vendor()}", "", *notes)
    head = ["page"]
    for size in sizes:
        head += [f"{size:,}: queries", "processor p50", "clock p50", "p95"]
    rows = []
    for name, large in costs[-1].items():
        small = costs[0][name]
        cells = [cell for cost in (small, large) for cell in shown(cost)]
        ratios = [
            statistics.median(many) / statistics.median(few) for many, few in zip(large[1:], small[1:], strict=True)
        ]
        rows.append([name, *cells, f"{ratios[0]:.1f}", f"{ratios[1]:.1f}"])
    table([*head, "processor ratio", "clock ratio"], rows)


def shown(cost: Cost) -> list[str]:
    few, most = min(cost.queries), max(cost.queries)
    times = [statistics.median(cost.processor), statistics.median(cost.page), quantile(cost.page, 95)]
    return [str(most) if few == most else f"{few}–{most}", *(f"{took:.1f} ms" for took in times)]


def fill(size: int) -> str:
    """The board of that size; returns a line that says how long it took."""
    from mcs.board.models import Comment, Post
    from mcs.places.actions import load_places
    from tests.bench.bulk import calm, hurry
    from tests.bench.crowded_board import CrowdedBoard

    progress(f"board of {size:,} posts on {vendor()}")
    started = time.perf_counter()
    load_places()
    hurry()
    CrowdedBoard(size).fill()
    settle()
    calm()
    forget()
    took = time.perf_counter() - started
    return f"- {Post.objects.count():,} posts, {Comment.objects.count():,} answers, written in {took:.0f} s"


def pages() -> Pages:
    """The kinds of pages that are measured, on the board that is filled now."""
    from mcs.board.models import Post
    from mcs.places.models import District

    newest = Post.objects.order_by("-pk").values_list("pk", flat=True)[0]
    numbers = list(District.objects.values_list("number", flat=True))
    long = list(Post.objects.published().filter(comment_count__gt=LAST).order_by("-comment_count", "pk")[:10])

    def deep(query: str) -> Ask:
        return lambda rng: f"/fil/?{query}&apres={cursor_of(rng.randrange(newest // 10, newest // 2))}"

    def any_post(rng: Random) -> str:
        return address_of(rng.randrange(newest // 4, newest))

    def long_thread(rng: Random) -> str:
        return rng.choice(long).get_absolute_url()

    def long_thread_end(rng: Random) -> str:
        post = rng.choice(long)
        return f"{post.get_absolute_url()}?apres={post.comments.order_by('-pk').values_list('pk', flat=True)[LAST]}"

    return {
        "feed, first page": (lambda rng: "/fil/", False),
        "feed, deep cursor": (deep(""), False),
        "feed of a member": (lambda rng: "/fil/", True),
        "requests, deep cursor": (deep("genre=request"), False),
        "a district": (lambda rng: f"/fil/?arrondissement={rng.choice(numbers)}", False),
        "reviews of a district, deep": (deep(f"genre=review&arrondissement={numbers[0]}"), False),
        "unanswered": (lambda rng: "/fil/?voir=sans-reponse", False),
        "solved, deep cursor": (deep("voir=resolus"), False),
        "those I follow": (lambda rng: "/fil/?voir=suivis", True),
        "my own": (lambda rng: "/fil/?voir=miens", True),
        "a post": (any_post, False),
        "a post, to a member": (any_post, True),
        "a long thread, first page": (long_thread, False),
        "a long thread, last page": (long_thread_end, False),
        "home": (lambda rng: "/", False),
    }


def measure_in_turn(boards: list[tuple[Callable[[], None], Pages]]) -> list[dict[str, Cost]]:
    """What each kind of page costs on each board: ROUNDS rounds over them all, each with addresses of its own."""
    costs = [{name: Cost([], [], []) for name in pages} for _turn_to, pages in boards]
    for round_ in range(ROUNDS):
        for cost, (turn_to, pages) in zip(costs, boards, strict=True):
            turn_to()
            for name, who_asks in pages.items():
                measure(cost[name], *who_asks, rng=Random(round_))
    return costs


def cursor_of(pk: int) -> str:
    from mcs.board.models import Post
    from mcs.lib.cursor import paginate

    return paginate(Post.objects.filter(pk__lte=pk), "", 1).next_cursor


def address_of(pk: int) -> str:
    from mcs.board.models import Post

    return Post.objects.published().filter(pk__lte=pk).order_by("-pk")[0].get_absolute_url()


def measure(cost: Cost, ask: Ask, is_member: bool, *, rng: Random) -> None:
    """Adds the cost of TURNS answers after a first one, each to another address of its kind."""
    from django.db import connection
    from django.test import Client

    from mcs.members.models import Member

    client = Client()
    if is_member:
        client.force_login(Member.objects.order_by("pk")[0])
    addresses = [ask(rng) for _ in range(TURNS + 1)]
    for turn, address in enumerate(addresses):
        counter = QueryCounter()
        began = processor_time()
        with connection.execute_wrapper(counter):
            took = timed(partial(answered, client, address))
        if turn:
            cost.queries.append(counter.count)
            cost.processor.append(processor_time() - began)
            cost.page.append(took)


class QueryCounter:
    """Counts the statements of a connection."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        return execute(*arguments)


def answered(client: object, address: str) -> None:
    answer = client.get(address)  # type: ignore[attr-defined]
    if answer.status_code != 200:
        raise ValueError(f"{address}: {answer.status_code}")


if __name__ == "__main__":
    main()
