"""Protection against forged requests that lets a visitor's page stay free of tokens and cookies.

A browser that says the request comes from our own origin is believed: `Sec-Fetch-Site` can't be set by a page
(W3C Fetch Metadata). Without that header, somebody with a session needs Django's token, and somebody without one
only needs not to come from elsewhere: there is no session to abuse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class VisitorCsrfMiddleware(CsrfViewMiddleware):
    """Django's middleware, asked for its token only where nothing better proves where a request comes from."""

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], callback_args: Any, callback_kwargs: Any
    ) -> HttpResponseForbidden | None:
        if request.method in SAFE_METHODS or getattr(callback, "csrf_exempt", False):
            return None
        site = request.headers.get("Sec-Fetch-Site")
        if site == "same-origin":
            return None
        if site is None and settings.SESSION_COOKIE_NAME not in request.COOKIES and _comes_from_here(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


def _comes_from_here(request: HttpRequest) -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if source is None:
        return True
    try:
        parts = urlsplit(source)
    except ValueError:  # "http://["
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
