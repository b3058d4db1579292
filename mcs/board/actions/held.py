"""A volunteer decides on what was held."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import recommend_listing, tell_listing
from mcs.board.actions.remove import recount_comments
from mcs.board.actions.tell import tell_decided
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Post, Recommendation
from mcs.board.rules import may_recommend
from mcs.photos.actions import publish_photos

Held = Post | Comment | Recommendation


@transaction.atomic
def decide_held(*, thing: Held, publish: bool) -> bool:
    """Publishes what was held, or removes it; False when somebody decided before: nothing is done twice."""
    status = ContentStatus.PUBLISHED if publish else ContentStatus.REMOVED
    values: dict[str, Any] = {"status": status, "removed_at": None if publish else timezone.now()}
    values |= {"hold_reason": ""} if publish else {}
    if not type(thing)._default_manager.filter(pk=thing.pk, status=ContentStatus.HELD).update(**values):
        return False
    thing.refresh_from_db()
    if isinstance(thing, Post):
        index_posts([thing.pk])
        photos = [shown.photo for shown in thing.post_photos.select_related("photo")]
        if publish and photos:
            publish_photos(photos=photos, caption=thing.title, link=thing.get_absolute_url())
    elif isinstance(thing, Comment):
        recount_comments(thing.post)
        if publish and thing.listing and not thing.merchant_id and may_recommend(thing.author, thing.listing):
            recommend_listing(listing=thing.listing, member=thing.author, text=thing.text, comment=thing)
    else:
        tell_listing(thing.listing)
    tell_decided(thing, published=publish)
    return True
