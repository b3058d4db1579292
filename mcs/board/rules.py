"""Who may do what on the board, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post, Recommendation, Reply
from mcs.board.queries.held import QUEUE, Held, held_author, held_model
from mcs.directory.enums import ListingStatus
from mcs.directory.fair_order import NEW_ACCOUNT_DAYS
from mcs.directory.models import Listing
from mcs.lib.numbers import key
from mcs.lib.prepared import Given, Prepared
from mcs.lib.ratelimit.limits import Limit
from mcs.members.models import Member
from mcs.moderation.rules.desk import keeps

HOUR, DAY = 3600, 86_400
# One member, then everybody behind one address: a family, a café, or a machine that joins again and again.
POST_LIMITS = (Limit("board.post", 6, HOUR), Limit("board.post", 20, DAY))
POST_BLOCK_LIMITS = (Limit("board.post.block", 20, HOUR), Limit("board.post.block", 60, DAY))
COMMENT_LIMITS = (Limit("board.comment", 30, HOUR), Limit("board.comment", 120, DAY))
MARK_LIMIT = Limit("board.mark", 300, HOUR)  # thanks and follows of one member
EDIT_LIMIT = Limit("board.edit", 60, HOUR)
BURST, BURST_WITHIN = 3, timedelta(days=1)  # new accounts that recommend one listing before the next is held
RENEWAL_SALT = "board.renewal"
RENEWAL_AGE = timedelta(days=40)
COMMENT_BLOCK_LIMITS = (Limit("board.comment.block", 90, HOUR), Limit("board.comment.block", 360, DAY))


class PostGone(Http404):
    """The post was there and has been removed: worth another sentence than "never was"."""


def get_visible_post(user: AbstractBaseUser | AnonymousUser | None, pk: int) -> Post:
    """The post with what its page shows, if the user may see it; raises Http404, or PostGone once it was removed.

    Its author and volunteers see it also while it is held, and its author once removed.
    """
    found = _post.objects(post=key(str(pk)))
    if not found:
        raise Http404
    post = found[0]
    is_own = isinstance(user, Member) and user.pk == post.author_id
    if post.is_published or is_own or (post.status == ContentStatus.HELD and keeps(user, QUEUE)):
        return post
    raise PostGone if post.status == ContentStatus.REMOVED else Http404


@Prepared
def _post() -> QuerySet[Post]:
    shown = ("author__district", "district", "listing__category", "listing__district", "reply")
    return Post.objects.filter(pk=Given("post", BigIntegerField())).select_related(*shown).order_by()


def get_own_post(member: Member, pk: int, *, removed: bool = False) -> Post:
    """The member's own post, standing or (asked so) removed; raises Http404 for anyone else's."""
    posts = Post.objects.filter(author=member)
    if removed:
        return get_object_or_404(posts, pk=pk, status=ContentStatus.REMOVED)
    return get_object_or_404(posts.exclude(status=ContentStatus.REMOVED), pk=pk)


def get_own_comment(member: Member, pk: int, *, removed: bool = False) -> Comment:
    """The member's own answer under a post that stands, itself standing or (asked so) removed; else Http404."""
    comments = Comment.objects.select_related("post", "listing").filter(author=member)
    comments = comments.exclude(post__status=ContentStatus.REMOVED)
    if removed:
        return get_object_or_404(comments, pk=pk, status=ContentStatus.REMOVED)
    return get_object_or_404(comments.exclude(status=ContentStatus.REMOVED), pk=pk)


def get_published_post(pk: int) -> Post:
    """The post of that key that everybody sees; raises Http404."""
    posts = Post.objects.published().select_related("listing", "district")
    return get_object_or_404(posts, pk=pk)


def get_published_comment(pk: int) -> Comment:
    """The answer of that key that everybody sees; raises Http404."""
    comments = Comment.objects.published().select_related("post", "author")
    return get_object_or_404(comments, pk=pk, post__status=ContentStatus.PUBLISHED)


