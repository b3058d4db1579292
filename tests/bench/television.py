"""The evening the network is shown on television: a crowd of readers, some of whom join, ask and answer.

    DATABASE_URL=… .venv/bin/python -m tests.bench.television [--people 300] [--seconds 60] [--pause 1.0]

The site runs as `make run` has it, web server and worker, on a database and a folder that are thrown away; the crowd is
one process that speaks to it over loopback, each person from an address of their own as a proxy in front would say.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.crowd_client import Person, Tally, Town
from tests.bench.measuring import open_session, progress, quantile, say, table

POSTS = 2_000
MEMBERS = 60  # of those there before, who write from the first minute
EARLY, EARLY_SECONDS, EARLY_PAUSE = 16, 10.0, 0.2  # who were there before: the site has been open for a while
ARRIVING = 5.0  # seconds within which all 300 have taken their telephone
DRAINED = 120  # seconds the worker has afterwards


def main() -> None:
    """Prints a Markdown table, and what was lost if anything was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds somebody looks at a page, on average")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder:
        set_up_site(folder)
        measure(chosen)


def set_up_site(folder: str) -> None:
    """Django as `make run` has it, in a folder of its own, behind one proxy that is believed."""
    os.environ |= {
        "MCS_VAR": folder,
        "MCS_PROXIES": "1",
        "DJANGO_SETTINGS_MODULE": "mcs.config.settings.dev",
        "MCS_SECRET_KEY": "only-for-measuring-" + "x" * 50,
    }
    if os.environ.get("DATABASE_URL", "sqlite").startswith("sqlite"):
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/network.sqlite3"
    import django

    django.setup()


def measure(chosen: argparse.Namespace) -> None:
    from django.conf import settings
    from django.db import connection

    from mcs.website.local_site import free_port, local_site

    progress(f"television on {connection.display_name}")
    town = fill()
    connection.close()
    port = free_port()
    town.host, town.mail = f"localhost:{port}", Path(settings.VAR_DIR) / "mail"
    with local_site(port) as children:
        pids = [child.pid for child in children.values()]
        before = use_of(pids)
        tally = asyncio.run(evening(town, chosen))
        after = use_of(pids)
        drained = drain()
        lost = missing(tally)
    report(chosen, tally, before, after, drained, lost)


def fill() -> Town:
    """A network of some size, and members with a session open."""
    from django.core.management import call_command
    from django.utils import timezone

    from mcs.board.models import Comment, Post
    from mcs.directory.actions.index import reindex_all
    from mcs.directory.models import Listing
    from mcs.members.models import Member
    from mcs.places.actions import load_places
    from mcs.places.models import District
    from mcs.website.keeping.tables import reset_sequences
    from tests.bench.bulk import calm
    from tests.bench.crowded_board import CrowdedBoard
    from tests.bench.measuring import settle

    call_command("prepare", stdout=StringIO())
    load_places()
    CrowdedBoard(POSTS).fill()
    reset_sequences([Post, Comment])  # or what people post on PostgreSQL gets the number of a post that is there
    calm()
    reindex_all()
    settle()
    districts, settled = list(District.objects.order_by("pk")), timezone.now() - timedelta(days=60)
    members = [
        Member.objects.create(name=f"Voisine {number}", district=districts[number % 3], joined_at=settled)
        for number in range(MEMBERS)
    ]
    come_back(members)
    cookies = [open_session(member) for member in members]
    posts = [post.get_absolute_url() for post in Post.objects.published().order_by("-pk")[:60]]
    asked = Post.objects.published().filter(kind="request", closed_at__isnull=True).order_by("-pk")[:60]
    listings = [listing.get_absolute_url() for listing in Listing.objects.published().order_by("pk")[:60]]
    pages = ["/", "/annuaire/", "/fil/", "/rejoindre/", *posts, *listings]
    return Town(pages=pages, requests=[post.get_absolute_url() for post in asked], members=cookies)


