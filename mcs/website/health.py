"""How the network is: what monitoring asks, and what volunteers read on their desk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Case, Count, DateTimeField, F, Max, Min, When
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from mcs.lib.periodic.models import Turn
from mcs.website.sleep.mark import mark

WORKER_SILENT = timedelta(minutes=10)  # periodic jobs are done each minute
WAITS_LONG = timedelta(minutes=30)  # a job that could have been done
LEAST_FREE = 500_000_000  # bytes


@dataclass(frozen=True)
class Health:
    """What was found; None where it could not be, or nothing is known yet."""

    database: bool
    free: int  # bytes where photos and the database stand
    worker_seen: datetime | None
    waiting: int  # jobs
    oldest: datetime | None  # since when the oldest of them could have been done
    asleep: bool

    @cached_property
    def problems(self) -> dict[str, str]:
        """A sentence each, for volunteers, by a word for machines."""
        now, found = timezone.now(), {}
        if not self.database:
            found["database"] = _("The database does not answer.")
        if self.free < LEAST_FREE:
            found["disk"] = _("The disk is nearly full.")
        if self.worker_seen and now - self.worker_seen > WORKER_SILENT:
            found["worker"] = _("E-mails and photos are not being prepared: the worker has stopped.")
        if self.oldest and now - self.oldest > WAITS_LONG:
            found["jobs"] = _("E-mails or photos have been waiting for more than half an hour.")
        return found


def health() -> Health:
    """The state of this moment (two queries)."""
    free, asleep = shutil.disk_usage(settings.VAR_DIR).free, mark().exists()
    try:
        seen = Turn.objects.aggregate(seen=Max("done_at"))["seen"]
        jobs = _waiting_jobs()
    except DatabaseError:
        return Health(False, free, None, 0, None, asleep)
    return Health(True, free, seen, jobs["waiting"], jobs["oldest"], asleep)


def _waiting_jobs() -> dict[str, Any]:
    """How many, and since when the oldest could have been done: when it was asked for, or later if it was for later.

    A job that is for no moment in particular says one that never comes.
    """
    was_for_later = When(run_after__lte=timezone.now(), then=Greatest("enqueued_at", "run_after"))
    since = Case(was_for_later, default=F("enqueued_at"), output_field=DateTimeField())
    return DBTaskResult.objects.ready().order_by().aggregate(waiting=Count("pk"), oldest=Min(since))
