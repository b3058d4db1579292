"""Claiming a listing: from the first press to the manager's name, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from mcs.directory.actions.managers import set_manager, tell_merchant
from mcs.directory.enums import ChangeSource, ClaimProof, ClaimStatus
from mcs.directory.models import Claim, Listing, ListingChange, Vouch
from mcs.directory.notices import ClaimCode, ClaimGranted, ClaimRefused, ClaimRevoked
from mcs.directory.queries.desk import CLAIMS
from mcs.directory.rules.claims import (
    GARANTS,
    LIFETIMES,
    OUTLIVED,
    TRIES,
    check_may_vouch,
    code_of,
    digest_of,
    is_code,
    is_over,
    page_mark,
)
from mcs.lib.absolute import absolute
from mcs.lib.fetch import FetchFailed, FetchRefused, fetch_page
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.actions.desk import record_decision
from mcs.notices.notice import Notice
from mcs.notices.sending import send_email

# What a claim's `reason` holds while its page is looked at, and what came of it.
LOOKING, ABSENT, UNREACHABLE, REFUSED = "looking", "absent", "unreachable", "refused"
PAGES = (ClaimProof.WEBSITE, ClaimProof.FACEBOOK)


@transaction.atomic
def open_claim(*, listing: Listing, member: Member, proof: ClaimProof, target: str = "") -> Claim:
    """The member's one open claim of the listing; an older one of hers gives way. A code by e-mail leaves at once."""
    Listing.objects.select_for_update().get(pk=listing.pk)
    now = timezone.now()
    older = member.claims.filter(listing=listing, status=ClaimStatus.OPEN)
    older.update(status=ClaimStatus.EXPIRED, decided_at=now)
    claim = Claim.objects.create(
        listing=listing, member=member, proof=proof, target=target, created_at=now, expires_at=now + LIFETIMES[proof]
    )
    if proof != ClaimProof.NEIGHBOURS:
        claim.code_digest = digest_of(claim, code_of(claim))
        claim.save(update_fields=["code_digest"])
    if proof == ClaimProof.EMAIL:
        context = {"listing_name": listing.name, "code": code_of(claim), "link": _link("claim", claim.pk)}
        send_email(notice=ClaimCode, to=target, context=context | {"who": member.display_name})
    return claim


def type_code(*, claim: Claim, typed: str) -> Claim:
    """Proves the claim by its code. Raises Refusal for a wrong, old, used or worn-out one."""
    if claim.status != ClaimStatus.OPEN:
        raise Refusal(OUTLIVED, 410)
    if is_over(claim):
        raise Refusal(_("This code is too old. Ask for a new one."), 410)
    # Counted before comparing, in one statement: tries sent all at once can't read the same counter.
    if not Claim.objects.filter(pk=claim.pk, tries__lt=TRIES).update(tries=F("tries") + 1):
        raise Refusal(_("This code was tried too often, so it no longer works. Ask for a new one."), 429)
    if not is_code(claim, typed):
        raise Refusal(_("That is not the code. Check the six digits."))
    return prove(claim=claim)


@transaction.atomic
def prove(*, claim: Claim) -> Claim:
    """What follows from a proof: the member manages the listing, or, where somebody does already, a volunteer looks."""
    listing, claim = _lock(claim)
    if claim.status != ClaimStatus.OPEN:
        return claim
    if listing.is_published and listing.manager_id in (None, claim.member_id):
        _grant(listing, claim, None)
        return claim
    claim.status, claim.reason = ClaimStatus.WAITING, ""
    claim.save(update_fields=["status", "reason"])
    return claim


@transaction.atomic
def grant_claim(*, claim: Claim, member: Member) -> ListingChange | None:
    """A volunteer grants the claim, whatever was proved: what changed, None when it was decided already."""
    listing, claim = _lock(claim)
    if claim.status not in (ClaimStatus.OPEN, ClaimStatus.WAITING) or not listing.is_published:
        return None
    status, change = claim.status, _grant(listing, claim, member)
    _record(claim, member, _("%(who)s manages the page of %(name)s."), {"status": status, "change": change.pk})
    return change


@transaction.atomic
def refuse_claim(*, claim: Claim, member: Member, reason: str) -> bool:
    """A volunteer refuses the claim, with the reason its member reads; False when it was decided already."""
    _listing, claim = _lock(claim)
    if claim.status not in (ClaimStatus.OPEN, ClaimStatus.WAITING):
        return False
    status = claim.status
    _decide(claim, ClaimStatus.REFUSED, member, reason)
    _record(claim, member, _("Refused: %(name)s"), {"status": status})
    _tell(ClaimRefused, claim, {"reason": reason})
    return True


