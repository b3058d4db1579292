"""What makes the site an installable one that says something kind without a network, and its language switch."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.actions.facts import RESERVED

MOST_SEEN = 40  # listings kept on a device for when there is no network
AS_SEEN = gettext_lazy("No network just now. This is the page as you saw it, {date}.")


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Kept by the service worker and shown when the network is gone."""
    return render(request, "website/offline.html")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, so that it stands for the whole site."""
    as_seen = {}
    for code, _name in settings.LANGUAGES:  # said in the kept page's language, whatever the browser's is now
        with override(code):
            as_seen[code] = str(AS_SEEN)
    context = {"as_seen": as_seen, "most_seen": MOST_SEEN, "reserved": RESERVED}
    return render(request, "website/sw.js", context, content_type="text/javascript")


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The web application manifest (W3C Appmanifest)."""
    return JsonResponse(
        {
            "name": settings.NETWORK_NAME,
            "short_name": settings.NETWORK_NAME.split()[0],
            "start_url": "/",
            "display": "standalone",
            "background_color": "#fbf8f2",
            "theme_color": "#073f57",
            "lang": settings.LANGUAGE_CODE,
            "icons": [{"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language somebody chose in a cookie of its own: it says nothing else about them."""
    target = request.POST.get("suite", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
