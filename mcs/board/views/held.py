"""The desk's page for what was held."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mcs.board.actions.held import decide_held
from mcs.board.models import Post, Recommendation
from mcs.board.queries.held import held_items
from mcs.board.rules import get_held
from mcs.lib.kindness import has_harsh_words


@require_http_methods(["GET", "HEAD", "POST"])
def held_review(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What was held, why, and by whom; one press decides, and the next one comes up."""
    thing = get_held(request.user, kind, pk)
    if request.method == "POST":
        if decide_held(thing=thing, publish=request.POST.get("decision") == "publier"):
            messages.success(request, _("Decided."))
        else:
            messages.info(request, _("Somebody decided this before."))
        following = next(iter(held_items()), None)
        return redirect(following.url if following else "website:desk")
    author = thing.member if isinstance(thing, Recommendation) else thing.author
    said = f"{thing.title} {thing.body}" if isinstance(thing, Post) else thing.text
    context = {"thing": thing, "author": author, "kind": kind, "is_harsh": has_harsh_words(said)}
    return render(request, "board/held_review.html", context)
