"""The charter, who runs the site, what it holds about people, how accessible it is: read by all, filled from settings
and from what the code declares.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import HAS_WRITTEN
from mcs.members import charter as charter_version
from mcs.members.holdings import all_holdings
from mcs.members.rules import EXPORT_KEPT_FOR, KEPT_EMAIL_YEARS, KEPT_NAME_YEARS
from mcs.website.audit import PAGES, last_audit
from mcs.website.legal import legal_facts, missing_facts
from mcs.website.views.shell import MOST_SEEN


def _contact() -> dict[str, object]:
    return {"volunteers_email": settings.VOLUNTEERS_EMAIL, "publisher": settings.PUBLISHER}


@same_for_visitors
@login_not_required
@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    """What members agree to, in its version."""
    context = _contact() | {"version": charter_version.VERSION, "written_on": charter_version.written_on()}
    return render(request, "website/charter.html", context)


@same_for_visitors
@login_not_required
@require_safe
def legal_notice(request: HttpRequest) -> HttpResponse:
    """Who publishes and hosts; what the operator did not say is told to be missing."""
    context = _contact() | {"facts": legal_facts(), "is_whole": not missing_facts()}
    context |= {"licence": settings.DATA_LICENCE, "licence_url": settings.DATA_LICENCE_URL}
    return render(request, "website/legal_notice.html", context)


@same_for_visitors
@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held, why, and what everybody may ask."""
    context = _contact() | {
        "address": settings.PUBLISHER_ADDRESS,
        "hosting_provider": settings.HOSTING_PROVIDER,
        "holdings": all_holdings(),
        "session_days": timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "language_cookie": settings.LANGUAGE_COOKIE_NAME,
        "written_cookie": HAS_WRITTEN,
        "most_seen": MOST_SEEN,
        "copy_days": EXPORT_KEPT_FOR.days,
        "name_years": KEPT_NAME_YEARS,
        "email_years": KEPT_EMAIL_YEARS,
    }
    return render(request, "website/privacy.html", context)


@same_for_visitors
@login_not_required
@require_safe
def processing_register(request: HttpRequest) -> HttpResponse:
    """The register of GDPR article 30, from what each app declares."""
    return render(request, "website/processing_register.html", _contact() | {"holdings": all_holdings()})


@same_for_visitors
@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement, from what was really measured."""
    audit = last_audit()
    pages = [(page, audit.violations.get(page.name)) for page in PAGES]
    found = sum(audit.violations.values())
    return render(request, "website/accessibility.html", _contact() | {"audit": audit, "pages": pages, "found": found})


@same_for_visitors
@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Where it comes from and who keeps it."""
    return render(request, "website/about.html", _contact())
