"""A business named in an answer that the directory doesn't know: proposed to the volunteers, and recommended once it
is listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import recommend_listing
from mcs.board.models import Comment
from mcs.board.rules import may_recommend
from mcs.directory.actions.later import enqueue_after
from mcs.directory.actions.suggestions import suggest_business
from mcs.directory.models import Listing
from mcs.lib.absolute import absolute


def queue_proposal(comment: Comment, about: str) -> None:
    """In a job: reading an address may ask a geocoder outside."""
    enqueue_after("mcs.board.tasks.propose_named", delay=timedelta(), comment_pk=comment.pk, about=about)


def propose_named(*, comment_pk: int, about: str) -> None:
    """Puts the business the answer names in the volunteers' queue, once, with what was said of it."""
    comment = Comment.objects.select_related("author", "post").filter(pk=comment_pk, suggestion=None).first()
    if comment is None or not comment.named:
        return
    where = _("Named in an answer to “%(title)s”: %(url)s") % {
        "title": comment.post.title,
        "url": absolute(comment.get_absolute_url()),
    }
    suggestion = suggest_business(member=comment.author, name=comment.named, text=about, where=where)
    Comment.objects.filter(pk=comment.pk).update(suggestion=suggestion)


@transaction.atomic
def attach_named(listing: Listing) -> None:
    """The answers that named the business before it was listed name it now, and recommend it."""
    waiting = Comment.objects.filter(suggestion__listing=listing).values_list("pk", flat=True)
    name_listing(list(waiting), listing)


def name_listing(pks: Sequence[int], listing: Listing) -> list[int]:
    """Those of these answers that name no listing yet name this one; returns their keys."""
    comments = Comment.objects.select_related("author", "post").filter(pk__in=pks, listing=None).order_by("pk")
    attached = list(comments.exclude(named=""))
    Comment.objects.filter(pk__in=[comment.pk for comment in attached]).update(listing=listing)
    for comment in attached:
        if comment.is_published and may_recommend(comment.author, listing):
            recommend_listing(listing=listing, member=comment.author, text=comment.text, comment=comment)
    index_posts({comment.post_id for comment in attached})
    return [comment.pk for comment in attached]
