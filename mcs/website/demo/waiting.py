"""Some forty other things that wait on the volunteers' desk, in each of its queues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mcs.board.enums import ContentStatus, HoldReason, PostKind
from mcs.board.models import Comment, Post, Recommendation
from mcs.directory.actions.requests import send_listing_request
from mcs.directory.actions.suggestions import suggest_business
from mcs.directory.enums import ClaimProof, ClaimStatus, SuggestionKind
from mcs.directory.models import Claim, Listing, ListingRequest, Suggestion
from mcs.members.models import Member
from mcs.moderation.enums import Ground, Measure, Outcome, Trace
from mcs.moderation.models import Appeal, Decision, Likeness, Report, Sanction
from mcs.website.demo.plan import Network
from mcs.website.demo.words import read


@dataclass(frozen=True)
class Waiting:
    """The network, in which everything is since so many hours."""

    network: Network
    now: datetime
    words: dict[str, Any]

    def since(self, hours: float) -> datetime:
        return self.now - timedelta(hours=hours)

    def neighbour(self, number: int) -> Member:
        """One who has been there for long."""
        return self.network.crowd.writers[number].member

    def newcomer(self, number: int, at: datetime) -> Member:
        """One of those who had just joined then."""
        joined = [one.member for one in self.network.crowd.everybody if one.first and one.member.joined_at < at]
        return joined[-1 - number]


def fill_queues(network: Network, now: datetime) -> None:
    """Writes data/waiting.toml, whose members, listings and posts are in the database."""
    waiting = Waiting(network, now, read("waiting"))
    _ask(waiting)
    _suggest(waiting)
    _hold(waiting)
    _report(waiting)
    _appeal(waiting)
    _resemble(waiting)


def _ask(waiting: Waiting) -> None:
    """Merchants who want to be listed, and members who say that a business is theirs."""
    for email, hours, message in waiting.words["asked"]:
        request = send_listing_request(message=message, email=email, photos=())
        ListingRequest.objects.filter(pk=request.pk).update(created_at=waiting.since(hours))
    managed = [business.listing for business in waiting.network.businesses if business.listing.manager_id]
    Claim.objects.bulk_create(
        Claim(
            listing=listing,
            member=waiting.neighbour(number),
            proof=ClaimProof.PHONE,
            target=listing.phone,
            status=ClaimStatus.WAITING,
            created_at=waiting.since(hours),
            expires_at=timezone.now() + timedelta(days=7),
        )
        for number, (hours, listing) in enumerate(zip(waiting.words["claims"], managed, strict=False))
    )


def _suggest(waiting: Waiting) -> None:
    """What is missing, wrong or closed."""
    for number, (hours, text) in enumerate(waiting.words["missing"]):
        made = suggest_business(member=waiting.neighbour(10 + number), text=text)
        Suggestion.objects.filter(pk=made.pk).update(created_at=waiting.since(hours))
    listings = iter([business.listing for business in waiting.network.businesses if business.listing.phone][200:])
    said: list[tuple[Listing, SuggestionKind, float, str, dict[str, str]]] = [
        (next(listings), SuggestionKind.CORRECTION, hours, text, {"phone": phone})
        for hours, phone, text in waiting.words["corrections"]
    ]
    said += [(next(listings), SuggestionKind.CLOSED, hours, text, {}) for hours, text in waiting.words["closed"]]
    Suggestion.objects.bulk_create(
        Suggestion(
            listing=listing,
            member=waiting.neighbour(20 + number),
            kind=kind,
            text=text,
            values=values,
            created_at=waiting.since(hours),
        )
        for number, (listing, kind, hours, text, values) in enumerate(said)
    )


def _held(waiting: Waiting, number: int, hours: float, why: str) -> tuple[Member, dict[str, Any]]:
    at = waiting.since(hours)
    held = {"created_at": at, "status": ContentStatus.HELD, "hold_reason": HoldReason(why)}
    return waiting.newcomer(number, at), held


def _hold(waiting: Waiting) -> None:
    """Good tips, answers and recommendations of newcomers, who are read first."""
    ends_on = timezone.localdate(waiting.now) + timedelta(days=10)
    posts, comments, voices = [], [], []
    for number, (hours, why, title, body) in enumerate(waiting.words["posts"]):
        author, held = _held(waiting, number, hours, why)
        posts.append(Post(kind=PostKind.TIP, author=author, title=title, body=body, ends_on=ends_on, **held))
    threads = [one.post for one in waiting.network.threads if one.post.created_at < waiting.since(40)]
    for number, (hours, why, text) in enumerate(waiting.words["answers"]):
        author, held = _held(waiting, 5 + number, hours, why)
        comments.append(Comment(post=threads[-1 - number], author=author, text=text, **held))
    listing = next(one.listing for one in waiting.network.businesses if not one.listing.manager_id)
    for number, (hours, why, text) in enumerate(waiting.words["voices"]):
        author, held = _held(waiting, 10 + number, hours, why)
        voices.append(Recommendation(listing=listing, member=author, text=text, **held))
    Post.objects.bulk_create(posts)
    Comment.objects.bulk_create(comments)
    Recommendation.objects.bulk_create(voices)


def _report(waiting: Waiting) -> None:
    """Posts that neighbours object to."""
    posts = [one.post for one in waiting.network.threads if one.post.kind == PostKind.REVIEW][-20:]
    Report.objects.bulk_create(
        Report(
            kind="publication",
            key=str(post.pk),
            url=post.get_absolute_url(),
            title=post.title,
            excerpt=f"{post.title}\n{post.body}",
            author=post.author,
            reporter=waiting.neighbour(40 + number),
            reason=why,
            text=text,
            created_at=waiting.since(hours),
        )
        for number, ((hours, why, text), post) in enumerate(zip(waiting.words["reports"], posts, strict=False))
    )


def _appeal(waiting: Waiting) -> None:
    """Authors of removed answers, who ask for another look."""
    threads = [one.post for one in waiting.network.threads if one.post.created_at < waiting.since(200)]
    for number, (hours, removed, facts, text) in enumerate(waiting.words["appeals"]):
        decided_at = waiting.since(hours + 30)
        comment = Comment.objects.create(
            post=threads[-1 - number],
            author=waiting.neighbour(50 + number),
            text=removed,
            created_at=waiting.since(hours + 40),
            status=ContentStatus.REMOVED,
            hold_reason=HoldReason.DECISION,
            removed_at=decided_at,
        )
        about = {"kind": "reponse", "key": str(comment.pk), "url": comment.get_absolute_url(), "title": removed[:80]}
        decision = _decision(comment.author, decided_at, Outcome.REMOVED, facts, excerpt=removed, **about)
        Appeal.objects.create(decision=decision, text=text, created_at=waiting.since(hours))


def _resemble(waiting: Waiting) -> None:
    """Newcomers who resemble a neighbour suspended last week."""
    banned, began = waiting.neighbour(60), waiting.since(24 * 8)
    facts = "Trois fois en un mois, un acompte a été demandé pour un objet qui n’existait pas."
    about = {"kind": "mesure", "url": f"/voisins/{banned.pk}/", "title": str(Measure.BAN.label)}
    decision = _decision(banned, began, Outcome.MEASURE, facts, **about)
    Decision.objects.filter(pk=decision.pk).update(key=decision.reference)
    ends_at = waiting.now + timedelta(days=22)
    ban = Sanction.objects.create(
        decision=decision, member=banned, kind=Measure.BAN, starts_at=began, ends_at=max(ends_at, timezone.now())
    )
    Likeness.objects.bulk_create(
        Likeness(member=waiting.newcomer(20 + number, at), ban=ban, by=Trace.BLOCK, created_at=at)
        for number, at in enumerate(map(waiting.since, waiting.words["likenesses"]))
    )


def _decision(author: Member, at: datetime, outcome: Outcome, facts: str, **about: str) -> Decision:
    reasons = {"ground": Ground.CHARTER, "rule": "Parler aux autres comme à des voisins", "facts": facts}
    return Decision.objects.create(author=author, decided_at=at, outcome=outcome, **reasons, **about)
