"""A merchant's request to be listed: received, published, declined, put back in the queue."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.directory.actions.facts import free_slug
from mcs.directory.actions.later import enqueue_after
from mcs.directory.actions.opening import write_opening
from mcs.directory.actions.standing import set_standing
from mcs.directory.enums import ChangeSource, ListingStatus, RequestStatus
from mcs.directory.models import Listing, ListingChange, ListingPhoto, ListingRequest
from mcs.directory.notices import RequestDeclined, RequestMerged, RequestPublished, RequestReceived
from mcs.directory.queries.desk import REQUESTS
from mcs.directory.queries.draft import Draft, draft_from
from mcs.directory.queries.listing import listing_photos
from mcs.directory.rules import merchant_token
from mcs.lib.absolute import absolute
from mcs.lib.ratelimit.limits import Limit
from mcs.members.models import Member
from mcs.moderation.actions.desk import record_decision, record_undone
from mcs.notices.notice import Notice
from mcs.notices.sending import send_email
from mcs.photos.models import Photo

TRIES = 5
MAILS = Limit("listing-request-mail", 3, 86_400)  # to one mailbox, which may be somebody else's
# A volunteer who noticed a slip at once takes it back before anybody heard of it.
TOLD_AFTER = timedelta(minutes=2)
# How long a press on "Publish" keeps the other volunteers' hands off: longer than any address takes to be found.
IN_HAND_FOR = timedelta(seconds=60)


def send_listing_request(*, message: str, email: str, photos: Sequence[Photo]) -> ListingRequest:
    """Keeps the message with a draft listing filled from it, and tells the merchant it has arrived.

    The same words from the same address are the same request: sent twice, even at once, they are kept once. Once it is
    decided its words may be public, so whoever sends them again has proved nothing: see `remind_merchant`.
    """
    digest = hashlib.sha256(f"{email}\n{message}".encode()).hexdigest()
    draft = draft_from(message)  # before the transaction: a geocoder outside may be slow
    for _time in range(TRIES):
        known = ListingRequest.objects.filter(digest=digest).select_related("listing").first()
        if known:
            if known.status == RequestStatus.WAITING and not known.listing.listing_photos.exists():
                _add_photos(known.listing, photos)
            return known
        try:
            with transaction.atomic():
                return _receive(message=message, email=email, digest=digest, draft=draft, photos=photos)
        except IntegrityError:
            continue  # the same message, or another merchant's with the same slug, came in between
    raise IntegrityError(f"No free slug for {draft.name!r} after {TRIES} tries.")


def _receive(*, message: str, email: str, digest: str, draft: Draft, photos: Sequence[Photo]) -> ListingRequest:
    listing = Listing(slug=free_slug(draft.name), **draft.values())
    write_opening(listing)
    listing.save()
    _add_photos(listing, photos)
    request = ListingRequest.objects.create(message=message, email=email, digest=digest, listing=listing)
    if MAILS.allows(email):
        _tell(request, RequestReceived, {})
    return request


def remind_merchant(*, request: ListingRequest) -> None:
    """Mails the merchant's own link again, a few times a day at most."""
    if MAILS.allows(request.email):
        _tell(request, RequestReceived, {})


def _add_photos(listing: Listing, photos: Sequence[Photo]) -> None:
    ListingPhoto.objects.bulk_create(
        ListingPhoto(listing=listing, photo=photo, position=position) for position, photo in enumerate(photos)
    )


def take_in_hand(*, request: ListingRequest, member: Member) -> bool:
    """Whether the member may decide the request now: it waits, and no other volunteer pressed within IN_HAND_FOR.

    One statement, so that of two volunteers who press at once only one gets it, on both databases.
    """
    now = timezone.now()
    free = Q(handled_by=None) | Q(handled_by=member) | Q(handled_at__lt=now - IN_HAND_FOR)
    waiting = ListingRequest.objects.filter(free, pk=request.pk, status=RequestStatus.WAITING)
    return waiting.update(handled_by=member, handled_at=now) == 1


