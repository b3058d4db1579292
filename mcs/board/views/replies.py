"""The merchant replies to a review or a recommendation, once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mcs.board.actions.reply import remove_reply, reply
from mcs.board.forms.reply import ReplyForm
from mcs.board.models import Post, Recommendation, Reply
from mcs.board.rules import EDIT_LIMIT, get_recommendation, get_review, may_reply
from mcs.board.views.own import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def review_reply(request: MemberRequest, pk: int) -> HttpResponse:
    """To a review."""
    review = get_review(pk)
    return _reply(request, review, back=review.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_reply(request: MemberRequest, pk: int) -> HttpResponse:
    """To a recommendation."""
    recommendation = get_recommendation(pk)
    return _reply(request, recommendation, back=f"{recommendation.listing.get_absolute_url()}#recommandations")


def _reply(request: MemberRequest, to: Post | Recommendation, back: str) -> HttpResponse:
    if to.listing is None or not may_reply(request.user, to.listing):
        raise Http404
    target = {"review": to} if isinstance(to, Post) else {"recommendation": to}
    known = Reply.objects.filter(**target).first()
    form = ReplyForm(request.POST if request.method == "POST" else None, initial={"text": known.text if known else ""})
    if request.method == "POST" and "retirer" in request.POST:
        remove_reply(to=to, author=request.user)
        return redirect(back)
    if form.is_bound and form.is_valid():
        if EDIT_LIMIT.allows(str(request.user.pk)):
            written = reply(to=to, author=request.user, text=form.cleaned_data["text"])
            if written.is_published:
                messages.success(request, _("Your reply is published."))
            else:
                messages.info(request, _("Your reply is held until a volunteer has looked at it: below it stands why."))
            return redirect(back)
        form.add_error(None, _("Many changes in a short time. Your text is kept: please try again in an hour."))
    context = {"form": form, "to": to, "known": known, "back": back}
    return render(request, "board/reply.html", context)
