"""Changing and taking down what one wrote, and putting it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mcs.board.actions.edit import EditedMeanwhileError, edit_comment, edit_post
from mcs.board.actions.remove import remove_comment, remove_post, restore_comment, restore_post
from mcs.board.enums import PostKind
from mcs.board.forms.edit import EditForm, ReviewEditForm, version
from mcs.board.models import Comment, Post
from mcs.board.queries.post import answer_url
from mcs.board.rules import EDIT_LIMIT, get_own_comment, get_own_post
from mcs.members.models import Member


class MemberRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through to these views."""

    user: Member


@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """One's own post, its text as it was typed."""
    post = get_own_post(request.user, pk)
    return _edit(request, post, longest=5000, back=post.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """One's own answer."""
    comment = get_own_comment(request.user, pk)
    return _edit(request, comment, longest=3000, back=answer_url(comment))


def _edit(request: MemberRequest, thing: Post | Comment, *, longest: int, back: str) -> HttpResponse:
    start: dict[str, Any] = {"text": thing.text, "seen": version(thing)}
    kind_of_form = EditForm
    if isinstance(thing, Post) and thing.kind == PostKind.REVIEW:
        start |= {"rating": thing.rating, "experienced_on": thing.experienced_on}
        kind_of_form = ReviewEditForm
    form = kind_of_form(request.POST if request.method == "POST" else None, initial=start, longest=longest)
    if form.is_bound and form.is_valid():
        if not EDIT_LIMIT.allows(str(request.user.pk)):
            form.add_error(None, _("Many changes in a short time. Your text is kept: please try again in an hour."))
        elif _save(thing, form):
            messages.success(request, _("It is changed. What it said before stays readable."))
            return redirect(back)
        else:
            form.give_current(thing)
    context: dict[str, Any] = {"form": form, "back": back, "is_post": isinstance(thing, Post)}
    return render(request, "board/edit.html", context)


def _save(thing: Post | Comment, form: EditForm) -> bool:
    """False when it was edited since the form was opened."""
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    try:
        if isinstance(thing, Post):
            edit_post(post=thing, text=text, seen=seen, **form.facts)
        else:
            edit_comment(comment=thing, text=text, seen=seen)
    except EditedMeanwhileError:
        return False
    return True


@require_POST
def post_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes one's post down; its page then offers to put it back."""
    post = get_own_post(request.user, pk)
    remove_post(post=post)
    return redirect(post)


@require_POST
def post_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Puts it back."""
    post = get_own_post(request.user, pk, removed=True)
    if restore_post(post=post):
        messages.success(request, _("It is back where it was."))
    else:
        messages.warning(request, _("You have reviewed this business again since: this review stays down."))
    return redirect(post)


@require_POST
def comment_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes one's answer down; in its place stands how to put it back."""
    comment = get_own_comment(request.user, pk)
    remove_comment(comment=comment)
    return redirect(answer_url(comment))


@require_POST
def comment_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Puts it back."""
    comment = get_own_comment(request.user, pk, removed=True)
    if restore_comment(comment=comment):
        messages.success(request, _("It is back where it was."))
    else:
        messages.warning(request, _("You have answered again since: that answer stands, this one stays down."))
    return redirect(answer_url(comment))
