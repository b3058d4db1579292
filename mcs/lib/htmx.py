"""One view for a page and for the part of it that htmx swaps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def asks_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page."""
    return request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted")


def render_part(request: HttpRequest, template: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The whole template, or only its named partial when htmx asks; caches are told that the two differ."""
    response = render(request, f"{template}#{part}" if asks_part(request) else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
