"""A post and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mcs.board.actions.comment import AnsweredAlreadyError, add_comment
from mcs.board.actions.tell import post_key
from mcs.board.forms.answer import AnswerForm
from mcs.board.forms.fields import SubmissionField
from mcs.board.models import Post
from mcs.board.queries.post import Standing, Thread, answer_url, post_page, standing_of, thread_of
from mcs.board.queries.submissions import comment_said_again, comment_submitted
from mcs.board.queries.trades import may_answer_for
from mcs.board.rules import PostGone, get_visible_post, may_comment_now
from mcs.board.views.drafts import draft_of, drop_draft, keep_draft
from mcs.board.views.publish import TRAP
from mcs.lib.caching import same_for_visitors
from mcs.lib.fragments import is_keeping, kept_value
from mcs.lib.kindness import second_thoughts
from mcs.lib.numbers import key
from mcs.lib.ratelimit.limits import client_block
from mcs.lib.text import clean_text
from mcs.members.models import Member
from mcs.notices.actions.tell import read_about

DRAFT = "answer:{}"
ROW, ROWS = 10_000, 150_000  # bytes of a post and of a page of answers, about
TOO_MANY = _("You have answered a lot in a short time. Your text is kept: please try again in an hour.")


@same_for_visitors
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The post's page; what is posted to it is an answer."""
    member = request.user if isinstance(request.user, Member) else None
    if request.method == "POST":
        return _answer(request, pk, member)
    standing = standing_of(member, pk) if member else None
    try:
        found = _shown(request, member, pk, standing)
        if slug != found.slug:
            found = get_visible_post(member, pk)  # what was kept may have another name by now
    except PostGone:
        return _gone(request)
    if slug != found.slug:
        return redirect(found, permanent=True)
    if member:
        read_about(member=member, key=post_key(found))
    start = draft_of(request, DRAFT.format(pk)) | ({"submission": str(uuid4())} if member else {})
    merchants = may_answer_for(member, found) if member and standing and standing.runs_listing else []
    return _page(request, found, AnswerForm(initial=start, member=member, merchants=merchants), standing=standing)


def _shown(request: HttpRequest, member: Member | None, pk: int, standing: Standing | None) -> Post:
    """The post if the reader may see it at this moment; its row a few seconds old where it is the same for all."""
    if member and standing and standing.is_as_for_all(member):
        return kept_value(request, ("post", pk), lambda: get_visible_post(None, pk), ROW)
    return get_visible_post(member, pk)


@same_for_visitors
@login_not_required
@require_safe
def new_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers that came after the one whose key is `apres`, for a page that is open: 204 when there are none."""
    member = request.user if isinstance(request.user, Member) else None
    found = get_visible_post(member, pk)
    context = post_page(found, request.GET.get("apres", ""), member, None)
    if not context["answers"]:
        return HttpResponse(status=204)
    return render(request, "board/new_answers.html", context)


def _answer(request: HttpRequest, pk: int, member: Member | None) -> HttpResponse:
    try:
        found = get_visible_post(member, pk)
    except Http404:
        return _gone(request)
    if member and (already := comment_submitted(member, SubmissionField().clean(request.POST.get("submission")))):
        return redirect(answer_url(already))
    form = AnswerForm(request.POST, member=member, merchants=may_answer_for(member, found) if member else [])
    if before := _shown_before(request, found, form):
        return before
    if not may_comment_now(member, client_block(request)):
        form.add_error(None, TOO_MANY)
        return _page(request, found, form, status=429)
    if member is None:
        return keep_draft(request, DRAFT.format(pk), form.typed(), back=f"{found.get_absolute_url()}#repondre")
    try:
        return redirect(_answered(request, found, member, form))
    except Post.DoesNotExist:
        return _gone(request)
    except PermissionDenied:  # the listing was taken over or withdrawn since the form was checked
        form.add_error("listing_name", _("This business can’t be recommended any more."))
    except AnsweredAlreadyError:  # from another tab, or by somebody else who runs it
        form.add_error("merchant", _("This business has answered this request already. Your text is kept."))
    return _page(request, found, form)


def _shown_before(request: HttpRequest, found: Post, form: AnswerForm) -> HttpResponse | None:
    """What she sees before her answer is published, if anything: what is wrong with it; the same one of a moment ago,
    when she went back and pressed again; a text to read once more."""
    if not form.is_valid():
        return _page(request, found, form)
    if form.member and (again := comment_said_again(form.member, found, form.cleaned_data)):
        return redirect(answer_url(again))
    if "relu" not in request.POST and (doubts := second_thoughts(form.cleaned_data["text"])):
        return _page(request, found, form, doubts=doubts)
    return None


def answer_draft(request: HttpRequest, member: Member, pk: int) -> str | None:
    """Publishes the answer she wrote before joining; returns its address, or that of the post when something stands
    in the way, where she finds her text again. None when the post is gone."""
    found = Post.objects.published().filter(pk=pk).first()
    form = AnswerForm(draft_of(request, DRAFT.format(pk)), member=member)
    if found is None:
        return None
    if not form.is_valid() or not may_comment_now(member, client_block(request)):
        messages.warning(request, _("Your text is kept. One thing is missing before it can be published."))
        return f"{found.get_absolute_url()}#repondre"
    return _answered(request, found, member, form)


def _answered(request: HttpRequest, found: Post, member: Member, form: AnswerForm) -> str:
    data = form.cleaned_data
    comment = add_comment(
        post=found,
        author=member,
        text=data["text"],
        listing=data["picked"],
        merchant=data["said_for"],
        named=data["named"],
        about=data["listing_about"],
        submission=data["submission"],
        by_machine=bool(request.POST.get(TRAP)),
    )
    drop_draft(request, DRAFT.format(found.pk))
    if comment.is_published:
        messages.success(request, _("It is published."))
    else:
        messages.info(request, _("Your answer is held until a volunteer has looked at it: below it stands why."))
    return answer_url(comment)


def _page(
    request: HttpRequest,
    found: Post,
    form: AnswerForm,
    status: int = 200,
    doubts: Sequence[str | Promise] = (),
    standing: Standing | None = None,
) -> HttpResponse:
    member = request.user if isinstance(request.user, Member) else None
    if member and standing is None:
        standing = standing_of(member, found.pk)
    after = request.GET.get("apres", "")
    context = post_page(found, after, member, standing, _kept_thread(request, found, after, standing))
    has_typed = form.is_bound or bool(form.initial.get("text")) or bool(form.merchants) or bool(doubts)
    context |= {"form": form, "doubts": doubts, "has_typed": has_typed}
    return render(request, "board/post.html", context, status=status)


def _kept_thread(request: HttpRequest, found: Post, after: str, standing: Standing | None) -> Thread | None:
    """The thread's rows, where they are the same for all members: unless some of hers are hidden from others."""
    if standing is None or standing.has_hidden or not is_keeping(request) or not found.is_published:
        return None
    return kept_value(request, ("thread", found.pk, key(after)), lambda: thread_of(found, after, None), ROWS)


def _gone(request: HttpRequest) -> HttpResponse:
    """The post was deleted while she wrote: says so and gives her text back."""
    return render(request, "board/post_gone.html", {"text": clean_text(request.POST.get("text", ""))}, status=410)
