"""What of the board can be reported: posts, reviews among them, answers and recommendations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mcs.board.actions.recommend import tell_listing, withdraw_recommendation
from mcs.board.actions.remove import remove_comment, remove_post, restore_comment, restore_post
from mcs.board.actions.reply import hide_reply, show_reply
from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models import Comment, Post, Recommendation, Reply
from mcs.lib.numbers import key as pk_of
from mcs.moderation.reportables import Reportable, Subject, register_reportable

Thing = TypeVar("Thing", Post, Comment, Recommendation, Reply)


def _post(key: str) -> Subject | None:
    post = Post.objects.select_related("author").filter(pk=pk_of(key)).first()
    if post is None:
        return None
    address = post.get_absolute_url()
    return Subject("publication", str(post.pk), post.title, post.text, address, post.author, post.is_published)


def _comment(key: str) -> Subject | None:
    comment = Comment.objects.select_related("author", "post").filter(pk=pk_of(key)).first()
    if comment is None:
        return None
    is_shown = comment.is_published and comment.post.is_published
    title = comment.text[:80]
    return Subject(
        "reponse", str(comment.pk), title, comment.text, comment.get_absolute_url(), comment.author, is_shown
    )


def _remove(model: type[Thing], take_down: Callable[[Thing], bool]) -> Callable[[str], bool]:
    """Also what its author had taken down: it can't be put back meanwhile, nor deleted between two statements."""

    @transaction.atomic
    def remove(key: str) -> bool:
        thing = model._default_manager.select_for_update().filter(pk=pk_of(key)).first()
        if thing is None:
            return False
        take_down(thing)
        return model._default_manager.filter(pk=thing.pk).update(hold_reason=HoldReason.DECISION) == 1

    return remove


def _restore(model: type[Thing], put_back: Callable[[Thing], bool]) -> Callable[[str], bool]:
    @transaction.atomic
    def restore(key: str) -> bool:
        thing = model._default_manager.filter(pk=pk_of(key)).first()
        if thing is None:
            return False
        model._default_manager.filter(pk=thing.pk).update(hold_reason="")
        return put_back(thing)

    return restore


def _recommendation(key: str) -> Subject | None:
    found = Recommendation.objects.select_related("member", "listing").filter(pk=pk_of(key)).first()
    if found is None:
        return None
    title, url = found.listing.name, f"{found.listing.get_absolute_url()}#recommandations"
    is_shown = found.is_published and found.listing.is_published
    return Subject("recommandation", str(found.pk), title, found.text, url, found.member, is_shown)


def _reply(key: str) -> Subject | None:
    found = Reply.objects.select_related("author", "listing", "review", "recommendation").filter(pk=pk_of(key)).first()
    if found is None:
        return None
    to = found.review or found.recommendation
    is_shown = found.is_published and found.listing.is_published and to is not None and to.is_published
    url = found.get_absolute_url()
    return Subject("replique", str(found.pk), found.listing.name, found.text, url, found.author, is_shown)


def _show_reply(key: str) -> bool:
    found = Reply.objects.filter(pk=pk_of(key), hold_reason=HoldReason.DECISION).first()
    return found is not None and show_reply(reply=found)


@transaction.atomic
def _restore_recommendation(key: str) -> bool:
    removed = Recommendation.objects.filter(pk=pk_of(key), hold_reason=HoldReason.DECISION)
    found = removed.select_related("listing").first()
    if found is None:
        return False
    removed.update(hold_reason="", status=ContentStatus.PUBLISHED, removed_at=None)
    tell_listing(found.listing)
    return True


POST = Reportable(
    kind="publication",
    label=_("Post"),
    find=_post,
    pages={"board:post": lambda args, anchor: "" if anchor.startswith(("reponse-", "replique-")) else str(args["pk"])},
    remove=_remove(Post, lambda post: remove_post(post=post)),
    restore=_restore(Post, lambda post: restore_post(post=post)),
)
COMMENT = Reportable(
    kind="reponse",
    label=pgettext_lazy("what somebody said", "Answer"),
    find=_comment,
    pages={
        "board:comment": lambda args, anchor: str(args["pk"]),
        "board:post": lambda args, anchor: anchor.removeprefix("reponse-") if anchor.startswith("reponse-") else "",
    },
    remove=_remove(Comment, lambda comment: remove_comment(comment=comment)),
    restore=_restore(Comment, lambda comment: restore_comment(comment=comment)),
)


RECOMMENDATION = Reportable(
    kind="recommandation",
    label=_("Recommendation"),
    find=_recommendation,
    pages={},
    remove=_remove(Recommendation, lambda found: withdraw_recommendation(recommendation=found)),
    restore=_restore_recommendation,
)
REPLY = Reportable(
    kind="replique",
    label=_("The merchant’s reply"),
    find=_reply,
    pages={
        "board:post": lambda args, anchor: anchor.removeprefix("replique-") if anchor.startswith("replique-") else ""
    },
    remove=_remove(Reply, lambda found: hide_reply(reply=found)),
    restore=_show_reply,
)


def register_subjects() -> None:
    """Makes them known to moderation."""
    register_reportable(RECOMMENDATION)
    register_reportable(REPLY)
    register_reportable(POST)
    register_reportable(COMMENT)
