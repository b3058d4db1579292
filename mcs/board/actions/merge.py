"""What stands on the board about two listings that become one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mcs.board.actions.named import attach_to_kept
from mcs.board.actions.recommend import tell_listing
from mcs.board.enums import ContentStatus
from mcs.board.models import Comment, Post, Recommendation, Reply, TradeFollow
from mcs.directory.enums import ListingStatus
from mcs.directory.merging import move_rows, take_back_rows
from mcs.directory.models import Listing


def move_to_kept(keep: Listing, drop: Listing) -> dict[str, Any]:
    """Moves posts, answers and recommendations, one recommendation a member: the newer. The older one stays behind.

    What the kept listing's own manager said of the other stays behind too: nobody recommends their own business.
    """
    moved: dict[str, Any] = {
        model._meta.label_lower: move_rows(model._base_manager.filter(listing=drop), keep) for model in _plain_models()
    }
    mine = {voice.member_id: voice for voice in keep.recommendations.all()}
    moved["swapped"] = swapped = []
    alone = []
    for voice in drop.recommendations.exclude(member=keep.manager).order_by("pk"):
        known = mine.get(voice.member_id)
        if known is None:
            alone.append(voice.pk)
        elif voice.created_at > known.created_at:
            swapped.append([known.pk, voice.pk])
    moved["recommendations"] = move_rows(Recommendation._base_manager.filter(pk__in=alone), keep)
    _swap(swapped, keep, drop)
    known_trades = {(follow.member_id, follow.category_id) for follow in keep.followers.all()}
    trades = [row.pk for row in drop.followers.all() if (row.member_id, row.category_id) not in known_trades]
    moved["trades"] = move_rows(TradeFollow._base_manager.filter(pk__in=trades), keep)
    moved |= attach_to_kept(keep, drop)
    _answer_where_asked(keep, drop)
    _tell(keep, drop)
    return moved


def take_back(keep: Listing, drop: Listing, moved: dict[str, Any]) -> None:
    """Gives the other listing back what was its own."""
    for model in _plain_models():
        take_back_rows(model, moved.get(model._meta.label_lower, []), keep, drop)
    held = set(drop.recommendations.values_list("member_id", flat=True))
    own = Recommendation._base_manager.filter(pk__in=moved["recommendations"]).exclude(member__in=held)
    take_back_rows(Recommendation, list(own.values_list("pk", flat=True)), keep, drop)
    _swap([[newer, older] for older, newer in moved["swapped"]], keep, drop)
    take_back_rows(TradeFollow, moved["trades"], keep, drop)
    _forget_named(keep, moved.get("named", []), moved.get("named_in_posts", []))
    _answer_where_asked(keep, drop)
    _tell(keep, drop)


def _forget_named(keep: Listing, pks: list[int], posts: list[int]) -> None:
    """What named the other before it was listed no longer names the kept one."""
    Post._base_manager.filter(pk__in=posts, listing=keep).update(listing=None)
    voices = Recommendation._base_manager.filter(listing=keep, comment__in=pks)
    voices.update(status=ContentStatus.REMOVED, removed_at=timezone.now())
    Comment._base_manager.filter(pk__in=pks, listing=keep).update(listing=None)


def _plain_models() -> list[type[models.Model]]:
    """The board's models that name a listing and may do so any number of times."""
    found = []
    for model in apps.get_app_config("board").get_models():
        names = {field.name for field in model._meta.concrete_fields if field.related_model is Listing}
        if "listing" in names and model not in (Recommendation, Reply, TradeFollow):
            found.append(model)
    return found


def _swap(pairs: list[list[int]], keep: Listing, drop: Listing) -> None:
    """Each pair's first leaves the kept listing for the other, its second comes the opposite way.

    A member may stand on a listing once, also halfway: the first waits on a draft that exists for this moment only.
    """
    if not pairs:
        return
    voices = Recommendation._base_manager
    leaving, coming = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    aside = Listing.objects.create(
        slug=f"reunion-{uuid4().hex}", name=keep.name, category=keep.category, status=ListingStatus.DRAFT
    )
    voices.filter(pk__in=leaving, listing=keep).update(listing=aside)
    voices.filter(pk__in=coming, listing=drop).update(listing=keep)
    voices.filter(listing=aside).update(listing=drop)
    aside.delete()


def _answer_where_asked(*listings: Listing) -> None:
    """A merchant's reply stands where what it answers stands."""
    for listing in listings:
        answered = Q(recommendation__listing=listing) | Q(review__listing=listing)
        Reply._base_manager.filter(answered).update(listing=listing)


def _tell(*listings: Listing) -> None:
    for listing in listings:
        tell_listing(Listing.objects.get(pk=listing.pk))
