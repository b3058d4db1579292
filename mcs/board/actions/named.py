"""A business named on the board that the directory doesn't know: proposed to the volunteers; once it is listed, the
answer recommends it and the review stands on its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mcs.board.actions.index import index_posts
from mcs.board.actions.recommend import recommend_listing
from mcs.board.actions.tell import tell_reviewed
from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post
from mcs.board.rules import may_recommend
from mcs.directory.actions.later import enqueue_after
from mcs.directory.actions.suggestions import suggest_business
from mcs.directory.models import Listing
from mcs.lib.absolute import absolute


def queue_proposal(thing: Post | Comment, about: str) -> None:
    """In a job: reading an address may ask a geocoder outside."""
    key = {"post_pk" if isinstance(thing, Post) else "comment_pk": thing.pk}
    enqueue_after("mcs.board.tasks.propose_named", delay=timedelta(), about=about, **key)


def propose_named(*, about: str, comment_pk: int | None = None, post_pk: int | None = None) -> None:
    """Puts the business that the answer or the post names in the volunteers' queue, once, with what was said of it."""
    thing: Post | Comment | None
    if post_pk is not None:
        thing = Post.objects.select_related("author").filter(pk=post_pk).first()
    else:
        thing = Comment.objects.select_related("author", "post").filter(pk=comment_pk or 0).first()
    if thing is None or thing.suggestion_id or not thing.named:
        return
    said = _("Named in “%(title)s”: %(url)s")
    if isinstance(thing, Comment):
        said = _("Named in an answer to “%(title)s”: %(url)s")
    title = thing.title if isinstance(thing, Post) else thing.post.title
    where = said % {"title": title, "url": absolute(thing.get_absolute_url())}
    suggestion = suggest_business(member=thing.author, name=thing.named, text=about, where=where)
    type(thing)._default_manager.filter(pk=thing.pk).update(suggestion=suggestion)


@transaction.atomic
def attach_named(listing: Listing) -> None:
    """What named the business before it was listed names it now; answers recommend it."""
    name_in_answers(_waiting(Comment, listing), listing)
    name_in_posts(_waiting(Post, listing), listing)


def attach_to_kept(keep: Listing, drop: Listing) -> dict[str, list[int]]:
    """What named the other names the kept one; returns the keys of those answers and posts."""
    answers, posts = _waiting(Comment, drop), _waiting(Post, drop)
    return {"named": name_in_answers(answers, keep), "named_in_posts": name_in_posts(posts, keep)}


def _waiting(model: type[Post] | type[Comment], listing: Listing) -> list[int]:
    found = model._default_manager.filter(suggestion__listing=listing, listing=None).exclude(named="")
    return list(found.order_by("pk").values_list("pk", flat=True))


def name_in_posts(pks: Sequence[int], listing: Listing) -> list[int]:
    """Those of these posts that name no listing yet name this one, but a review by whoever runs it; returns their
    keys."""
    posts = Post.objects.select_related("author").filter(pk__in=pks, listing=None).order_by("pk")
    attached = [post for post in posts if post.kind != PostKind.REVIEW or may_recommend(post.author, listing)]
    keys = [post.pk for post in attached]
    Post.objects.filter(pk__in=keys).update(listing=listing)
    index_posts(keys)
    for post in attached:
        post.listing = listing
        if post.kind == PostKind.REVIEW:
            tell_reviewed(post)
    return keys


def name_in_answers(pks: Sequence[int], listing: Listing) -> list[int]:
    """Those of these answers that name no listing yet name this one; returns their keys."""
    comments = Comment.objects.select_related("author", "post").filter(pk__in=pks, listing=None).order_by("pk")
    attached = list(comments)
    Comment.objects.filter(pk__in=[comment.pk for comment in attached]).update(listing=listing)
    for comment in attached:
        if comment.is_published and may_recommend(comment.author, listing):
            recommend_listing(listing=listing, member=comment.author, text=comment.text, comment=comment)
    index_posts({comment.post_id for comment in attached})
    return [comment.pk for comment in attached]
