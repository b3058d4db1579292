"""One view for a page and for the part of it that htmx swaps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def asks_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page."""
    return request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted")


def refuse_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """What stands in place of a page that somebody may not have (403). Asked for a part of it, htmx asks for the whole
    page again, which says so."""
    response = render(request, template, context, status=403)
    response["HX-Refresh"] = "true"
    response["Cache-Control"] = "no-store"
    return response


def render_part(request: HttpRequest, template: str, part: str, context: dict[str, Any]) -> HttpResponse:
    """The whole template, or only its named partial when htmx asks; caches are told that the two differ."""
    response = render(request, f"{template}#{part}" if asks_part(request) else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
