"""The mark of a site that sleeps, and what it keeps people from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def mark() -> Path:
    """The file whose presence says that the site sleeps: looked at on each request, so it needs no restart."""
    return Path(settings.VAR_DIR) / "asleep"


class SleepMiddleware:
    """While the site sleeps it is read; whatever would change something is answered by a sentence (503)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS") and mark().exists():
            return render(request, "website/asleep.html", status=503)
        return self.get_response(request)
