"""What waits on the volunteers' desk on a fresh demo: a message, what neighbours point out, and a claim; and what
neighbours looked for in vain."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post
from mcs.directory.actions.needs import record_unmet_need
from mcs.directory.actions.requests import send_listing_request
from mcs.directory.actions.suggestions import suggest_business, suggest_correction
from mcs.directory.enums import ClaimProof, ClaimStatus, SuggestionKind
from mcs.directory.models import Claim, Listing
from mcs.moderation.actions.report import report_subject
from mcs.moderation.enums import ReportReason
from mcs.moderation.models import CannedAnswer
from mcs.moderation.reportables import find_subject
from mcs.website.demo.plan import Network
from mcs.website.demo.words import read


def fill_desk(network: Network) -> None:
    """One item of each kind that volunteers decide, from members who have been there for long."""
    words = read("requests")
    send_listing_request(**words["waiting"], photos=())
    members = network.crowd.everybody
    listings = [business.listing for business in network.businesses if business.listing.phone]
    wrong, closed, managed = listings[40], listings[80], next(one for one in listings[120:] if one.manager_id)
    suggest_correction(
        listing=wrong,
        member=members[20].member,
        kind=SuggestionKind.CORRECTION,
        text=words["correction"]["text"],
        values={"phone": words["correction"]["phone"]},
    )
    suggest_correction(
        listing=closed,
        member=members[30].member,
        kind=SuggestionKind.CLOSED,
        text=words["closed"]["text"],
        values={},
    )
    suggest_business(member=members[40].member, text=words["missing"]["text"])
    _claim(managed, network)
    _report(network)
    _look_in_vain(words["needs"])
    claire = network.crowd.by_email["claire@demo.example"].member
    CannedAnswer.objects.bulk_create(CannedAnswer(written_by=claire, **answer) for answer in read("canned")["answer"])


def _look_in_vain(needs: dict[str, int]) -> None:
    """What neighbours searched the directory for, so many of them, and did not find."""
    for said, times in needs.items():
        for neighbour in range(times):
            record_unmet_need(said=said, block=f"demo-{neighbour}")


def _claim(listing: Listing, network: Network) -> None:
    """Proved by a code on the telephone, of a page that somebody manages already: volunteers settle it."""
    Claim.objects.create(
        listing=listing,
        member=network.crowd.everybody[50].member,
        proof=ClaimProof.PHONE,
        target=listing.phone,
        status=ClaimStatus.WAITING,
        expires_at=timezone.now() + timedelta(days=7),
    )


def _report(network: Network) -> None:
    """A tip and an answer that neighbours object to."""
    words = read("requests")["reported"]
    reporter = network.crowd.everybody[60].member
    tip = Post.objects.filter(kind=PostKind.TIP).exclude(author=reporter).order_by("-created_at", "pk").first()
    answer = Comment.objects.exclude(author=reporter).order_by("-created_at", "pk").first()
    about = (("publication", tip, ReportReason.FALSE, "tip"), ("reponse", answer, ReportReason.RUDE, "answer"))
    for kind, thing, reason, name in about:
        subject = find_subject(kind, str(thing.pk)) if thing else None
        if subject:
            report_subject(subject=subject, reporter=reporter, reason=reason, text=words[name])
