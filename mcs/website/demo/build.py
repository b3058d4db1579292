"""Writing the demo network into an empty database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from mcs.board.actions.index import reindex_posts
from mcs.board.actions.score import refresh_scores
from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post, PostPhoto, Recommendation, Thanks
from mcs.board.queries.finding import trades_meant
from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.index import reindex_all
from mcs.directory.actions.opening import write_opening
from mcs.directory.models import Category, Listing, ListingPhoto
from mcs.members import charter
from mcs.members.models import Consent, Member
from mcs.photos.models import Photo
from mcs.places.actions import load_places
from mcs.places.models import Street
from mcs.website.demo import DEMO_SIGN_INS
from mcs.website.demo.album import drawing
from mcs.website.demo.bells import ring_bells
from mcs.website.demo.conversations import write_conversations
from mcs.website.demo.desk import fill_desk
from mcs.website.demo.endings import end_threads
from mcs.website.demo.orders import write_orders
from mcs.website.demo.plan import Network, invent_network
from mcs.website.demo.waiting import fill_queues

BATCH = 500


class NetworkNotEmptyError(Exception):
    """The database has listings already: a demo among real ones could not be told apart."""


def build_demo(*, now: datetime, say: Callable[[str], object], with_photos: bool = True) -> Network:
    """Fills the database with the demo network and the media folder with its pictures.

    `say` gets a line for each step. Raises NetworkNotEmptyError when there is a listing already.
    """
    if Listing.objects.exists():
        raise NetworkNotEmptyError
    cache.clear()  # what is remembered of another network, trades or who has asked, is not this one's
    if not Street.objects.exists():
        load_places()
    if not Category.objects.exists():
        load_categories()
    network = invent_network(now=now, with_photos=with_photos)
    with drawing(network.album):
        with transaction.atomic():
            _write_members(network)
            say(_("%(count)s members") % {"count": len(network.crowd.everybody)})
            _write_listings(network, now)
            say(_("%(count)s listings") % {"count": len(network.businesses)})
            _write_board(network, now)
            say(_("%(count)s posts") % {"count": len(network.threads)})
            _count()
            refresh_scores()
            write_conversations(network.crowd, now)
            write_orders(network, now)
            ring_bells([network.crowd.by_email[email].member for _label, email in DEMO_SIGN_INS], now)
        reindex_all()
        reindex_posts()
        fill_desk(network)
        fill_queues(network, now)
        say(_("Drawing %(count)s photos…") % {"count": len(network.album.shown)})
    return network


def _write_members(network: Network) -> None:
    members = Member.objects.bulk_create([one.member for one in network.crowd.everybody], BATCH)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in members if member.email
    )
    Consent.objects.bulk_create([Consent(member=member, version=charter.VERSION) for member in members], BATCH)


def _write_listings(network: Network, now: datetime) -> None:
    shown = [one for one in network.album.shown if one.listing]
    for one in shown:
        one.photo.link = one.listing.get_absolute_url() if one.listing else ""
    Photo.objects.bulk_create([one.photo for one in shown], BATCH)
    for business in network.businesses:
        write_opening(business.listing, now=now)
    Listing.objects.bulk_create([business.listing for business in network.businesses], BATCH)
    positions: dict[int, int] = {}
    rows = []
    for one in shown:
        position = positions[id(one.listing)] = positions.get(id(one.listing), -1) + 1
        rows.append(ListingPhoto(listing=one.listing, photo=one.photo, position=position))
    ListingPhoto.objects.bulk_create(rows, BATCH)
    by_tag = {category.tag: category for category in Category.objects.all()}
    through = Listing.other_categories.through
    through.objects.bulk_create(
        through(listing=business.listing, category=by_tag[tag])
        for business in network.businesses
        for tag in business.others
    )


def _end_threads(network: Network, now: datetime) -> None:
    Thanks.objects.bulk_create(end_threads(network, now), BATCH)
    Comment.objects.bulk_update([said.comment for thread in network.threads for said in thread.said], ["thanks_count"])
    fields = ["closes_on", "closed_at", "close_reason", "solution"]
    Post.objects.bulk_update([thread.post for thread in network.threads], fields, BATCH)
    for thread in network.threads:
        if thread.post.kind == PostKind.REQUEST:
            thread.post.categories.set(trades_meant(f"{thread.post.title} {thread.post.body}"))


def _write_board(network: Network, now: datetime) -> None:
    for thread in network.threads:
        thread.post.comment_count = len(thread.said)
        answers = [said.comment.created_at for said in thread.said if said.comment.author != thread.post.author]
        thread.post.first_answer_at = min(answers, default=None)
    Post.objects.bulk_create([thread.post for thread in network.threads], BATCH)
    comments = [said.comment for thread in network.threads for said in thread.said]
    Comment.objects.bulk_create(sorted(comments, key=lambda comment: comment.created_at), BATCH)
    _end_threads(network, now)
    Recommendation.objects.bulk_create(network.recommendations, BATCH)
    shown = [one for one in network.album.shown if one.post]
    for one in shown:
        one.photo.link = one.post.get_absolute_url() if one.post else ""
    Photo.objects.bulk_create([one.photo for one in shown], BATCH)
    PostPhoto.objects.bulk_create(PostPhoto(post=one.post, photo=one.photo) for one in shown)


def _count() -> None:
    categories = list(Category.objects.all())
    for category in categories:
        category.listing_count = category.listings.published().count()
    Category.objects.bulk_update(categories, ["listing_count"], BATCH)
