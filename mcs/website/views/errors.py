"""What is shown when something can't be: each says what happened, that nothing is lost, and what to do."""

from __future__ import annotations

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from mcs.lib.away import AWAY

RETRY_AFTER = 15  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, SessionInterrupted) and _is_away(exception):  # a session that could not be written
        return _away(request)
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/403_csrf.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: whatever broke may break again, a session or a database included."""
    if isinstance(sys.exc_info()[1], AWAY):
        return _away(request)
    return HttpResponse(loader.render_to_string("errors/500.html"), status=500)


def _away(request: HttpRequest) -> HttpResponse:
    page = loader.render_to_string("errors/503.html", {"is_sending": request.method == "POST"})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


def _is_away(error: BaseException | None) -> bool:
    return error is not None and (isinstance(error, AWAY) or _is_away(error.__cause__ or error.__context__))
