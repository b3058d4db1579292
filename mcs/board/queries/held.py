"""What waits for a volunteer on the board, and what they need to decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Post, Recommendation, Reply
from mcs.board.queries.post import photos_of
from mcs.members.models import Member
from mcs.moderation.queues import Rows, Whole, rows
from mcs.photos.models import Photo

QUEUE = "attente"
SIMILAR = 5
Held = Post | Comment | Recommendation | Reply
KINDS: dict[type[Held], str] = {
    Post: "publication",
    Comment: "reponse",
    Recommendation: "recommandation",
    Reply: "replique",
}


def held_rows() -> Iterable[Rows]:
    """Held posts, answers, recommendations and merchants' replies, as the desk lists them."""
    held = {"status": ContentStatus.HELD}
    yield rows(Post.objects.filter(**held), QUEUE, prefix="publication-", title="title", text="body")
    yield rows(Comment.objects.filter(**held), QUEUE, prefix="reponse-", title="post__title", text="text")
    voices = Recommendation.objects.filter(**held)
    yield rows(voices, QUEUE, prefix="recommandation-", title="listing__name", text="text")
    yield rows(Reply.objects.filter(**held), QUEUE, prefix="replique-", title="listing__name", text="text")


def held_key(thing: Held) -> str:
    """Its key at the desk."""
    return f"{KINDS[type(thing)]}-{thing.pk}"


def held_model(kind: str) -> type[Held] | None:
    """What its word in addresses stands for."""
    return next((model for model, name in KINDS.items() if name == kind), None)


def held_url(key: str) -> str:
    """Where the held thing of that key is decided."""
    kind, _dash, pk = key.partition("-")
    return reverse("board:held_review", args=[kind, pk])


def held_author(thing: Held) -> Member | None:
    """Who wrote it; nobody for a reply whose author erased her account."""
    return thing.member if isinstance(thing, Recommendation) else thing.author


def held_title(thing: Held) -> str:
    """What it is known by."""
    if isinstance(thing, Recommendation | Reply):
        return thing.listing.name
    return thing.title if isinstance(thing, Post) else thing.post.title


def held_body(thing: Held) -> str:
    """What it says below what it is known by."""
    return thing.body if isinstance(thing, Post) else thing.text


def held_photos(thing: Held) -> list[Photo]:
    """The pictures that come with it."""
    return photos_of(thing) if isinstance(thing, Post) else []


def held_whole(key: str) -> Whole:
    """All that publishing it shows."""
    kind, _dash, pk = key.partition("-")
    model = held_model(kind)
    assert model, "Keys are made by held_key."  # noqa: S101
    thing: Held = model._default_manager.get(pk=pk)
    facts = [(_("Business"), thing.listing.name)] if thing.listing else []
    return Whole(held_body(thing), facts, held_photos(thing))


def held_beside(thing: Held) -> dict[str, Any]:
    """What its author wrote before, and what says the same: two queries."""
    author = held_author(thing)
    posts = Post.objects.filter(author=author).aggregate(
        shown=Count("pk", filter=Q(status=ContentStatus.PUBLISHED)),
        removed=Count("pk", filter=Q(status=ContentStatus.REMOVED)),
        held=Count("pk", filter=Q(status=ContentStatus.HELD)),
    )
    said = _("Posts: %(shown)s published, %(removed)s removed, %(held)s held.") % posts
    return {"history": said, "similar": _similar(thing)}


def _similar(thing: Held) -> list[dict[str, Any]]:
    """Of a recommendation, the other held ones of the business; else posts of the same words or by the same author."""
    if isinstance(thing, Recommendation):
        others = Recommendation.objects.filter(listing=thing.listing, status=ContentStatus.HELD).exclude(pk=thing.pk)
        found = others.select_related("member")[:SIMILAR]
        return [{"title": one.text or one.member.display_name, "url": held_url(held_key(one))} for one in found]
    same = Q(author=held_author(thing))
    if isinstance(thing, Post):
        same |= Q(title=thing.title, body=thing.body)
    here = {Post: "pk", Comment: "post_id", Reply: "review_id"}[type(thing)]
    posts = Post.objects.filter(same).exclude(pk=getattr(thing, here) or 0)
    return [
        {
            "title": post.title,
            "url": held_url(held_key(post)) if post.status != ContentStatus.PUBLISHED else post.get_absolute_url(),
            "more": str(post.get_status_display()),
        }
        for post in posts.order_by("-created_at", "-pk")[:SIMILAR]
    ]