@transaction.atomic
def revoke_claim(*, claim: Claim, member: Member, reason: str) -> bool:
    """A volunteer takes a granted claim back; False when it isn't granted. The listing has no manager then."""
    listing, claim = _lock(claim)
    if claim.status != ClaimStatus.GRANTED:
        return False
    _decide(claim, ClaimStatus.REVOKED, member, reason)
    if listing.manager_id == claim.member_id:
        set_manager(listing=listing, manager=None, source=ChangeSource.CLAIM, member=member, tells=False)
    _tell(ClaimRevoked, claim, {"reason": reason})
    return True


@transaction.atomic
def note_call(*, claim: Claim, member: Member) -> bool:
    """Records who read the code out over the telephone, so that nobody calls again; False when it is over."""
    called = Claim.objects.filter(pk=claim.pk, status=ClaimStatus.OPEN, proof=ClaimProof.PHONE, decided_by=None)
    if not called.update(decided_by=member):
        return False
    _record(claim, member, _("Called: %(name)s"), {"status": ClaimStatus.OPEN})
    return True


@transaction.atomic
def vouch(*, claim: Claim, member: Member) -> bool:
    """A neighbour vouches, once; with the last one needed the claim is proved. False when she had already.

    Raises Refusal for who may not.
    """
    check_may_vouch(member, claim)
    _listing, claim = _lock(claim)
    _vouch, is_new = Vouch.objects.get_or_create(claim=claim, member=member)
    if claim.vouches.count() >= GARANTS:
        prove(claim=claim)
    return is_new


def ask_to_look(*, claim: Claim) -> None:
    """Queues a look at the claim's page for its code."""
    opened = Claim.objects.filter(pk=claim.pk, status=ClaimStatus.OPEN, proof__in=PAGES)
    if opened.update(reason=LOOKING):
        import_string("mcs.directory.tasks.look_at_page").enqueue(claim_pk=claim.pk)


def look_at_page(*, claim_pk: int, fetch: Callable[[str], str] = fetch_page) -> bool:
    """Looks for the code on the claim's page, outside any transaction; whether it was there."""
    claim = Claim.objects.filter(pk=claim_pk, status=ClaimStatus.OPEN, proof__in=PAGES).first()
    if claim is None or is_over(claim):
        return False
    found, problem = False, ABSENT
    try:
        found = _shows(fetch(claim.target), page_mark(claim))
    except FetchRefused:
        problem = REFUSED
    except FetchFailed:
        problem = UNREACHABLE
    if found:
        prove(claim=claim)
    else:
        Claim.objects.filter(pk=claim.pk, status=ClaimStatus.OPEN).update(reason=problem)
    return found


def _shows(page: str, mark: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(mark)}(?![\w-])", page, re.IGNORECASE) is not None


def _lock(claim: Claim) -> tuple[Listing, Claim]:
    """The listing first, whoever asks: two claims of one listing are decided one after the other."""
    # A merge may have moved the claim meanwhile: its listing is read, locked, then read again.
    while True:
        pk = Claim.objects.values_list("listing_id", flat=True).get(pk=claim.pk)
        listing = Listing.objects.select_for_update(of=("self",)).select_related("manager").get(pk=pk)
        found = Claim.objects.select_for_update(of=("self",)).select_related("member").get(pk=claim.pk)
        if found.listing_id == pk:
            found.listing = listing
            return listing, found


def _grant(listing: Listing, claim: Claim, decided_by: Member | None) -> ListingChange:
    _decide(claim, ClaimStatus.GRANTED, decided_by, "")
    by = decided_by or claim.member
    change = set_manager(listing=listing, manager=claim.member, source=ChangeSource.CLAIM, member=by)
    _tell(ClaimGranted, claim, {"edit": _link("listing_edit", listing.slug)})
    tell_merchant(listing, claim.member)
    return change


def _decide(claim: Claim, status: ClaimStatus, member: Member | None, reason: str) -> None:
    claim.status, claim.reason, claim.decided_by, claim.decided_at = status, reason, member, timezone.now()
    claim.save()


def _record(claim: Claim, member: Member, said: str, kept: dict[str, Any]) -> None:
    name = claim.listing.name
    record_decision(
        queue=CLAIMS,
        key=str(claim.pk),
        member=member,
        said=said % {"name": name, "who": claim.member.display_name},
        title=name,
        since=claim.created_at,
        about=claim.member,
        kept=kept,
    )


def _tell(notice: type[Notice], claim: Claim, context: dict[str, Any]) -> None:
    if claim.member.email:
        about = {"listing_name": claim.listing.name, "page": _link("listing", claim.listing.slug)}
        send_email(notice=notice, to=claim.member.email, context=about | context)


def _link(name: str, *args: Any) -> str:
    return absolute(reverse(f"directory:{name}", args=args))
