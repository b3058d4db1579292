"""How results are ordered, reviews published and texts held, told to all (French consumer code, L111-7, L111-7-2)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mcs.board.queries import trust as board_trust
from mcs.board.rules import BURST
from mcs.directory import fair_order
from mcs.lib.caching import same_for_visitors
from mcs.moderation.actions.traces import BLOCK_FOR
from mcs.moderation.enums import Measure
from mcs.moderation.queries.sanctions import WHAT
from mcs.moderation.rules.sanctions import USUAL_DAYS


@same_for_visitors
@login_not_required
@require_safe
def ranking(request: HttpRequest) -> HttpResponse:
    """The formula with the very figures the code uses."""
    figures = {
        "half_life": fair_order.HALF_LIFE_DAYS,
        "new_account": fair_order.NEW_ACCOUNT_DAYS,
        "new_listing": fair_order.NEW_LISTING_DAYS,
    }
    return render(request, "website/ranking.html", figures)


@same_for_visitors
@login_not_required
@require_safe
def reviews_procedure(request: HttpRequest) -> HttpResponse:
    """What the law asks to be said of reviews (D111-16 to D111-19)."""
    return render(request, "website/reviews_procedure.html", {"volunteers_email": settings.VOLUNTEERS_EMAIL})


@same_for_visitors
@login_not_required
@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Who is known, and what is held by itself, with the very figures the code uses."""
    figures = {
        "known_days": board_trust.KNOWN_AFTER.days,
        "flood": board_trust.FLOOD,
        "flood_minutes": int(board_trust.FLOOD_WITHIN.total_seconds() // 60),
        "repeated_from": board_trust.REPEATED_FROM,
        "burst": BURST,
        "measures": [{"label": one.label, "what": WHAT[one], "days": USUAL_DAYS[one]} for one in Measure],
        "block_days": BLOCK_FOR.days,
        "volunteers_email": settings.VOLUNTEERS_EMAIL,
    }
    return render(request, "website/trust.html", figures)
