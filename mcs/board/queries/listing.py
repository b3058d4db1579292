"""What the board knows of a listing: who recommends it, what was published about it, which one a name means."""

from __future__ import annotations

from django.db.models import BigIntegerField, Q, QuerySet
from django.utils.text import slugify

from mcs.board.models import Post, Recommendation
from mcs.board.queries.cards import for_cards
from mcs.board.queries.feed import FEED_SIZE
from mcs.directory.models import Listing
from mcs.directory.queries.search import suggest_listings
from mcs.lib.cursor import Page, page_of, paginate
from mcs.lib.french import fold
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member

RECOMMENDATIONS_SIZE = 5
POSTS_ON_LISTING = 3
NAMESAKES = 6
LISTING = Given("listing", BigIntegerField())


def listing_recommendations(listing: Listing, cursor: str) -> Page[Recommendation]:
    """Who recommends the listing, for what, in answer to which post: one query."""
    if not cursor:
        return page_of(_newest_recommendations.objects(listing=listing.pk), RECOMMENDATIONS_SIZE)
    return paginate(_recommendations().filter(listing=listing), cursor, RECOMMENDATIONS_SIZE)


@Prepared
def _newest_recommendations() -> QuerySet[Recommendation]:
    newest = _recommendations().filter(listing=LISTING).order_by("-created_at", "-pk")
    return newest[: RECOMMENDATIONS_SIZE + 1]


def _recommendations() -> QuerySet[Recommendation]:
    return Recommendation.objects.published().select_related("member__district", "comment__post", "reply")


def listing_posts(listing: Listing, cursor: str) -> Page[Post]:
    """Reviews, news and tips about the listing, as cards: two queries."""
    return paginate(for_cards(Post.objects.published().filter(listing=listing)), cursor, FEED_SIZE)


def newest_about(listing: Listing) -> list[Post]:
    """The newest posts about the listing, one more than its page shows: one query."""
    return _newest_posts.objects(listing=listing.pk)


@Prepared
def _newest_posts() -> QuerySet[Post]:
    posts = Post.objects.published().filter(listing=LISTING).select_related("author__district")
    return posts.order_by("-created_at", "-pk")[: POSTS_ON_LISTING + 1]


def recommendation_of(member: Member, listing: Listing) -> Recommendation | None:
    """What the member said of the listing, if anything."""
    return listing.recommendations.filter(member=member).first()


def listings_named(name: str) -> list[Listing]:
    """The published listings that a typed name may mean: those called so, else what the directory suggests for it."""
    called = Q(name__iexact=name) | Q(slug=slugify(name))
    same = Listing.objects.published().for_cards().filter(called).order_by("-recommendation_count", "pk")
    if found := list(same[:NAMESAKES]):
        return found
    suggested = suggest_listings(name, NAMESAKES)
    return [listing for listing in suggested if fold(listing.name) == fold(name)] or suggested
