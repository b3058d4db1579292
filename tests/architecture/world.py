"""One small network in which each role of the access table is somebody, and each place of its addresses something."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from mcs.board.enums import PostKind
from mcs.board.models import Post, Recommendation
from mcs.board.rules import renewal_token
from mcs.directory.actions.claims import open_claim
from mcs.directory.enums import ChangeSource, ClaimProof, ListingStatus, SuggestionKind
from mcs.directory.models import BroughtFile, Listing, ListingChange, ListingRequest, Suggestion
from mcs.directory.rules import merchant_token
from mcs.directory.rules.claims import transfer_token, vouch_token
from mcs.members.enums import Role
from mcs.members.models import DataExport, Member
from mcs.members.rules import email_undo_token
from mcs.messaging.actions.report import report_conversation
from mcs.messaging.actions.send import start_conversation
from mcs.messaging.enums import ReportReason
from mcs.moderation.actions.decide import Reasons
from mcs.moderation.actions.report import report_subject
from mcs.moderation.actions.sanctions import sanction_member
from mcs.moderation.enums import Ground, Measure, Outcome, Trace
from mcs.moderation.enums import ReportReason as ReportedFor
from mcs.moderation.models import Appeal, CannedAnswer, Decision, DeskDecision, DeskInvitation, Likeness
from mcs.moderation.queues import known_queue
from mcs.moderation.reportables import find_subject
from mcs.moderation.rules.mail import press_url
from mcs.notices.models import NoticeEntry, PushDevice
from mcs.notices.rules import mute_url, unsubscribe_url
from mcs.orders.rules.access import answer_token
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from tests.factories import make_comment, make_listing, make_member, make_order, make_post, make_volunteer
from tests.members.authenticator import SoftPasskey

ROLES = ("visitor", "member", "other", "merchant", "delegate", "volunteer")


def make_people() -> dict[str, Member | None]:
    """Who each column of the table is. "member" owns what is somebody's own; "other" is anybody else."""
    return {
        "visitor": None,
        "member": make_member("Nadia B.", email="nadia@network.example"),
        "other": make_member("Karim L."),
        "merchant": make_member("Sophie T."),
        "delegate": make_member("Paul R.", role=Role.DELEGATE),
        "volunteer": make_volunteer(),
    }


def make_places(people: dict[str, Member | None]) -> dict[str, Any]:
    """What stands for each {name} of the table's addresses."""
    member, merchant = people["member"], people["merchant"]
    assert member
    listing = make_listing(manager=merchant)
    draft = make_listing("Fleurs Michelet", status=ListingStatus.DRAFT, published_at=None)
    request = ListingRequest.objects.create(
        message="Bonjour, je suis fleuriste.", email="fleurs@network.example", listing=draft
    )
    twin = make_listing("Boucherie du Prado, chez Marcel")
    post = make_post(author=member)
    comment = make_comment(post, author=people["other"])
    return {
        "listing": listing.slug,
        "draft": draft.slug,
        **_request(people, request),
        "twin": twin.slug,
        "handover": transfer_token(listing, "nadia@network.example"),
        **_claims(member, listing, twin),
        "post": f"{post.pk}-{post.slug}",
        "postkey": post.pk,
        "comment": comment.pk,
        "renewal": renewal_token(post),
        "unsubscribe": unsubscribe_url(member, ["answered"]).rstrip("/").rpartition("/")[2],
        "mute": mute_url(NoticeEntry(member=member, key=f"post-{post.pk}", context={"mute_url": "/"})).split("/")[-2],
        "review": make_post("Très bien", kind=PostKind.REVIEW, listing=listing, author=member).pk,
        "voice": Recommendation.objects.create(listing=listing, member=member).pk,
        "neighbour": member.pk,
        **_conversations(people),
        **_order(member, listing),
        **_reports(people, post),
        **_measures(people),
        "photo": _photo(member, listing).key,
        "passkey": _passkey(member).pk,
        "device": PushDevice.objects.create(member=member, name="Firefox", endpoint="https://push.example/a").pk,
        "session": _session(member).pk,
        # Its file is not there: what serves it answers so.
        "export": DataExport.objects.create(member=member, expires_at=timezone.now() + timedelta(days=1)).key,
        "undo": email_undo_token(member, "nadia@ancienne.example"),
    }


def _request(people: dict[str, Member | None], request: ListingRequest) -> dict[str, Any]:
    """The merchant follows the request by a link; a volunteer may publish it from her e-mail, or brings a file."""
    queue, volunteer = known_queue("referencement"), people["volunteer"]
    assert volunteer
    (press,) = queue.presses(str(request.pk))
    address = press_url(volunteer, queue, str(request.pk), press)
    brought = BroughtFile.objects.create(name="rouet.csv", source="Le Rouet", content=b"", language="fr", rows=1)
    asked = {"request": request.pk, "token": merchant_token(request), "brought": brought.pk}
    return asked | {"press": address.rstrip("/").rpartition("/")[2]}


