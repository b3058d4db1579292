"""What Django's own tables gather and nobody looks at again."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

DONE_KEPT_FOR = timedelta(days=14)
FAILED_KEPT_FOR = timedelta(days=90)


def clear_sessions() -> None:
    """Deletes the sessions that are over."""
    call_command("clearsessions")


def prune_task_results() -> None:
    """Deletes the jobs that were done long ago, and later those that failed."""
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lte=now - DONE_KEPT_FOR).delete()
    DBTaskResult.objects.failed().filter(finished_at__lte=now - FAILED_KEPT_FOR).delete()
