"""A volunteer decides on what was held."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import tell_listing
from mcs.board.actions.remove import recount_comments
from mcs.board.actions.tell import tell_decided
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Post, Recommendation

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
    elif isinstance(thing, Comment):
        recount_comments(thing.post)
    else:
        tell_listing(thing.listing)
    tell_decided(thing, published=publish)
    return True
