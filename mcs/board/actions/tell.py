"""Who is told of what happens on the board."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mcs.board.models import Comment, Follow, Post, Recommendation, Reply
from mcs.board.notices import (
    Answered,
    AnsweredElsewhere,
    AskedInTrade,
    Decided,
    Recommended,
    Refused,
    Replied,
    RequestEnds,
    Reviewed,
    Solved,
    Thanked,
)
from mcs.board.queries.held import Held, held_author, held_title
from mcs.board.queries.post import answer_url
from mcs.board.queries.trades import trade_followers
from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.notices.actions.tell import take_back
from mcs.notices.sending import tell


def post_key(post: Post) -> str:
    """What a line about the post or its answers is filed under."""
    return f"post-{post.pk}"


def listing_key(listing: Listing) -> str:
    """What a line about the listing is filed under."""
    return f"listing-{listing.pk}"


def thread_context(post: Post) -> dict[str, str]:
    """What a line about answers says of the post, and how its thread is muted."""
    return {"title": post.title, "mute_url": reverse("board:post_follow", args=[post.pk])}


def tell_answered(comment: Comment) -> None:
    """The post's author and whoever follows it, but who muted it."""
    post = comment.post
    follows = Follow.objects.filter(post=post, is_muted=False).select_related("member").order_by("pk")
    members = [follow.member for follow in follows]
    about: dict[str, Any] = {
        "key": post_key(post),
        "url": answer_url(comment),
        "context": thread_context(post),
        "actor": comment.author,
    }
    tell(members=[member for member in members if member.pk == post.author_id], kind=Answered, **about)
    tell(members=[member for member in members if member.pk != post.author_id], kind=AnsweredElsewhere, **about)


def take_answer_back(comment: Comment) -> None:
    """Of an answer that was removed nobody is told any more, unless its author has another one there."""
    others = Comment.objects.published().filter(post=comment.post_id, author=comment.author_id)
    if not others.exclude(pk=comment.pk).exists():
        key, author = post_key(comment.post), str(comment.author_id)
        take_back(kinds=[Answered, AnsweredElsewhere], key=key, counts=author)


def take_thanks_back(thing: Post | Comment, by: Member) -> None:
    """The author is not told of thanks that were taken back."""
    post = thing if isinstance(thing, Post) else thing.post
    take_back(kinds=[Thanked], key=post_key(post), counts=str(by.pk))


def tell_solved(comment: Comment) -> None:
    """Whoever's answer it was."""
    post = comment.post
    about: dict[str, Any] = {"key": post_key(post), "url": answer_url(comment), "context": thread_context(post)}
    tell(members=[comment.author], kind=Solved, actor=post.author, **about)


def tell_thanked(thing: Post | Comment, by: Member) -> None:
    """The author of what was thanked for."""
    post = thing if isinstance(thing, Post) else thing.post
    url = thing.get_absolute_url() if isinstance(thing, Post) else answer_url(thing)
    tell(members=[thing.author], kind=Thanked, key=post_key(post), url=url, context={"title": post.title}, actor=by)


def tell_published(post: Post) -> None:
    """Those whom a post concerns that nobody follows yet."""
    tell_reviewed(post)
    tell_asked(post)


def tell_asked(request: Post) -> None:
    """Merchants who asked to hear of requests in its trades; nobody for a post that is no open request."""
    about: dict[str, Any] = {"key": post_key(request), "url": request.get_absolute_url(), "actor": request.author}
    tell(members=trade_followers(request), kind=AskedInTrade, context={"title": request.title}, **about)


def tell_recommended(recommendation: Recommendation) -> None:
    """Whoever runs the business."""
    listing = recommendation.listing
    about: dict[str, Any] = {
        "key": listing_key(listing),
        "url": listing.get_absolute_url(),
        "context": {"title": listing.name},
    }
    tell(members=_manager(listing), kind=Recommended, actor=recommendation.member, **about)


def tell_reviewed(review: Post) -> None:
    """Whoever runs the business; nobody for a post that is no review of one."""
    if review.listing is None or not review.is_published:
        return
    about: dict[str, Any] = {"key": listing_key(review.listing), "url": review.get_absolute_url()}
    context = {"title": review.listing.name}
    tell(members=_manager(review.listing), kind=Reviewed, context=context, actor=review.author, **about)


def tell_replied(reply: Reply) -> None:
    """Whoever wrote the review or the recommendation."""
    review, voice = reply.review, reply.recommendation
    author = review.author if review else voice.member if voice else None
    about: dict[str, Any] = {
        "key": listing_key(reply.listing),
        "url": reply.get_absolute_url(),
        "context": {"title": reply.listing.name},
    }
    tell(members=[author] if author else [], kind=Replied, actor=reply.author, **about)


def tell_decided(thing: Held, *, published: bool, was_public: bool) -> None:
    """The author of what was held; and those it now concerns, as if it had just been written, unless it was public
    before and they were told then."""
    author, url = held_author(thing), _where(thing)
    if not published and isinstance(thing, Post):
        url = reverse("board:feed")
    about: dict[str, Any] = {
        "key": f"{type(thing).__name__.lower()}-{thing.pk}",
        "url": url,
        "context": {"title": thing.text[:80] if isinstance(thing, Comment) else held_title(thing)},
    }
    tell(members=[author] if author else [], kind=Decided if published else Refused, **about)
    if not published or was_public:
        return
    if isinstance(thing, Comment):
        tell_answered(thing)
    elif isinstance(thing, Post):
        tell_published(thing)
    elif isinstance(thing, Reply):
        tell_replied(thing)
    else:
        tell_recommended(thing)


def tell_request_ends(post: Post) -> None:
    """Its author."""
    about: dict[str, Any] = {"key": post_key(post), "url": post.get_absolute_url(), "context": {"title": post.title}}
    tell(members=[post.author], kind=RequestEnds, **about)


def _where(thing: Held) -> str:
    if isinstance(thing, Comment):
        return thing.post.get_absolute_url()
    return thing.listing.get_absolute_url() if isinstance(thing, Recommendation) else thing.get_absolute_url()


def _manager(listing: Listing) -> list[Member]:
    return [listing.manager] if listing.manager else []
