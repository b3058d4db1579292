"""Who follows which thread, and what those one can sign in as find on their bell: read, but for the newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from mcs.board.actions.tell import listing_key, post_key, thread_context
from mcs.board.actions.trades import set_trade_follow
from mcs.board.enums import PostKind
from mcs.board.models import Comment, Follow, Post, PostQuerySet, Recommendation, Thanks
from mcs.board.notices import Answered, AnsweredElsewhere, AskedInTrade, Recommended, Reviewed, Thanked
from mcs.board.queries.post import answer_url
from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.notices.models import NoticeEntry
from mcs.notices.notice import MemberNotice

WATCHED = 4  # threads of others that each of them follows
UNREAD = 2  # lines
READ_AFTER = timedelta(minutes=50)
BATCH = 500


def ring_bells(members: Iterable[Member], now: datetime) -> None:
    """Writes both; the posts and all that was said under them are in the database."""
    _follow_what_one_wrote()
    for member in members:
        for post in _others_threads(member)[:WATCHED]:
            Follow.objects.get_or_create(member=member, post=post, defaults={"created_at": post.created_at})
        for listing in Listing.objects.published().filter(manager=member):
            set_trade_follow(member=member, listing=listing, follows=True)
        lines = sorted(_lines(member, now), key=lambda line: line.updated_at, reverse=True)
        for line in lines[UNREAD:]:
            line.read_at = min(now, line.updated_at + READ_AFTER)
        NoticeEntry.objects.bulk_create(lines)
        Member.objects.filter(pk=member.pk).update(unread_notices=len(lines[:UNREAD]))


def _follow_what_one_wrote() -> None:
    wrote = list(Post.objects.order_by("pk").values_list("author", "pk", "created_at"))
    wrote += Comment.objects.order_by("created_at", "pk").values_list("author", "post", "created_at")
    follows = [Follow(member_id=author, post_id=post, created_at=at) for author, post, at in wrote]
    Follow.objects.bulk_create(follows, BATCH, ignore_conflicts=True)


def _others_threads(member: Member) -> PostQuerySet:
    near = Post.objects.published().filter(district=member.district, comment_count__gte=3).exclude(author=member)
    return near.order_by("-created_at", "-pk")


def _lines(member: Member, now: datetime) -> Iterator[NoticeEntry]:
    for follow in Follow.objects.filter(member=member).select_related("post").order_by("pk"):
        yield from _answered(member, follow.post)
        yield from _thanked(member, follow.post, now)
    for listing in Listing.objects.published().filter(manager=member).order_by("pk"):
        yield from _about_business(member, listing)


def _answered(member: Member, post: Post) -> Iterator[NoticeEntry]:
    said = list(post.comments.exclude(author=member).select_related("author").order_by("created_at", "pk"))
    if said:
        kind = Answered if post.author_id == member.pk else AnsweredElsewhere
        told = [(comment.author, comment.created_at) for comment in said]
        yield _line(member, kind, post_key(post), answer_url(said[-1]), thread_context(post), told)


def _thanked(member: Member, post: Post, now: datetime) -> Iterator[NoticeEntry]:
    given = Thanks.objects.filter(comment__post=post, comment__author=member).select_related("member", "comment")
    told = [(one.member, min(now, one.comment.created_at + READ_AFTER)) for one in given if one.comment]
    if told:
        yield _line(member, Thanked, post_key(post), post.get_absolute_url(), {"title": post.title}, told)


def _about_business(member: Member, listing: Listing) -> Iterator[NoticeEntry]:
    key, context = listing_key(listing), {"title": listing.name}
    voices = Recommendation.objects.filter(listing=listing).select_related("member").order_by("-created_at", "-pk")[:3]
    if told := [(voice.member, voice.created_at) for voice in reversed(voices)]:
        yield _line(member, Recommended, key, listing.get_absolute_url(), context, told)
    reviews = Post.objects.filter(kind=PostKind.REVIEW, listing=listing).select_related("author").order_by("pk")
    for review in reviews[:1]:
        yield _line(member, Reviewed, key, review.get_absolute_url(), context, [(review.author, review.created_at)])
    asked = Post.objects.filter(kind=PostKind.REQUEST, categories=listing.category_id).select_related("author")
    for request in asked.order_by("-created_at", "-pk")[:1]:
        told = [(request.author, request.created_at)]
        yield _line(member, AskedInTrade, post_key(request), request.get_absolute_url(), {"title": request.title}, told)


def _line(
    member: Member,
    kind: type[MemberNotice],
    key: str,
    url: str,
    context: dict[str, str],
    told: Sequence[tuple[Member, datetime]],
) -> NoticeEntry:
    """A line that counts who did it, oldest first, each with when."""
    return NoticeEntry(
        member=member,
        kind=kind.name,
        key=key,
        url=url,
        context=context,
        actor=told[-1][0],
        counted=list(dict.fromkeys(str(by.pk) for by, _at in told)),
        created_at=told[0][1],
        updated_at=told[-1][1],
    )
