"""On one's own machine, takes browsers from 127.0.0.1 to localhost, where passkeys work."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class LocalhostMiddleware:
    """Redirects page loads only: WebAuthn takes a host name and refuses an IP address as relying party."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "")
        at_address = re.fullmatch(r"127\.0\.0\.1(:\d{1,5})?", host) is not None
        if at_address and request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate":
            return HttpResponseRedirect(f"http://{host.replace('127.0.0.1', 'localhost', 1)}{request.get_full_path()}")
        return self.get_response(request)
