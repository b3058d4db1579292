"""What members propose: received, taken, declined, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.directory.actions.facts import free_slug
from mcs.directory.actions.history import NotUndoable, undo_change
from mcs.directory.actions.later import enqueue_after
from mcs.directory.actions.requests import TOLD_AFTER
from mcs.directory.actions.restoring import apply_plain
from mcs.directory.actions.standing import remove_listing, set_standing
from mcs.directory.enums import ChangeSource, ListingStatus, RemovalReason, RequestStatus, SuggestionKind
from mcs.directory.listed import follow_listed, follow_refused
from mcs.directory.models import Listing, ListingChange, Suggestion
from mcs.directory.notices import SuggestionDeclined, SuggestionTaken
from mcs.directory.queries.desk import SUGGESTIONS
from mcs.directory.queries.draft import draft_from
from mcs.directory.queries.listing import listing_photos
from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.moderation.actions.desk import record_decision, record_undone
from mcs.notices.sending import send_email

TRIES = 5


@transaction.atomic
def suggest_correction(
    *, listing: Listing, member: Member, kind: SuggestionKind, text: str, values: dict[str, Any]
) -> Suggestion:
    """Keeps what the member says, with the facts as proposed (plain); the same said twice is kept once."""
    Listing.objects.select_for_update().get(pk=listing.pk)  # said twice at once, it is kept once too
    said = {"listing": listing, "member": member, "kind": kind, "text": text, "status": RequestStatus.WAITING}
    known = Suggestion.objects.filter(**said).first()
    if known and known.values == values:
        return known
    return Suggestion.objects.create(**said, values=values)


def suggest_business(*, member: Member, text: str, name: str = "", where: str = "") -> Suggestion:
    """Keeps a business that is missing, with the draft made from what was said; the same said twice is kept once.

    `name` is the business's where it was given apart, `where` a line that says where all this was said.
    """
    # Before the transaction: a geocoder outside may be slow.
    draft = draft_from("\n".join(filter(None, (name, text))))
    values = draft.values() | ({"name": name} if name else {})
    text = "\n".join(filter(None, (name, text, where)))
    for _time in range(TRIES):
        try:
            with transaction.atomic():
                Member.objects.select_for_update().get(pk=member.pk)
                said = {"member": member, "kind": SuggestionKind.MISSING, "text": text}
                known = Suggestion.objects.filter(**said, status=RequestStatus.WAITING).first()
                if known:
                    return known
                listing = Listing.objects.create(slug=free_slug(values["name"]), **values)
                return Suggestion.objects.create(**said, listing=listing)
        except IntegrityError:
            continue  # somebody took the slug in between
    raise IntegrityError(f"No free slug for {values['name']!r} after {TRIES} tries.")


@transaction.atomic
def take_suggestion(*, suggestion: Suggestion, member: Member) -> bool:
    """Does what was proposed, with the proposer's name in the history; False when it was decided before."""
    suggestion = _lock(suggestion)
    if suggestion.status != RequestStatus.WAITING:
        return False
    listing, source = suggestion.listing, ChangeSource.SUGGESTION
    by = suggestion.member or member
    change: ListingChange | None = None
    if suggestion.kind == SuggestionKind.CLOSED:
        change = remove_listing(listing=listing, reason=RemovalReason.CLOSED, source=source, member=by)
    elif suggestion.kind == SuggestionKind.MISSING:
        change = _publish(listing, by)
    elif suggestion.values:
        change = apply_plain(listing=listing, plain=suggestion.values, source=source, member=by, is_checked=True)
    _handle(suggestion, RequestStatus.PUBLISHED, member, change)
    _record(suggestion, member, _("Done: %(name)s."))
    if suggestion.kind == SuggestionKind.MISSING and listing.is_published:
        follow_listed(listing)
    return True


@transaction.atomic
def decline_suggestion(*, suggestion: Suggestion, member: Member, reason: str) -> bool:
    """Leaves everything as it is and tells the member why; False when it was decided before."""
    suggestion = _lock(suggestion)
    if suggestion.status != RequestStatus.WAITING:
        return False
    suggestion.reason = reason
    _handle(suggestion, RequestStatus.DECLINED, member, None)
    _record(suggestion, member, _("Not taken: %(name)s."))
    follow_refused(suggestion)
    return True


