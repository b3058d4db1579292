"""What was published about a listing: reviews, news, tips; the newest on its page, all on a page of their own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mcs.board.queries import listing as queries
from mcs.board.rules import get_published_listing
from mcs.directory.models import Listing
from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import kept_part
from mcs.lib.htmx import render_part


@same_for_visitors
@login_not_required
@require_safe
def listing_posts(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, a page at a time; asked by htmx, only those that follow."""
    listing = get_published_listing(slug)
    page = queries.listing_posts(listing, request.GET.get("apres", ""))
    return render_part(request, "board/listing_posts.html", "items", {"listing": listing, "page": page})


def posts_panel(request: HttpRequest, listing: Listing) -> SafeString:
    """The newest few, for the listing's page: one query; nothing when nobody wrote of it."""

    def draw() -> SafeString:
        posts = queries.newest_about(listing) if listing.is_published else []
        if not posts:
            return SafeString()
        shown = queries.POSTS_ON_LISTING
        context = {"listing": listing, "posts": posts[:shown], "has_more": len(posts) > shown}
        return render_to_string("board/listing_posts.html#panel", context, request)

    return kept_part(request, ("listing-posts", listing.pk), draw)
