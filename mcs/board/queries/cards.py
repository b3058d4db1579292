"""Posts with what their card shows."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import JSONObject

from mcs.board.models import Comment, PostPhoto, PostQuerySet
from mcs.directory.enums import ListingStatus


def for_cards(posts: PostQuerySet) -> PostQuerySet:
    """With what a card shows; `best_answer` names the listing that most neighbours recommend, or is None."""
    best = (
        Comment.objects.published()
        .filter(post=OuterRef("pk"), listing__status=ListingStatus.PUBLISHED, merchant__isnull=True)
        .order_by(_recommended.desc(), "created_at", "pk")
        .values(
            said=JSONObject(
                author="author__name", listing="listing__name", slug="listing__slug", text="text", comment="pk"
            )
        )
    )
    return (
        posts.select_related("author", "district", "listing")
        .prefetch_related(_photos())
        .annotate(best_answer=Subquery(best[:1]))
    )


# A sum, so that PostgreSQL sorts the few answers of a post, rather than walk all listings by their own index to the
# first that is among them.
_recommended = F("listing__recommendation_count") + Value(0)


def _photos() -> Prefetch[str, Any, str]:
    return Prefetch("post_photos", PostPhoto.objects.select_related("photo"))
