"""What each request took: a line in the log, slow queries, and the counts of this process.

No address, no sender, no parameter of a query is kept: the route (`fil/<int:pk>-<slug:slug>/`) and the statement are.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds; one more for what is above
LONGEST_STATEMENT = 500
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_log = logging.getLogger("mcs.requests")
_lock = threading.Lock()
answers: Counter[tuple[str, int]] = Counter()  # by method and status
durations: Counter[int] = Counter()  # by place in BOUNDS
total = [0.0]


class SeeingMiddleware:
    """The outermost: it sees all that Django does for a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began, name = time.perf_counter(), _name(request)
        with structlog.contextvars.bound_contextvars(request_id=name), connection.execute_wrapper(_watched):
            response = self.get_response(request)
            took = time.perf_counter() - began
            _count(request.method or "", response.status_code, took)
            route = request.resolver_match.route if request.resolver_match else ""
            said = {"method": request.method, "route": route, "status": response.status_code}
            _log.info("request", extra={**said, "ms": round(took * 1000, 1)})
        if response.status_code >= 500:
            response["X-Request-ID"] = name  # what somebody who writes to the volunteers may quote
        return response


def _name(request: HttpRequest) -> str:
    """The proxy's id for the request, when there is a proxy; else one of our own."""
    given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
    return given if _ID.fullmatch(given) else secrets.token_hex(8)


def _watched(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        took = (time.perf_counter() - began) * 1000
        if took >= settings.SLOW_QUERY_MS:
            _log.warning("A query took %d ms: %s", took, sql[:LONGEST_STATEMENT])


def _count(method: str, status: int, took: float) -> None:
    with _lock:
        answers[method if method in ("GET", "HEAD", "POST") else "other", status] += 1
        durations[bisect_left(BOUNDS, took)] += 1
        total[0] += took


def exposition() -> list[str]:
    """The counts in Prometheus' text format, of this process since it began."""
    lines = ["# TYPE mcs_answers_total counter"]
    lines += [f'mcs_answers_total{{method="{how}",status="{code}"}} {n}' for (how, code), n in sorted(answers.items())]
    lines.append("# TYPE mcs_answer_seconds histogram")
    below = 0
    for place, bound in enumerate((*BOUNDS, "+Inf")):
        below += durations[place]
        lines.append(f'mcs_answer_seconds_bucket{{le="{bound}"}} {below}')
    return [*lines, f"mcs_answer_seconds_sum {total[0]:.6f}", f"mcs_answer_seconds_count {below}"]
