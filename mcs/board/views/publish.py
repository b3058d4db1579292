"""Writing a post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.board.actions.marks import thank_for_answer
from mcs.board.actions.publish import ReviewedAlreadyError, publish_post
from mcs.board.enums import PostKind
from mcs.board.forms.fields import SubmissionField
from mcs.board.forms.post import PostForm
from mcs.board.kinds import KINDS, definition_of
from mcs.board.models import Post
from mcs.board.queries.finding import Already, already_answered
from mcs.board.queries.submissions import post_said_again, post_submitted
from mcs.board.rules import may_post_now
from mcs.board.views.drafts import draft_of, drop_draft, keep_draft
from mcs.directory.models import Listing
from mcs.lib.kindness import second_thoughts
from mcs.lib.numbers import key
from mcs.lib.ratelimit.limits import Limit, client_block
from mcs.members.models import Member

DRAFT = "post"
TRAP = "siteweb"  # a field nobody sees (board/second_thoughts.html)
FOUND = "trouve"  # says to composer.js that the draft kept on the device has done its work
ASKED = Limit("board.already", 240, 3600)  # of one address block: each is a search
TOO_MANY = _("You have published a lot in a short time. Your text is kept: please try again in an hour.")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """The form; the feed's small form publishes through it, or carries on in it."""
    member = request.user if isinstance(request.user, Member) else None
    client = client_block(request)
    if request.method != "POST" or _carries_on(request.POST):
        return _page(request, PostForm(initial=_start(request, member), member=member, client=client))
    if member and (already := post_submitted(member, SubmissionField().clean(request.POST.get("submission")))):
        return redirect(_address(already))
    form = PostForm(request.POST, request.FILES, member=member, client=client)
    if not form.is_valid():
        return _page(request, form)
    if before := _shown_before(request, form):
        return before
    if not may_post_now(member, client):
        form.add_error(None, TOO_MANY)
        return _page(request, form, status=429)
    if member is None:
        return keep_draft(request, DRAFT, form.typed(), back=reverse("board:publish"))
    address = _published(request, member, form)
    return redirect(address) if address else _page(request, form)


def _shown_before(request: HttpRequest, form: PostForm) -> HttpResponse | None:
    """What she sees before a valid form is published, if anything: her same post of a moment ago, when she went back
    and pressed again (with photos it is something new); a text to read once more; what may answer it already."""
    if form.member and not form.cleaned_photos() and (again := post_said_again(form.member, form.cleaned_data)):
        messages.info(request, _("You published this a moment ago: here it is, once."))
        return redirect(_address(again))
    if form.reviews_again():
        return _page(request, form)
    if "relu" not in request.POST and (doubts := second_thoughts(form.cleaned_data["text"])):
        return _page(request, form, doubts=doubts)
    if form.asks and "vu" not in request.POST and (answers := already_answered(request.POST.get("text", ""))):
        return _page(request, form, answers=answers)
    return None


def publish_draft(request: HttpRequest, member: Member) -> str:
    """Publishes what she wrote before joining; returns its address, or that of the form when something stands in
    the way, where she finds her text again."""
    client = client_block(request)
    form = PostForm(draft_of(request, DRAFT), member=member, client=client)
    if form.is_valid() and not form.reviews_again() and may_post_now(member, client):
        address = _published(request, member, form)
        if address:
            return address
    messages.warning(request, _("Your text is kept. One thing is missing before it can be published."))
    return reverse("board:publish")


def _published(request: HttpRequest, member: Member, form: PostForm) -> str:
    """Its address; "" when she reviewed the business from another tab at this very moment, which the form says."""
    try:
        post = _publish(request, member, form)
    except ReviewedAlreadyError:
        form.reviews_again()
        return ""
    drop_draft(request, DRAFT)
    if post.is_published:  # of what is held its page says so
        messages.success(request, _("It is published."))
    if post.named:
        messages.info(request, _("The volunteers are told of the business, so that they may add it to the directory."))
    return _address(post)


def _publish(request: HttpRequest, member: Member, form: PostForm) -> Post:
    data = form.cleaned_data
    return publish_post(
        author=member,
        kind=PostKind(data["kind"]),
        text=data["text"],
        district=data["district"],
        listing=data["picked"],
        named=data["named"],
        about=data["listing_about"],
        rating=data.get("rating"),
        experienced_on=data.get("experienced_on"),
        ends_on=data.get("ends_on"),
        photos=form.cleaned_photos(),
        submission=data["submission"],
        by_machine=bool(request.POST.get(TRAP)),
    )


def _address(post: Post) -> str:
    """Its page, saying to composer.js that the draft kept on the device has done its work."""
    return f"{post.get_absolute_url()}#publie"


@login_not_required
@require_safe
def already(request: HttpRequest) -> HttpResponse:
    """« Peut-être déjà la réponse »: what answers the question being typed; nothing for other kinds of post."""
    asks = request.GET.get("kind", PostKind.REQUEST) == PostKind.REQUEST
    text = request.GET.get("text", "").replace("\x00", "")
    answers = already_answered(text) if asks and ASKED.allows(client_block(request)) else Already([], [])
    return render(request, "board/already.html", {"answers": answers})


@login_not_required
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """What was shown is the answer: the question is not published, and the neighbour who answered is thanked."""
    drop_draft(request, DRAFT)
    post = Post.objects.published().filter(pk=key(request.POST.get("publication", ""))).first()
    listing = Listing.objects.published().filter(slug=request.POST.get("fiche", "").replace("\x00", "")).first()
    target = post or listing
    if target is None:
        return redirect("board:feed")
    if isinstance(request.user, Member):
        thank_for_answer(member=request.user, found=target)
        messages.success(request, _("Good. Your question was not published, and your neighbours are thanked."))
    return redirect(f"{target.get_absolute_url()}#{FOUND}")


def _page(
    request: HttpRequest,
    form: PostForm,
    status: int = 200,
    answers: Already | None = None,
    doubts: Sequence[str | Promise] = (),
) -> HttpResponse:
    reread = "relu" in request.POST
    context = {"form": form, "kinds": KINDS.values(), "answers": answers, "doubts": doubts, "reread": reread}
    return render(request, "board/publish.html", context, status=status)


def _carries_on(data: QueryDict) -> bool:
    """Whether the feed's small form asks for more fields, or was sent with a kind that needs more."""
    return "more" in data or ("entry" in data and not definition_of(data.get("kind")).is_short)


def _start(request: HttpRequest, member: Member | None) -> dict[str, Any]:
    """What stands in a fresh form: her draft, then what the link or the feed's small form brings."""
    start: dict[str, Any] = {}
    if member:
        start = {"submission": uuid4(), "district": member.district and member.district.number}
    start |= draft_of(request, DRAFT)
    asked = {
        "kind": request.POST.get("kind") or request.GET.get("genre"),
        "text": request.POST.get("text") or request.GET.get("texte"),
    }
    start |= {name: value.replace("\x00", "") for name, value in asked.items() if value}
    about = Listing.objects.published().filter(slug=request.GET.get("fiche", "").replace("\x00", "")).first()
    return start | ({"listing": about.slug, "listing_name": about.name} if about else {})