def come_back(members: list[Any]) -> None:
    """They were on the board before, at different hours; a third of them hear of a trade, each follows some posts."""
    from django.utils import timezone

    from mcs.board.models import FeedVisit, Follow, Post, Thanks, TradeFollow
    from mcs.directory.models import Category

    trades, posts = list(Category.objects.order_by("pk")[:20]), list(Post.objects.published().order_by("-pk")[:60])
    for number, member in enumerate(members):
        FeedVisit.objects.create(member=member, before_at=timezone.now() - timedelta(hours=number))
        if number % 3 == 0:
            TradeFollow.objects.create(member=member, category=trades[number // 3 % len(trades)])
        for post in posts[number % 4 :: 4]:
            Follow.objects.create(member=member, post=post)
            Thanks.objects.create(member=member, post=post)


async def evening(town: Town, chosen: argparse.Namespace) -> Tally:
    """Everybody within some seconds, until the time is over; each finishes what was begun. A few come before, so that
    no process of the web server does anything for the first time: their times don't count, the rest does."""
    tally, before = Tally(), Tally()
    watching = [asyncio.create_task(town.read_mail()), asyncio.create_task(tally.watch_own_delay())]
    early = [Person(number, town, before, Random(number), EARLY_PAUSE) for number in range(EARLY)]
    await asyncio.gather(*(person.look_around() for person in early))
    opens = time.monotonic() + EARLY_SECONDS
    await asyncio.gather(*(person.spend_until(opens) for person in early))
    ends = time.monotonic() + chosen.seconds
    people = [Person(number, town, tally, Random(number), chosen.pause) for number in range(chosen.people)]
    await asyncio.gather(*(person.spend_until(ends, ARRIVING) for person in people))
    for task in watching:
        task.cancel()
    tally.add_what_happened(before)
    return tally


def drain() -> float | None:
    """Seconds until the worker has nothing left to do at once; None when it had not finished in time."""
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    started = time.monotonic()
    waiting = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    while time.monotonic() - started < DRAINED:
        if not waiting.filter(run_after__lte=timezone.now()).exists():
            return time.monotonic() - started
        time.sleep(0.5)
    return None


def missing(tally: Tally) -> list[str]:
    """What the site had acknowledged and does not have."""
    from mcs.board.models import Comment, Post
    from mcs.members.models import Member

    joined = set(Member.objects.values_list("email", flat=True))
    asked = " ".join(f"{title} {body}" for title, body in Post.objects.order_by().values_list("title", "body"))
    answered = " ".join(Comment.objects.order_by().values_list("text", flat=True))
    return [
        *(email for email in tally.joined if email not in joined),
        *(word for word in tally.asked if word not in asked),
        *(word for word in tally.answered if word not in answered),
    ]


def use_of(pids: list[int]) -> tuple[int, int]:
    """Bytes that the processes and their children hold in memory (resident), seconds of processor they have had."""
    command = ["ps", "-e", "-o", "pid=,ppid=,rss=,cputimes="]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [[int(word) for word in line.split()] for line in lines.splitlines()]
    family = set(pids)
    for _generation in range(3):
        family |= {pid for pid, parent, _rss, _used in rows if parent in family}
    rows = [row for row in rows if row[0] in family]
    return 1024 * sum(row[2] for row in rows), sum(row[3] for row in rows)


def report(
    chosen: Any, tally: Tally, before: tuple[int, int], after: tuple[int, int], drained: float | None, lost: list[str]
) -> None:
    from django.db import connection

    say(f"#### {chosen.people} people for {chosen.seconds:.0f} s on {connection.display_name}")
    rows = []
    for kind, times in sorted(tally.times.items()):
        cells = [f"{statistics.median(times):.0f} ms", f"{quantile(times, 95):.0f} ms", f"{quantile(times, 99):.0f} ms"]
        rows.append([kind, f"{len(times):,}", *cells, f"{max(times):.0f} ms"])
    table(["asked", "answers", "p50", "p95", "p99", "longest"], rows)
    finished = "not finished" if drained is None else f"empty after {drained:.0f} s"
    say(
        f"- errors: {sum(tally.errors.values())} {dict(tally.errors) if tally.errors else ''}",
        f"- acknowledged: {len(tally.joined)} joined, {len(tally.asked)} posts, {len(tally.answered)} answers; "
        f"lost: {len(lost)}",
        f"- the worker's queue: {finished}",
        f"- memory of server and worker: {before[0] / 1e6:.0f} MB before, {after[0] / 1e6:.0f} MB after; "
        f"{100 * (after[1] - before[1]) / chosen.seconds:.0f} % of a core",
        f"- the crowd itself: late by {quantile(tally.delays, 99):.0f} ms at p99, "
        f"{100 * tally.busy / chosen.seconds:.0f} % of a core",
        "",
    )
    if lost:
        sys.exit(f"Lost: {lost[:10]}")


if __name__ == "__main__":
    main()
