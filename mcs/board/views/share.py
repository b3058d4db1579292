"""Passing a post or one of its answers on: the page to do it from, the picture that goes along, the short link."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mcs.board.cards import post_card
from mcs.board.queries.post import answer_url, photos_of
from mcs.board.queries.share import share_page
from mcs.board.rules import get_published_comment, get_published_post
from mcs.lib.caching import same_for_visitors
from mcs.lib.cards import card_response
from mcs.lib.numbers import key
from mcs.lib.ratelimit.limits import Limit

DRAWN = Limit("board.card", 120, 3600)  # those already drawn are not counted


@same_for_visitors
@login_not_required
@require_safe
def post_share(request: HttpRequest, pk: int) -> HttpResponse:
    """The link to copy or to send, for who has no share sheet; with `reponse`, that to one answer of the post."""
    post, asked = get_published_post(pk), key(request.GET.get("reponse", ""))
    comment = get_published_comment(asked) if asked else None
    if comment and comment.post_id != post.pk:
        comment = None
    return render(request, "board/post_share.html", share_page(post, comment))


@login_not_required
@require_safe
def post_image(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture for social networks."""
    post = get_published_post(pk)
    return card_response(request, f"post-{post.pk}", post_card(post, photos_of(post)), DRAWN)


@login_not_required
@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The link to one answer: leads to it on whichever page of the thread it stands now."""
    return redirect(answer_url(get_published_comment(pk)))