@transaction.atomic
def publish_listing_request(*, request: ListingRequest, member: Member) -> bool:
    """Puts the draft in the directory, on the map and in the album; the merchant is told when TOLD_AFTER is over.

    False when another volunteer decided it in between, or is about to: nothing is done or said twice.
    """
    request = _lock(request)
    if request.status != RequestStatus.WAITING or not take_in_hand(request=request, member=member):
        return False
    listing, now = request.listing, timezone.now()
    photos = listing_photos(listing)
    set_standing(
        listing,
        ListingStatus.PUBLISHED,
        published_at=now,
        checked_on=timezone.localdate(),
        slug=free_slug(listing.name, listing),
        cover=photos[0] if photos else None,
    )
    _handle(request, RequestStatus.PUBLISHED, member)
    _record(request, member, _("%(name)s is published."))
    ListingChange.objects.create(
        listing=listing, source=ChangeSource.REQUEST, member=member, values={"status": ["draft", "published"]}
    )
    _tell_later(request)
    return True


@transaction.atomic
def decline_listing_request(*, request: ListingRequest, member: Member, reason: str) -> bool:
    """Keeps the request out of the directory; the merchant is told why when TOLD_AFTER is over.

    False when another volunteer decided it in between: a published one is left as it is.
    """
    request = _lock(request)
    if request.status != RequestStatus.WAITING or not take_in_hand(request=request, member=member):
        return False
    request.reason = reason
    _handle(request, RequestStatus.DECLINED, member)
    _record(request, member, _("%(name)s is not published."))
    _tell_later(request)
    return True


@transaction.atomic
def reopen_listing_request(*, request: ListingRequest, member: Member) -> bool:
    """Puts a decided request back in the queue, where it was; its page, if it had one, is a draft again.

    False when it waits already, or when its page has left the directory since or was made part of another. The
    merchant hears nothing of a decision taken back before TOLD_AFTER was over.
    """
    request = _lock(request)
    listing = request.listing
    if request.status == RequestStatus.WAITING or listing.status == ListingStatus.REMOVED:
        return False
    if listing.is_published:
        made = listing.changes.filter(source=ChangeSource.REQUEST, undone_by=None).first()
        set_standing(listing, ListingStatus.DRAFT, published_at=None)
        ListingChange.objects.create(
            listing=listing,
            source=ChangeSource.UNDO,
            member=member,
            undoes=made,
            values={"status": ["published", "draft"]},
        )
    request.reason = ""
    _handle(request, RequestStatus.WAITING, None)
    record_undone(queue=REQUESTS, key=str(request.pk), member=member)
    return True


def tell_decision(*, request_pk: int, decided_at: datetime) -> bool:
    """Mails the merchant what was decided then; False when it was taken back or decided otherwise since."""
    request = ListingRequest.objects.select_related("listing__merged_into").filter(pk=request_pk).first()
    if request is None or request.handled_at != decided_at or not request.email:
        return False
    listing = request.listing
    if request.status == RequestStatus.DECLINED:
        _tell(request, RequestDeclined, {"listing_name": listing.name, "reason": request.reason})
        return True
    kept = listing.merged_into or listing
    if not kept.is_published:
        return False
    page = absolute(kept.get_absolute_url())
    if kept == listing and listing.changes.filter(source=ChangeSource.REQUEST).exists():
        _tell(request, RequestPublished, {"listing_name": listing.name, "page": page})
    else:
        claim = absolute(reverse("directory:claim_listing", args=[kept.slug]))
        _tell(request, RequestMerged, {"listing_name": kept.name, "page": page, "claim": claim})
    return True


def _lock(request: ListingRequest) -> ListingRequest:
    # Of the request alone: the category's row is nobody's to hold.
    requests = ListingRequest.objects.select_for_update(of=("self",)).select_related("listing__category", "handled_by")
    return requests.get(pk=request.pk)


def _handle(request: ListingRequest, status: RequestStatus, member: Member | None) -> None:
    request.status = status
    request.handled_by = member
    request.handled_at = timezone.now() if member else None
    request.save()


def _record(request: ListingRequest, member: Member, said: str) -> None:
    name = request.listing.name
    record_decision(
        queue=REQUESTS,
        key=str(request.pk),
        member=member,
        said=said % {"name": name},
        title=name,
        since=request.created_at,
    )


def _tell_later(request: ListingRequest) -> None:
    decided_at = request.handled_at.isoformat() if request.handled_at else ""
    enqueue_after("mcs.directory.tasks.tell_decision", delay=TOLD_AFTER, request_pk=request.pk, decided_at=decided_at)


def _tell(request: ListingRequest, notice: type[Notice], context: dict[str, Any]) -> None:
    if not request.email:
        return
    path = reverse("directory:merchant_page", args=[merchant_token(request)])
    link = absolute(path)
    send_email(notice=notice, to=request.email, context=context | {"link": link})
