"""The directory on paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from mcs.lib.ratelimit.limits import Limit, client_block
from mcs.lib.typesetting import TypesettingFailed
from mcs.website.printing.paper import Paper
from mcs.website.printing.press import NothingToPrint, edition, printed
from mcs.website.printing.shelf import Busy
from mcs.website.queries import print_page

PRINTS = Limit("print", 30, 3600)


@login_not_required
@require_safe
def directory_print(request: HttpRequest) -> HttpResponse:
    """Where one chooses what to print."""
    return render(request, "website/directory_print.html", print_page() | {"problem": "", "paper": Paper.read({})})


@login_not_required
@require_safe
def directory_pdf(request: HttpRequest) -> HttpResponse:
    """The PDF itself; the same for everybody who reads the same language."""
    paper = Paper.read(request.GET.dict())
    stamp = edition(paper)
    etag = f'"{paper.name}-{stamp}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    if not PRINTS.allows(client_block(request)):
        return _instead(request, paper, "often", 429)
    try:
        found = printed(paper, stamp)
    except NothingToPrint:
        return _instead(request, paper, "empty", 404)
    except (Busy, TypesettingFailed):
        return _instead(request, paper, "busy", 503)
    place = {"Content-Disposition": f'inline; filename="{paper.name}.pdf"'}
    response = HttpResponse(found.pdf, content_type="application/pdf", headers=place)
    if stamp in found.edition:
        response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=600)
    return response


def _instead(request: HttpRequest, paper: Paper, problem: str, status: int) -> HttpResponse:
    """Where one chooses, with what was chosen and why there is no PDF."""
    context = print_page() | {"problem": problem, "paper": paper}
    return render(request, "website/directory_print.html", context, status=status)
