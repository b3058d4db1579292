"""Le fil, and what is new in it."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from mcs.board.actions.marks import record_visit
from mcs.board.enums import Show
from mcs.board.kinds import KINDS
from mcs.board.queries.feed import FeedFilter, feed_page, feed_posts, newer_count
from mcs.board.views.own import MemberRequest
from mcs.board.views.trades import likely_is_hidden
from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import LONGEST, kept_value, shown_nowhere
from mcs.lib.htmx import render_part
from mcs.members.models import Member

ROWS = 100_000  # bytes of twenty posts, about


@same_for_visitors
@login_not_required
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The feed with its filters; asked by htmx, only the posts that follow."""
    member = request.user if isinstance(request.user, Member) else None
    shows_likely = member is not None and not likely_is_hidden(request)
    cursor = request.GET.get("apres", "")[:LONGEST]
    wanted = FeedFilter.read(request.GET)
    posts = (
        None
        if wanted.is_personal
        else kept_value(
            request,
            ("feed", wanted, cursor),
            lambda: feed_posts(wanted, cursor, None, for_member=member is not None),
            ROWS,
        )
    )
    context = feed_page(wanted, cursor, member, shows_likely=shows_likely, posts=posts)
    context |= {
        "address": request.get_full_path(),
        "kinds": KINDS.values(),
        "shows": Show,
        "submission": uuid4() if member else "",
    }
    return render_part(request, "board/feed.html", "posts", context)


@same_for_visitors
@login_not_required
@require_safe
def feed_news(request: HttpRequest) -> HttpResponse:
    """How many posts came since the page was opened: a line that says so, or nothing (204: htmx swaps nothing)."""
    since = _moment(request.GET.get("depuis", ""))
    member = request.user if isinstance(request.user, Member) else None
    count = newer_count(FeedFilter.read(request.GET), since, member) if since else 0
    if not count:
        return HttpResponse(status=204)
    return render(request, "board/feed_news.html", {"count": count})


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


@shown_nowhere
@require_POST
def feed_visit(request: MemberRequest) -> HttpResponse:
    """The page tells that a member has looked at it: reading is a GET, and a GET writes nothing."""
    record_visit(member=request.user)
    return HttpResponse(status=204)
