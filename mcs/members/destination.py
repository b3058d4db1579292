"""Back where she was: the `suite` a link to joining or signing in carries along."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000


def destination(request: HttpRequest) -> str:
    """The path of this site to go to afterwards, the home page when none or a foreign one was asked for.

    Django's own LoginRequiredMiddleware says `next` where our links say `suite`. A page on the way (join, sign in,
    code) is never the end of the way: what it was leading to is.
    """
    wanted = request.GET.get("suite") or request.GET.get("next") or ""
    for _ in range(5):
        parts = urlsplit(wanted) if _is_local(wanted) else None
        if parts is None:
            break
        if not parts.path.startswith((reverse("members:join"), reverse("members:sign_in"))):
            return wanted
        query = parse_qs(parts.query)
        wanted = (query.get("suite") or query.get("next") or [""])[0]
    return reverse("website:home")


def along(name: str, request: HttpRequest) -> str:
    """The URL of a page on the way, carrying the destination along."""
    return f"{reverse(name)}?{urlencode({'suite': destination(request)})}"


def _is_local(url: str) -> bool:
    return (
        url.startswith("/")
        and len(url) <= LONGEST
        and url.isprintable()
        and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    )