def tell_suggestion(*, suggestion_pk: int, decided_at: datetime) -> bool:
    """Mails the member what became of it; False when that was taken back since, or she has no e-mail."""
    suggestion = Suggestion.objects.select_related("listing", "member").filter(pk=suggestion_pk).first()
    if suggestion is None or suggestion.handled_at != decided_at or not (suggestion.member and suggestion.member.email):
        return False
    listing = suggestion.listing
    page = absolute(listing.get_absolute_url())
    context = {"listing_name": listing.name, "page": page if listing.is_published else "", "reason": suggestion.reason}
    notice = SuggestionTaken if suggestion.status == RequestStatus.PUBLISHED else SuggestionDeclined
    send_email(notice=notice, to=suggestion.member.email, context=context)
    return True


def _publish(listing: Listing, member: Member) -> ListingChange | None:
    if listing.status != ListingStatus.DRAFT:
        return None
    photos = listing_photos(listing)
    set_standing(
        listing,
        ListingStatus.PUBLISHED,
        published_at=timezone.now(),
        checked_on=timezone.localdate(),
        slug=free_slug(listing.name, listing),
        cover=photos[0] if photos else None,
    )
    values = {"status": ["draft", "published"]}
    return ListingChange.objects.create(listing=listing, source=ChangeSource.SUGGESTION, member=member, values=values)


def _lock(suggestion: Suggestion) -> Suggestion:
    suggestions = Suggestion.objects.select_for_update(of=("self",)).select_related("listing__category", "member")
    return suggestions.get(pk=suggestion.pk)


@transaction.atomic
def reopen_suggestion(*, suggestion: Suggestion, member: Member) -> bool:
    """Puts a decided suggestion back in the queue and takes back what it changed, even if that was changed again since.

    False when it waits already, or what it changed can't be taken back any more.
    """
    suggestion = _lock(suggestion)
    if suggestion.status == RequestStatus.WAITING or suggestion.handled_at is None:
        return False
    made = ListingChange.objects.filter(
        listing=suggestion.listing, source=ChangeSource.SUGGESTION, at=suggestion.handled_at, undone_by=None
    ).first()
    if made:
        try:
            undo_change(change=made, member=member, force=True)
        except NotUndoable:
            return False
    was_refused = suggestion.status == RequestStatus.DECLINED
    suggestion.status, suggestion.reason = RequestStatus.WAITING, ""
    suggestion.handled_by = suggestion.handled_at = None
    suggestion.save()
    record_undone(queue=SUGGESTIONS, key=str(suggestion.pk), member=member)
    if was_refused:
        follow_refused(suggestion)
    return True


def record_joined(*, suggestion: Suggestion, member: Member, change: ListingChange) -> None:
    """Keeps that the business proposed was in the directory already, and became part of its page by that change."""
    suggestion.listing = change.listing
    _record(suggestion, member, _("Made one with: %(name)s"), {"change": change.pk})


def _record(suggestion: Suggestion, member: Member, said: str, kept: dict[str, Any] | None = None) -> None:
    name = suggestion.listing.name
    record_decision(
        queue=SUGGESTIONS,
        key=str(suggestion.pk),
        member=member,
        said=said % {"name": name},
        title=name,
        since=suggestion.created_at,
        about=suggestion.member,
        kept=kept,
    )


def _handle(suggestion: Suggestion, status: RequestStatus, member: Member, change: ListingChange | None) -> None:
    """The change gets the very moment of the decision: by it the decision finds what it did."""
    now = timezone.now()
    suggestion.status, suggestion.handled_by, suggestion.handled_at = status, member, now
    suggestion.save()
    if change:
        change.at = now
        change.save(update_fields=["at"])
    enqueue_after(
        "mcs.directory.tasks.tell_suggestion",
        delay=TOLD_AFTER,
        suggestion_pk=suggestion.pk,
        decided_at=now.isoformat(),
    )
