"""What neighbours say of a listing: the panel on its page, the rest of the list, and « Je recommande »."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mcs.board.actions.recommend import recommend_listing
from mcs.board.forms.answer import RecommendForm
from mcs.board.models import Recommendation
from mcs.board.queries.listing import listing_recommendations as recommendations_page
from mcs.board.queries.listing import recommendation_of
from mcs.board.rules import get_published_listing, may_comment_now, may_recommend, may_reply
from mcs.board.views.drafts import draft_of, drop_draft, keep_draft
from mcs.directory.models import Listing
from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import kept_part
from mcs.lib.htmx import render_part
from mcs.lib.ratelimit.limits import client_block
from mcs.members.models import Member

DRAFT = "recommend:{}"
OWN = _("This is your own business: your neighbours may recommend it, not you.")
TOO_MANY = _("You have answered a lot in a short time. Your text is kept: please try again in an hour.")


@same_for_visitors
@login_not_required
@require_safe
def listing_recommendations(request: HttpRequest, slug: str) -> HttpResponse:
    """All recommendations of a listing, a page at a time; asked by htmx, only those that follow."""
    listing = get_published_listing(slug)
    page = recommendations_page(listing, request.GET.get("apres", ""))
    may = isinstance(request.user, Member) and may_reply(request.user, listing)
    context = {"listing": listing, "page": page, "may_reply": may}
    return render_part(request, "board/listing_recommendations.html", "items", context)


def recommendations_panel(request: HttpRequest, listing: Listing) -> SafeString:
    """The newest recommendations and « Je recommande », for the listing's page: one query, two for a member."""
    if not listing.is_published:
        return SafeString()
    member = request.user if isinstance(request.user, Member) else None
    mine = recommendation_of(member, listing) if member else None
    runs_it = member is not None and may_reply(member, listing)

    def draw() -> SafeString:
        context = {
            "listing": listing,
            "page": recommendations_page(listing, ""),
            "mine": mine,
            "may_recommend": member is None or may_recommend(member, listing),
            "may_reply": runs_it,
            "form": _form(request, listing, mine),
        }
        return render_to_string("board/listing_recommendations.html#panel", context, request)

    if mine or runs_it or draft_of(request, DRAFT.format(listing.slug)):
        return draw()
    return kept_part(request, ("recommendations", listing.pk), draw)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recommend(request: HttpRequest, slug: str) -> HttpResponse:
    """« Je recommande », once per member and listing; said again, it changes what was said."""
    listing = get_published_listing(slug)
    member = request.user if isinstance(request.user, Member) else None
    if member and not may_recommend(member, listing):
        messages.warning(request, OWN)
        return redirect(listing)
    form = _form(request, listing, recommendation_of(member, listing) if member else None)
    status = 200
    if form.is_valid():
        if may_comment_now(member, client_block(request)):
            return _recommended(request, listing, member, form)
        form.add_error(None, TOO_MANY)
        status = 429
    return render(request, "board/recommend.html", {"listing": listing, "form": form}, status=status)


def recommend_draft(request: HttpRequest, member: Member, slug: str) -> str | None:
    """Records what she said before joining; returns the listing's address, None when the listing is gone."""
    listing = Listing.objects.published().filter(slug=slug).first()
    form = RecommendForm(draft_of(request, DRAFT.format(slug)))
    if listing is None:
        return None
    if not may_recommend(member, listing) or not form.is_valid():
        messages.warning(request, OWN)
        return listing.get_absolute_url()
    return _recommended(request, listing, member, form).url


def _form(request: HttpRequest, listing: Listing, mine: Recommendation | None) -> RecommendForm:
    start = draft_of(request, DRAFT.format(listing.slug)) or {"text": mine.text if mine else ""}
    return RecommendForm(request.POST if request.method == "POST" else None, initial=start)


def _recommended(
    request: HttpRequest, listing: Listing, member: Member | None, form: RecommendForm
) -> HttpResponseRedirect:
    name = DRAFT.format(listing.slug)
    page = f"{listing.get_absolute_url()}#recommandations"
    if member is None:
        return keep_draft(request, name, form.typed(), back=page)
    made = recommend_listing(listing=listing, member=member, text=form.cleaned_data["text"])
    drop_draft(request, name)
    if made.is_published:
        messages.success(request, _("Thank you. Your recommendation is on the page."))
    return redirect(page)
