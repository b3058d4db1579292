"""What a day's digests cost at 40,000 members, on the database of DATABASE_URL.

    DATABASE_URL=postgres://… .venv/bin/python -m tests.bench.digests [--members 40000]

All of them are due at once, as on the morning after a long failure, on a board of POSTS posts. The rounds are the
site's own, one after the other; each is what any other periodic job of the same worker waits for.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.bench.measuring import (
    forget,
    processor_time,
    progress,
    quantile,
    say,
    set_up,
    settle,
    throw_away_database,
    timed,
    vendor,
)

MEMBERS, POSTS, ROUNDS = 40_000, 20_000, 20
EVERY = 60  # seconds between two rounds


def main() -> None:
    """Prints a list of figures; takes a minute or two."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--members", type=int, default=MEMBERS)
    members = parser.parse_args().members
    set_up()
    with throw_away_database():
        fill(members, POSTS)
        measure(members)


def fill(members: int, posts: int) -> None:
    """A board, and members whose digest is due."""
    from mcs.places.actions import load_places
    from tests.bench.bulk import calm, hurry
    from tests.bench.crowded_board import CrowdedBoard

    progress(f"{members:,} digests on {vendor()}")
    load_places()
    hurry()
    CrowdedBoard(posts).fill()
    write_readers(members)
    settle()
    calm()
    forget()


def write_readers(members: int) -> None:
    """Members with an e-mail, whose weekly digest is due."""
    from mcs.members.models import Member
    from mcs.notices.models import Rhythm
    from mcs.places.models import District
    from tests.bench.bulk import Bulk

    keys = [UUID(int=10**9 + number) for number in range(members)]
    districts = list(District.objects.order_by("pk").values_list("pk", flat=True))
    now = _moment(datetime.now(UTC))

    def rows() -> Iterator[tuple[Any, ...]]:
        for number, key in enumerate(keys):
            yield key.hex, f"Voisine {number}", f"v{number}@network.example", districts[number % len(districts)], now

    Bulk(Member, ("id", "name", "email", "district_id", "joined_at")).write(rows())
    last = _moment(datetime.now(UTC) - timedelta(days=7))
    Bulk(Rhythm, ("member_id", "next_digest_at", "last_digest_at")).write((key.hex, now, last) for key in keys)


def measure(members: int) -> None:
    """Rounds with the site's own queue."""
    from django.test import override_settings

    from mcs.config.settings import base
    from mcs.notices.rounds import BATCH, send_digests

    counted: list[int] = []
    clock, processor = [], []
    with override_settings(TASKS=base.TASKS, MAIL_DAILY_QUOTA=0):
        for _round in range(ROUNDS):
            began = processor_time()
            clock.append(timed(lambda: counted.append(send_digests())))
            processor.append(processor_time() - began)
    p50 = statistics.median(clock)
    say(
        f"#### {members:,} digests due at once on {vendor()}",
        "",
        f"- a round queues {sum(counted) // ROUNDS} digests, {BATCH} at most: {statistics.median(processor):.0f} ms "
        f"of processor, {p50:.0f} ms on the clock (p95 {quantile(clock, 95):.0f} ms)",
        f"- a round every {EVERY} seconds: all are queued in {members / BATCH * EVERY / 3600:.1f} hours, which takes "
        f"{p50 / 10 / EVERY:.0f} % of a worker’s time; another periodic job waits for one round at most",
        "",
    )


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


if __name__ == "__main__":
    main()
