"""What may be kept of a page, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., Any])


def same_for_visitors(view: View) -> View:
    """Says that the page is the same bytes for every visitor who asks by the same address in the same language, and may
    be some seconds old, so that `lib/pagecache.py` answers it from memory. The first decorator of a view."""
    view.same_for_visitors = True  # type: ignore[attr-defined]
    return view


def is_same_for_visitors(path: str) -> bool:
    """Whether the view at a path, as WSGI gives it (PEP 3333: bytes as Latin-1), says so of itself."""
    try:
        view = resolve(path.encode("latin-1").decode()).func
    except (Resolver404, UnicodeError):
        return False
    return getattr(view, "same_for_visitors", False)


class PrivatePagesMiddleware:
    """A page made for somebody signed in is theirs: no cache between keeps it, and their browser asks again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response
