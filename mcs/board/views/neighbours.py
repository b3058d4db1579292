"""A member's page: what neighbours see of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mcs.board.actions.recommend import withdraw_recommendation
from mcs.board.queries.neighbour import neighbour_page
from mcs.board.rules import get_published_listing
from mcs.board.views.own import MemberRequest
from mcs.lib.caching import same_for_visitors
from mcs.lib.htmx import render_part
from mcs.members.actions import show_recommendations
from mcs.members.models import Member


@same_for_visitors
@login_not_required
@require_safe
def neighbour(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name, district, and what they recommend unless they hide it."""
    found = get_object_or_404(Member.objects.select_related("district"), pk=pk, is_active=True)
    context = neighbour_page(found, request.GET.get("apres", ""), is_own=request.user == found)
    return render_part(request, "board/neighbour.html", "items", context)


@require_POST
def neighbour_visibility(request: MemberRequest) -> HttpResponse:
    """Shows or hides one's recommendations on one's page."""
    show_recommendations(member=request.user, shown=request.POST.get("montrer") == "1")
    messages.success(request, _("Saved."))
    return redirect("board:neighbour", request.user.pk)


@require_POST
def recommendation_withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    """Takes back one's recommendation of a listing."""
    listing = get_published_listing(slug)
    mine = listing.recommendations.filter(member=request.user).first()
    if mine and withdraw_recommendation(recommendation=mine):
        messages.success(request, _("Your recommendation is taken back. You can give it again whenever you like."))
    return redirect(f"{listing.get_absolute_url()}#recommandations")
