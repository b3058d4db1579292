"""Web server and worker killed again and again (kill -9) while people write: what was taken is there, once.

    DATABASE_URL=… .venv/bin/python -m tests.bench.faults [--kills 200] [--quick]

The site runs as `make run` has it, on a database and a folder that are thrown away; meanwhile the database itself goes
away for some seconds. `--quick` waits less afterwards: the dead are declared dead at once.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.measuring import open_session, progress, say
from tests.bench.neighbour import Ledger, Looker, Neighbour

NEIGHBOURS = 4
AWAY = 2.0  # seconds without a database
PATIENCE = 300.0  # seconds for whatever must come back; as many for a hundred photos that wait
HIT = (["granian", "run_worker"], ["granian"], ["run_worker"])


def main() -> None:
    """Prints a list, and ends with a sentence when anything was lost, doubled or shown by halves."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=90, help="after which no more are made")
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder:
        os.environ |= {
            "MCS_VAR": folder,
            "MCS_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "tests.bench.fault_settings",
            "PYTHONPATH": str(Path.cwd()),
        }
        import django

        django.setup()
        measure(chosen.kills, chosen.minutes, quick=chosen.quick)


def measure(kills: int, minutes: float, *, quick: bool) -> None:
    from django.core.management import call_command
    from django.db import connection

    from mcs.website.local_site import free_port, local_site

    progress(f"faults on {connection.display_name}")
    if "members_member" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    ledger = fill(members=12 if quick else 400)
    ledger.port = free_port()
    threads = [*(Neighbour(number, ledger) for number in range(2 if quick else NEIGHBOURS)), Looker(NEIGHBOURS, ledger)]
    with local_site(ledger.port) as site:
        for thread in threads:
            thread.start()
        done = kill_often(site, ledger, kills, minutes)
        time.sleep(1)
        ledger.over.set()
        for thread in threads:
            thread.join()
        drained = drain(quick=quick)
        looker = Looker(NEIGHBOURS, ledger)
        for post in ledger.posts.values():
            looker.look(post)
    report(done, ledger, drained)


def fill(members: int) -> Ledger:
    """Members with a session open, and what they asked."""
    from django.utils import timezone

    from mcs.board.actions.publish import publish_post
    from mcs.board.enums import PostKind
    from mcs.members.models import Member
    from tests.factories import make_district

    district, settled, cookies, requests = make_district(), timezone.now() - timedelta(days=60), [], []
    for number in range(members):
        member = Member.objects.create(name=f"Voisine {number}", district=district, joined_at=settled)
        cookies.append(open_session(member))
        requests.append(
            publish_post(author=member, kind=PostKind.REQUEST, text=f"Question {number}").get_absolute_url()
        )
    return Ledger(cookies, requests)