def _claims(member: Member, listing: Listing, twin: Listing) -> dict[str, Any]:
    """The member says that one business is hers, and that a fact of another is wrong; a volunteer corrected it once."""
    claim = open_claim(listing=twin, member=member, proof=ClaimProof.NEIGHBOURS)
    said = {"listing": listing, "member": member, "text": "Le téléphone a changé."}
    changed = {"source": ChangeSource.VOLUNTEER, "values": {"phone": ["", listing.phone]}}
    return {
        "claim": claim.pk,
        "garant": vouch_token(claim),
        "suggestion": Suggestion.objects.create(kind=SuggestionKind.CORRECTION, **said).pk,
        "decision": DeskDecision.objects.create(
            queue="gestion", key=str(claim.pk), said="Accordé", about=member, kept={"status": "open"}
        ).pk,
        "change": ListingChange.objects.create(listing=listing, **changed).pk,
    }


def _order(member: Member, listing: Listing) -> dict[str, Any]:
    """The member ordered from the merchant, who takes orders."""
    order = make_order(listing, member=member)
    return {"order": order.pk, "answer": answer_token(order)}


def _conversations(people: dict[str, Member | None]) -> dict[str, Any]:
    """The member talks with the merchant and with the volunteers, and has reported the merchant."""
    member, merchant = people["member"], people["merchant"]
    assert member
    assert merchant
    written = start_conversation(member=member, other=merchant, text="Bonjour")
    asked = start_conversation(member=member, other=None, text="Bonjour")
    assert written.sender
    report = report_conversation(side=written.sender, reason=ReportReason.OTHER, text="")
    return {
        "merchant": merchant.pk,
        "conversation": written.conversation_id,
        "asked": asked.conversation_id,
        "report": report.pk,
    }


def _reports(people: dict[str, Member | None], post: Post) -> dict[str, Any]:
    """The other reports the member's post, a volunteer removed another of hers, and she appeals."""
    member, other = people["member"], people["other"]
    assert member
    assert other
    subject = find_subject("publication", str(post.pk))
    assert subject
    waiting, _ = report_subject(subject=subject, reporter=other, reason=ReportedFor.RUDE, text="Insultant.")
    about = {"kind": "publication", "key": "0", "url": "/fil/", "title": "Arnaque", "excerpt": "…", "author": member}
    decision = Decision.objects.create(outcome=Outcome.REMOVED, ground=Ground.CHARTER, facts="Publicité.", **about)
    return {
        "notice": waiting.pk,
        "told": waiting.reference,
        "decided": decision.pk,
        "statement": decision.reference,
        "appeal": Appeal.objects.create(decision=decision, text="Ce n’est pas une publicité.").pk,
    }


def _measures(people: dict[str, Member | None]) -> dict[str, Any]:
    """A volunteer suspended somebody whom the member resembles, warned the member, and keeps an answer ready."""
    member, volunteer = people["member"], people["volunteer"]
    assert member
    assert volunteer
    take = partial(sanction_member, volunteer=volunteer, days=7, reasons=Reasons(Ground.CHARTER, "", "Insultes."))
    ban = take(member=make_member("Renaud P."), kind=Measure.BAN)
    warning = take(member=member, kind=Measure.WARNING)
    assert ban
    assert warning
    return {
        "measure": warning.pk,
        "keeper": people["delegate"].pk if people["delegate"] else "",
        "invitation": DeskInvitation.objects.create(
            email="paul@ailleurs.example",
            role=Role.DELEGATE,
            invited_by=volunteer,
            expires_at=timezone.now() + timedelta(days=1),
        ).pk,
        "canned": CannedAnswer.objects.create(title="Merci", text="Merci beaucoup.").pk,
        "likeness": Likeness.objects.create(member=member, ban=ban, by=Trace.BLOCK).pk,
    }


def _photo(member: Member, listing: Listing) -> Photo:
    """Published, but with no file: what serves files answers that there is none."""
    photo = Photo.objects.create(
        uploader=member,
        status=PhotoStatus.READY,
        width=640,
        height=480,
        widths=[640],
        caption=listing.name,
        link=listing.get_absolute_url(),
        published_at=timezone.now(),
    )
    listing.photos.add(photo)
    return photo


def _passkey(member: Member) -> Authenticator:
    options = {"user": {"id": "TmFkaWE"}, "rp": {"id": "localhost"}, "challenge": "bm90LWNoZWNrZWQ"}
    data = {"name": "Firefox · Android", "credential": SoftPasskey().create({"publicKey": options})}
    passkey: Authenticator = Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data=data)
    return passkey


def _session(member: Member) -> UserSession:
    about = {"session_key": "of-another-device", "ip": "127.0.0.1", "user_agent": "Phone"}
    session: UserSession = UserSession.objects.create(user=member, **about)
    return session
