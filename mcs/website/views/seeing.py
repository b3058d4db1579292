"""What machines ask: whether the site answers, whether all is well, and its counts."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mcs.lib.seeing import exposition
from mcs.website.health import health as current_health


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is looked at, so that a restart is not asked for what it cannot mend."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Which parts are well, without figures: anybody may read this. 503 when one is not."""
    found = current_health()
    parts = {part: part not in found.problems for part in ("database", "disk", "worker", "jobs")}
    return JsonResponse({"ok": not found.problems, **parts}, status=503 if found.problems else 200)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format, for whoever knows MCS_METRICS_TOKEN; nobody where that is not set."""
    wanted, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not wanted or not hmac.compare_digest(given.encode(), f"Bearer {wanted}".encode()):
        raise Http404
    found = current_health()
    lines = [*exposition(), f"mcs_database_up {int(found.database)}", f"mcs_disk_free_bytes {found.free}"]
    lines += [f"mcs_jobs_waiting {found.waiting}", f"mcs_asleep {int(found.asleep)}"]
    if found.oldest:
        lines.append(f"mcs_oldest_job_timestamp_seconds {found.oldest.timestamp():.0f}")
    if found.worker_seen:
        lines.append(f"mcs_worker_seen_timestamp_seconds {found.worker_seen.timestamp():.0f}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")
