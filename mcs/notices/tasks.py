"""The queues of e-mails and of what members are to be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from mcs.members.models import Member
from mcs.notices.actions.email import Email, deliver_email
from mcs.notices.actions.push import deliver_push
from mcs.notices.actions.tell import tell_members
from mcs.notices.enums import Lane
from mcs.notices.notice import kind_named
from mcs.notices.webpush import PushAway

# A mail server that is restarted is back in a minute, one that is repaired within half a day.
RETRY_AFTER = [
    timedelta(seconds=30),
    timedelta(minutes=3),
    timedelta(minutes=20),
    timedelta(hours=2),
    timedelta(hours=10),
]
# Somebody waits for a code; a photo (-50) can wait, and a digest comes in its own time.
PRIORITY = {Lane.TRANSACTIONAL: 50, Lane.NOTICE: 20, Lane.DIGEST: -60}


class Told(TypedDict):
    """What is to be told, as its job carries it."""

    members: list[str]
    kind: str
    key: str
    url: str
    context: dict[str, Any]
    actor: str
    counts: str


@task(queue_name="mail", priority=PRIORITY[Lane.TRANSACTIONAL])
def deliver(*, email: Email, attempt: int = 0) -> None:
    """Sends the e-mail; when the server is away, tries again later, and at last leaves a failed job to be seen."""
    try:
        deliver_email(email=email)
    except OSError:
        if attempt == len(RETRY_AFTER):
            raise
        lane = Lane(email.get("lane", Lane.TRANSACTIONAL))
        again = deliver.using(run_after=timezone.now() + RETRY_AFTER[attempt], priority=PRIORITY[lane])
        again.enqueue(email=email, attempt=attempt + 1)


@task(priority=10)
def tell(*, told: Told) -> None:
    """Puts it on the members' bells. A kind that was withdrawn meanwhile, or an actor who left, says nothing."""
    kind = kind_named(told["kind"])
    actor = Member.objects.filter(pk=told["actor"]).first() if told["actor"] else None
    if kind is None or (told["actor"] and actor is None):
        return
    about: Any = {"key": told["key"], "url": told["url"], "context": told["context"], "counts": told["counts"]}
    tell_members(members=map(UUID, told["members"]), kind=kind, actor=actor, **about)


@task(queue_name="mail", priority=PRIORITY[Lane.NOTICE])
def push(*, device: int, entries: list[int], attempt: int = 0) -> None:
    """Says it on the device; when its push service is away, tries again later, and at last leaves a failed job.

    The job holds keys only: what is said is written when it leaves, and of what was read meanwhile nothing is.
    """
    try:
        deliver_push(device_pk=device, entries=entries)
    except PushAway:
        if attempt == len(RETRY_AFTER):
            raise
        again = push.using(run_after=timezone.now() + RETRY_AFTER[attempt])
        again.enqueue(device=device, entries=entries, attempt=attempt + 1)
