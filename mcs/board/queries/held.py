"""What waits for a volunteer on the board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Post, Recommendation
from mcs.moderation.queues import QueueItem

SHOWN = 50


def held_items() -> Iterable[QueueItem]:
    """Held posts, answers and recommendations, oldest first: three queries."""
    return sorted(_items(), key=lambda item: item.waiting_since)


def _items() -> Iterator[QueueItem]:
    held = {"status": ContentStatus.HELD}
    for post in Post.objects.filter(**held).order_by("created_at", "pk")[:SHOWN]:
        yield _item("publication", post, post.title, post.body)
    for comment in Comment.objects.filter(**held).select_related("post").order_by("created_at", "pk")[:SHOWN]:
        yield _item("reponse", comment, comment.post.title, comment.text)
    found = Recommendation.objects.filter(**held).select_related("listing").order_by("created_at", "pk")
    for recommendation in found[:SHOWN]:
        yield _item("recommandation", recommendation, recommendation.listing.name, recommendation.text)


def _item(kind: str, thing: Post | Comment | Recommendation, title: str, text: str) -> QueueItem:
    return QueueItem(
        queue=_("Held for a look"),
        icon="hourglass",
        title=title,
        excerpt=Truncator(text).chars(140),
        waiting_since=thing.created_at,
        url=reverse("board:held_review", args=[kind, thing.pk]),
    )
