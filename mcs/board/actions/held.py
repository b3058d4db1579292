"""A volunteer decides on what was held, and takes the decision back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import recommend_listing, tell_listing, withdraw_recommendation
from mcs.board.actions.remove import recount_comments
from mcs.board.actions.tell import tell_decided
from mcs.board.enums import ContentStatus, HoldReason, PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.board.queries.held import KINDS, QUEUE, Held, held_author, held_key, held_title
from mcs.board.rules import may_recommend
from mcs.directory.enums import RequestStatus
from mcs.directory.models import Listing, Suggestion
from mcs.members.models import Member
from mcs.moderation.actions.desk import record_decision
from mcs.moderation.models import DeskDecision
from mcs.photos.actions import publish_photos, withdraw_photos

WERE_PUBLIC = {HoldReason.CHANGED, HoldReason.UNFOUND, HoldReason.OWN}


@transaction.atomic
def decide_held(*, thing: Held, member: Member, publish: bool) -> bool:
    """Publishes what was held, or removes it; False when somebody decided before: nothing is done twice."""
    status = ContentStatus.PUBLISHED if publish else ContentStatus.REMOVED
    reason, title = thing.hold_reason, held_title(thing)
    values: dict[str, Any] = {"status": status, "removed_at": None if publish else timezone.now()}
    values |= {"hold_reason": ""} if publish else {}
    if not type(thing)._default_manager.filter(pk=thing.pk, status=ContentStatus.HELD).update(**values):
        return False
    thing.refresh_from_db()
    _follow(thing)
    tell_decided(thing, published=publish, was_public=reason in WERE_PUBLIC)
    said = _("Published: %(title)s") if publish else _("Not published: %(title)s")
    record_decision(
        queue=QUEUE,
        key=held_key(thing),
        member=member,
        said=said % {"title": title},
        title=title,
        since=thing.created_at,
        about=held_author(thing),
        kept={"hold_reason": reason, "status": str(status)},
    )
    return True


@transaction.atomic
def hold_again(decision: DeskDecision, member: Member) -> bool:
    """Takes such a decision back: it waits again, unseen by others. False when its author changed its state since."""
    kind, _dash, pk = decision.key.partition("-")
    model = next(model for model, name in KINDS.items() if name == kind)
    decided = model._default_manager.filter(pk=pk, status=decision.kept.get("status"))
    reason = decision.kept.get("hold_reason", "")
    if not decided.update(status=ContentStatus.HELD, hold_reason=reason, removed_at=None):
        return False
    _follow(model._default_manager.get(pk=pk))
    return True


@transaction.atomic
def hold_unfound(suggestion: Suggestion) -> None:
    """Reviews of a business that the volunteers refused wait for them; once the refusal is taken back, they are shown
    again."""
    shown, waits = (ContentStatus.PUBLISHED, ""), (ContentStatus.HELD, HoldReason.UNFOUND)
    before, after = (shown, waits) if suggestion.status == RequestStatus.DECLINED else (waits, shown)
    reviews = Post.objects.filter(kind=PostKind.REVIEW, suggestion=suggestion)
    for review in reviews.select_for_update().filter(status=before[0], hold_reason=before[1]):
        review.status, review.hold_reason = after
        review.save(update_fields=["status", "hold_reason"])
        _follow(review)


@transaction.atomic
def hold_own(listing: Listing) -> None:
    """Whoever comes to run a business no longer vouches for it: what they said before is taken back, a review waits."""
    for voice in Recommendation.objects.published().filter(listing=listing, member=listing.manager):
        withdraw_recommendation(recommendation=voice)
    reviews = Post.objects.published().filter(kind=PostKind.REVIEW, listing=listing, author=listing.manager)
    for review in reviews.select_for_update():
        review.status, review.hold_reason = ContentStatus.HELD, HoldReason.OWN
        review.save(update_fields=["status", "hold_reason"])
        _follow(review)


def _follow(thing: Held) -> None:
    """What counts, finds or shows it says the same."""
    if isinstance(thing, Post):
        index_posts([thing.pk])
        photos = [shown.photo for shown in thing.post_photos.select_related("photo")]
        if thing.is_published and photos:
            publish_photos(photos=photos, caption=thing.title, link=thing.get_absolute_url())
        elif photos:
            withdraw_photos(photos=photos)
    elif isinstance(thing, Comment):
        recount_comments(thing.post)
        _follow_recommendation(thing)
    elif isinstance(thing, Recommendation):
        tell_listing(thing.listing)


def _follow_recommendation(comment: Comment) -> None:
    """An answer that names a business recommends it once it is public, and no longer when it waits again."""
    listing = comment.listing
    if listing is None or comment.merchant_id:
        return
    if comment.is_published and may_recommend(comment.author, listing):
        recommend_listing(listing=listing, member=comment.author, text=comment.text, comment=comment)
    elif not comment.is_published:
        gone = {"status": ContentStatus.REMOVED, "removed_at": timezone.now()}
        if Recommendation.objects.filter(comment=comment, status=ContentStatus.PUBLISHED).update(**gone):
            tell_listing(listing)
