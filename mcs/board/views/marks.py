"""One press: thanks, follow, solved, closed, renewed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.board.actions.close import close_post, renew_post, solve_post
from mcs.board.actions.marks import set_follow, set_thanks
from mcs.board.models import Comment, Post
from mcs.board.queries.post import answer_url, history_of
from mcs.board.rules import (
    MARK_LIMIT,
    get_own_post,
    get_post_by_token,
    get_published_comment,
    get_published_post,
)
from mcs.board.views.own import MemberRequest
from mcs.lib.caching import same_for_visitors
from mcs.lib.numbers import key


@require_POST
def post_thank(request: MemberRequest, pk: int) -> HttpResponse:
    """Thanks for a post, or takes it back."""
    post = get_published_post(pk)
    return _thank(request, post, back=post.get_absolute_url())


@require_POST
def comment_thank(request: MemberRequest, pk: int) -> HttpResponse:
    """Thanks for an answer, or takes it back."""
    comment = get_published_comment(pk)
    return _thank(request, comment, back=answer_url(comment))


def _thank(request: MemberRequest, thing: Post | Comment, back: str) -> HttpResponse:
    given = request.POST.get("merci") == "1"
    if MARK_LIMIT.allows(str(request.user.pk)):
        set_thanks(member=request.user, thing=thing, given=given)
    return _answer(request, back, "board/thanks.html", {"thing": thing, "given": given})


@require_POST
def post_follow(request: MemberRequest, pk: int) -> HttpResponse:
    """Follows a post, or no longer."""
    post, follows = get_published_post(pk), request.POST.get("suivre") == "1"
    if MARK_LIMIT.allows(str(request.user.pk)):
        set_follow(member=request.user, post=post, follows=follows)
    back = post.get_absolute_url()
    if request.POST.get("suite") == "notifications":  # pressed on the bell
        messages.success(request, _("You will hear no more of “%(title)s”.") % {"title": post.title})
        back = reverse("notices:notifications")
    return _answer(request, back, "board/follow.html", {"post": post, "follows": follows})


def _answer(request: HttpRequest, back: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """The button as it is now for htmx, else the page again."""
    if request.headers.get("HX-Request") != "true":
        return redirect(back)
    thing = context.get("thing")
    if thing is not None:
        thing.refresh_from_db(fields=["thanks_count"])
    return render(request, template, context)


@require_POST
def post_solve(request: MemberRequest, pk: int) -> HttpResponse:
    """The asker says which answer solved it."""
    post = get_own_post(request.user, pk)
    comment = post.comments.filter(pk=key(request.POST.get("reponse", ""))).first()
    if comment is None or not solve_post(post=post, comment=comment):
        raise Http404
    messages.success(request, _("Thank you: the next neighbour with this question will find this answer."))
    return redirect(answer_url(comment))


@require_POST
def post_close(request: MemberRequest, pk: int) -> HttpResponse:
    """The asker no longer needs it."""
    post = get_own_post(request.user, pk)
    if close_post(post=post):
        messages.success(request, _("Your request is closed. Its answers stay readable."))
    return redirect(post)


@require_POST
def post_renew(request: MemberRequest, pk: int) -> HttpResponse:
    """The asker still needs it, for thirty more days."""
    post = get_own_post(request.user, pk)
    if renew_post(post=post):
        messages.success(request, _("Your request is open: neighbours see it for thirty more days."))
    return redirect(post)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request: HttpRequest, token: str) -> HttpResponse:
    """From the e-mail, without signing in: still needed, or not. Only a press does it: scanners open every link."""
    post = get_post_by_token(token)
    done = ""
    if request.method == "POST":
        done = "closed" if request.POST.get("suite") == "clore" else "renewed"
        if done == "closed":
            close_post(post=post)
        else:
            renew_post(post=post)
    return render(request, "board/renewal.html", {"post": post, "done": done})


@same_for_visitors
@login_not_required
@require_safe
def post_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What a post said before it was edited."""
    post = get_published_post(pk)
    context = {"thing": post, "versions": history_of(post), "back": post.get_absolute_url()}
    return render(request, "board/history.html", context)


@same_for_visitors
@login_not_required
@require_safe
def comment_history(request: HttpRequest, pk: int) -> HttpResponse:
    """What an answer said before it was edited."""
    comment = get_published_comment(pk)
    context = {"thing": comment, "versions": history_of(comment), "back": answer_url(comment)}
    return render(request, "board/history.html", context)