def renewal_token(post: Post) -> str:
    """What the link mailed to a request's author carries: it renews or closes that one request."""
    return signing.dumps(post.pk, salt=RENEWAL_SALT)


def get_post_by_token(token: str) -> Post:
    """The request a renewal link is for; raises Http404 for a forged or old one, a removed request, an author gone."""
    try:
        pk = signing.loads(token, salt=RENEWAL_SALT, max_age=RENEWAL_AGE)
    except signing.BadSignature as error:
        raise Http404 from error
    return get_object_or_404(Post.objects.published(), pk=pk, kind=PostKind.REQUEST, author__is_active=True)


def get_published_listing(slug: str) -> Listing:
    """The listing of that slug, or 404 when it is unknown or not published."""
    listing = Listing.objects.published().filter(slug=slug).first()
    if listing is None:
        raise Http404
    return listing


def get_run_listing(member: Member, slug: str) -> Listing:
    """The published listing of that slug that the member runs; raises Http404 for anyone else's."""
    return get_object_or_404(Listing.objects.published(), slug=slug, manager=member)


def may_recommend(member: Member, listing: Listing) -> bool:
    """Nobody recommends or reviews their own business, nor one that isn't published."""
    return listing.is_published and listing.manager_id != member.pk


def is_burst(member: Member, listing: Listing, now: datetime) -> bool:
    """Whether a new account would be one of several new ones that recommend the listing within a day."""
    settled = now - timedelta(days=NEW_ACCOUNT_DAYS)
    if member.joined_at <= settled:
        return False
    lately = Recommendation.objects.filter(listing=listing, created_at__gte=now - BURST_WITHIN)
    lately = lately.exclude(member=member).exclude(status=ContentStatus.REMOVED)
    return lately.filter(member__joined_at__gt=settled).count() >= BURST


def may_reply(member: Member, listing: Listing) -> bool:
    """The right of reply is the merchant's: whoever runs the business."""
    return listing.manager_id == member.pk


def get_review(pk: int) -> Post:
    """The published review of that key, of a listing that is published; raises Http404."""
    reviews = Post.objects.published().select_related("listing", "author")
    return get_object_or_404(reviews, pk=pk, kind=PostKind.REVIEW, listing__status=ListingStatus.PUBLISHED)


def get_recommendation(pk: int) -> Recommendation:
    """The published recommendation of that key; raises Http404."""
    found = Recommendation.objects.published().select_related("listing", "member")
    return get_object_or_404(found, pk=pk, listing__status=ListingStatus.PUBLISHED)


_HELD: dict[type[Held], tuple[str, ...]] = {  # what is read with each
    Post: ("author",),
    Comment: ("post", "author"),
    Recommendation: ("listing", "member"),
    Reply: ("listing", "author", "review", "recommendation"),
}


def get_held(user: AbstractBaseUser | AnonymousUser, kind: str, pk: int) -> Held:
    """What a keeper of the queue may decide on, by its word in the URL; raises Http404 for anyone else, and for one's
    own."""
    model = held_model(kind)
    if model is None or not keeps(user, QUEUE):
        raise Http404
    held: Held | None = model._default_manager.select_related(*_HELD[model]).filter(pk=pk).first()
    if held is None or held_author(held) == user:
        raise Http404
    return held


def may_post_now(member: Member | None, block: str) -> bool:
    """Counts one post by the member and from the address block, and says whether both are within the limits."""
    return _within(POST_LIMITS, POST_BLOCK_LIMITS, member, block)


def may_comment_now(member: Member | None, block: str) -> bool:
    """Counts one answer or recommendation, and says whether it is within the limits."""
    return _within(COMMENT_LIMITS, COMMENT_BLOCK_LIMITS, member, block)


def _within(own: tuple[Limit, ...], shared: tuple[Limit, ...], member: Member | None, block: str) -> bool:
    uses = [(limit, block) for limit in shared] + [(limit, str(member.pk)) for limit in own if member]
    return all(limit.allows(subject) for limit, subject in uses)