def kill_often(site: Any, ledger: Ledger, kills: int, minutes: float) -> int:
    """Web server, worker, both in turn; every second time the whole of its processes, else the first alone. How often
    it came to."""
    rng, ends = Random(1), time.monotonic() + 60 * minutes
    for number in range(kills):
        if time.monotonic() > ends:
            return number
        if number == min(kills // 2, 20):
            without_database(site, ledger)
            without_disk(site, ledger)
        names, moment = HIT[number % 3], time.time()
        for name in names:
            (os.killpg if number % 2 else os.kill)(site[name].pid, signal.SIGKILL)
        revive(site, ledger, moment if "run_worker" in names else 0)
        time.sleep(rng.uniform(0.1, 1.5))
        if number % 20 == 19:
            progress(f"{number + 1} kills; {len(ledger.posts)} posts, {len(ledger.answers)} answers taken")
    return kills


def revive(site: Any, ledger: Ledger, moment: float) -> None:
    """Has both started again, and waits until they are there."""
    from mcs.lib.periodic.models import Worker

    def is_back() -> bool:
        for program in site.values():
            program.pause = 0.0  # nobody waits between two kills
            program.tend()
        if any(program.process.poll() is not None for program in site.values()) or not answers(ledger):
            return False
        last = Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
        return not moment or (last is not None and last.timestamp() > moment)

    wait_for(is_back)


def answers(ledger: Ledger) -> bool:
    try:
        return Neighbour(0, ledger).exchange("/sante/vif/")[0] == 200
    except OSError:
        return False


def without_database(site: Any, ledger: Ledger) -> None:
    """Takes the database away for a while: writing is then answered by a sentence, and both programs wait it out."""
    pids, asker = [program.pid for program in site.values()], Neighbour(0, ledger)
    with taken_away():
        ends = time.monotonic() + AWAY
        status, _place, body = asker.exchange("/rejoindre/", {"email": "attente@exemple.fr"})
        time.sleep(max(0.0, ends - time.monotonic()))
    if status != 503 or "Le site reprend son souffle" not in body.decode():
        sys.exit(f"Without its database the site answered {status}: {body[:300]!r}")
    if pids != [program.pid for program in site.values() if program.process.poll() is None]:
        sys.exit("A program ended because the database was away.")


def without_disk(site: Any, ledger: Ledger) -> None:
    """No file of the site may grow for a moment, as on a disk that is full: it says so, and then goes on as before."""
    main, asker = site["granian"].pid, Neighbour(0, ledger)
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    photo = {"kind": "request", "text": "Bonjour, voici une photo", "relu": "1", "vu": "1"}
    try:
        for pid in map(int, children):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        status, _place, body = asker.exchange("/fil/publier/", photo, ledger.cookies[0], asker.picture)
    finally:
        for pid in map(int, children):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    said = {503: "Le site reprend son souffle", 200: "la panne est de notre côté"}.get(status, "nothing")
    if said not in body.decode():
        sys.exit(f"On a full disk the site answered {status}: {body[:300]!r}")


@contextmanager
def taken_away() -> Iterator[None]:
    """SQLite is locked by another; PostgreSQL ends every connection and takes none."""
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(settings["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
        return
    import psycopg

    name, connected = settings["NAME"], connection.get_connection_params() | {"dbname": "template1"}
    connected = {key: connected[key] for key in ("dbname", "user", "password", "host", "port") if key in connected}
    with psycopg.connect(**connected, autocommit=True) as other:
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
        finally:
            other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    connection.close()


def drain(*, quick: bool) -> float:
    """Seconds until no job is left, those of the dead and those that failed without the database included."""
    from django.db.models import Q
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from mcs.lib.periodic.models import Turn, Worker
    from mcs.lib.periodic.workers import AWAY

    started = time.monotonic()
    without_database = Q(status=TaskResultStatus.FAILED, exception_class_path__in=AWAY)
    left = DBTaskResult.objects.filter(
        Q(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]) | without_database
    )
    long_ago = timezone.now() - timedelta(hours=1)
    if quick:
        living = Worker.objects.order_by("-seen_at").first()
        Worker.objects.exclude(pk=living and living.pk).update(seen_at=long_ago)
        Turn.objects.filter(name="resume_jobs").update(due_at=long_ago, held_until=None)

    def is_drained() -> bool:
        if quick and left.filter(without_database).exists():
            Turn.objects.filter(name="resume_jobs").update(due_at=long_ago, held_until=None)
        return not left.exclude(run_after__gt=timezone.now(), run_after__year__lt=9999).exists()

    wait_for(is_drained, PATIENCE * (1 + left.count() / 100))
    return time.monotonic() - started


def wait_for(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    from django.db import DatabaseError, connection

    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        try:
            if condition():
                return
        except DatabaseError:
            connection.close()
        time.sleep(0.1)
    sys.exit(f"Not back after {patience:.0f} s.")


def report(kills: int, ledger: Ledger, drained: float) -> None:
    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    letters = Counter(str(letter["Message-ID"]) for letter in written_letters())
    tries = Counter(len(job.worker_ids) for job in DBTaskResult.objects.order_by("pk"))
    say(f"#### {kills} kills on {connection.display_name}")
    say(
        "",
        f"- taken: {len(ledger.posts)} posts, {len(ledger.answers)} answers, {len(ledger.joins)} asked for a code",
        f"- how the site answered: {dict(ledger.met.most_common())}",
        f"- pictures opened: {ledger.images}; by halves: {len(ledger.halves)}",
        f"- jobs: {sum(tries.values())}, of which begun again {sum(tries.values()) - tries[1] - tries[0]}; "
        f"none left after {drained:.0f} s",
        f"- e-mails: {len(letters)}, of which handed over twice under one Message-ID "
        f"{sum(count > 1 for count in letters.values())}",
        "",
    )
    if wrong := [*wrong_writes(ledger), *ledger.halves, *wrong_jobs(ledger), *wrong_notices()]:
        sys.exit("\n".join([f"{len(wrong)} things are wrong:", *wrong[:20]]))


def written_letters() -> list[Any]:
    from django.conf import settings

    files = [file.read_bytes() for file in Path(settings.VAR_DIR, "mail").glob("*.log")]
    # Two of the same second may stand in one file; a line ends each that was written whole.
    return [message_from_bytes(letter.lstrip()) for file in files for letter in file.split(b"-" * 79 + b"\n")[:-1]]


def wrong_writes(ledger: Ledger) -> Iterator[str]:
    from mcs.board.models import Comment, Post

    posts = "\n".join(f"{title} {body}" for title, body in Post.objects.order_by().values_list("title", "body"))
    comments = "\n".join(Comment.objects.order_by().values_list("text", flat=True))
    for word in ledger.posts:
        if not posts.count(word):
            yield f"The post {word} is lost."
    for word in ledger.answers:
        if (count := comments.count(word)) != 1:
            yield f"The answer {word} is there {count} times."
    addresses = Counter(Post.objects.order_by().values_list("submission", flat=True))
    yield from (f"Posted {count} times: {key}" for key, count in addresses.items() if key and count > 1)


def wrong_jobs(ledger: Ledger) -> Iterator[str]:
    from django_tasks_db.models import DBTaskResult

    from mcs.photos.actions import resume_photos
    from mcs.photos.enums import PhotoStatus
    from mcs.photos.models import Photo

    for job in DBTaskResult.objects.failed():
        yield f"A job failed: {job.task_path} {job.traceback[-300:]}"
    written = {str(letter["To"]) for letter in written_letters()}
    yield from (f"No code was sent to {email}." for email in ledger.joins if email not in written)
    failed = Photo.objects.filter(status=PhotoStatus.FAILED).count()
    if failed:
        yield f"{failed} photos failed."
    pending = Photo.objects.filter(status=PhotoStatus.PENDING).count()
    if pending:
        from django.utils import timezone

        resume_photos(before=timezone.now())
        progress(f"{pending} photos wait for the hourly round: killed between the photo and its job")


def wrong_notices() -> Iterator[str]:
    """Each author is told of each answer, in one line a thread, and the count on the bell is true."""
    from mcs.board.actions.tell import post_key
    from mcs.board.models import Comment
    from mcs.members.models import Member
    from mcs.notices.models import NoticeEntry

    lines = NoticeEntry.objects.filter(read_at=None)
    told = {(line.member_id, line.key): line.counted for line in lines}
    doubled = Counter((line.member_id, line.kind, line.key) for line in lines)
    yield from (f"Told twice: {about}" for about, count in doubled.items() if count > 1)
    unread = Counter(line.member_id for line in lines)
    for member in Member.objects.order_by("pk"):
        if member.unread_notices != unread[member.pk]:
            yield f"{member.name} has {unread[member.pk]} unread lines, and her bell says {member.unread_notices}."
    for comment in Comment.objects.select_related("post").order_by("pk"):
        asker, counted = comment.post.author_id, told.get((comment.post.author_id, post_key(comment.post)), [])
        if comment.author_id != asker and str(comment.author_id) not in counted:
            yield f"The author of post {comment.post_id} was not told of the answer {comment.pk}."


if __name__ == "__main__":
    main()
