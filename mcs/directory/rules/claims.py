"""What proves that a business is somebody's, how often one may try, and the codes of a claim."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from mcs.directory.enums import ClaimProof, ClaimStatus
from mcs.directory.models import Claim, Listing
from mcs.directory.queries.desk import CLAIMS
from mcs.lib.ratelimit.limits import Limit
from mcs.lib.signed_links import LinkExpired, read_link
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.rules.pauses import check_is_open

HOUR, DAY = 3600, 86_400
# Five tries a code and ten claims a listing and day leave 50 guesses in a million.
TRIES = 5
CLAIMS_OF_MEMBER = Limit("directory.claim.member", 8, DAY)
CLAIMS_OF_LISTING = Limit("directory.claim.listing", 10, DAY)
LOOKS = Limit("directory.claim.look", 10, HOUR)  # at one claim's page
VOUCHES = Limit("directory.vouch", 10, DAY)
TRANSFERS = Limit("directory.transfer", 5, DAY)
GARANTS = 3  # neighbours who vouch
KNOWN_FOR = timedelta(days=14)  # a neighbour who vouches has been a member that long
LIFETIMES = {
    ClaimProof.EMAIL: timedelta(hours=1),
    ClaimProof.PHONE: timedelta(days=7),
    ClaimProof.WEBSITE: timedelta(days=7),
    ClaimProof.FACEBOOK: timedelta(days=7),
    ClaimProof.NEIGHBOURS: timedelta(days=14),
}
VOUCH_SALT, TRANSFER_SALT = "directory.vouch", "directory.transfer"
TRANSFER_AGE = timedelta(days=7)
TOO_MANY = _("That is a lot of tries for one day. Try again tomorrow, or write to the volunteers.")
OUTLIVED = _("This link has been used already, or it is too old. Ask for a new one.")
NOT_HERS = _(
    "There is no request of yours here. If somebody sent you this link, only the account that made it can use it."
)
SOMEBODY_ELSES = _("This link was made for somebody else’s account. Only that person can use it.")


def check_may_claim(member: Member, listing: Listing, proof: ClaimProof) -> None:
    """Raises Refusal for many claims in a day, and while claims are paused for one that needs a volunteer."""
    if proof == ClaimProof.PHONE or listing.manager_id:
        check_is_open(CLAIMS)
    limits = ((CLAIMS_OF_MEMBER, str(member.pk)), (CLAIMS_OF_LISTING, str(listing.pk)))
    if not all(limit.allows(subject) for limit, subject in limits):
        raise Refusal(TOO_MANY, 429)


def code_of(claim: Claim) -> str:
    """The six digits of a claim. They follow from the server's key, so that a volunteer can read them out and the
    member see them again, and are stored nowhere."""
    made = salted_hmac("directory.claim.code", f"{claim.pk} {claim.created_at.isoformat()}", algorithm="sha256")
    return f"{int(made.hexdigest(), 16) % 10**6:06}"


def page_mark(claim: Claim) -> str:
    """What the merchant puts on the page: no page says this by chance, as it might six digits."""
    return f"voisins-{code_of(claim)}"


def digest_of(claim: Claim, code: str) -> str:
    """What is stored of a code: useless without the server's key."""
    return salted_hmac("directory.claim", f"{claim.pk} {code}", algorithm="sha256").hexdigest()


def is_code(claim: Claim, typed: str) -> bool:
    """Whether these are the claim's digits, spaces and dashes aside."""
    digits = "".join(character for character in typed if character.isdigit())
    return constant_time_compare(digest_of(claim, digits), claim.code_digest)


def is_over(claim: Claim) -> bool:
    """Whether an open claim has come to its end."""
    return claim.status == ClaimStatus.OPEN and claim.expires_at <= timezone.now()


def get_own_claim(member: Member, pk: int) -> Claim:
    """Her claim. Raises Refusal (404) for somebody else's, as for none: numbers tell nobody which claims exist."""
    claim = Claim.objects.select_related("listing__category", "member").filter(pk=pk, member=member).first()
    if claim is None:
        raise Refusal(NOT_HERS, 404)
    return claim


def get_claimable_listing(slug: str) -> Listing:
    """The published listing of that slug; raises Http404."""
    return get_object_or_404(Listing.objects.published().for_cards(), slug=slug)


def vouch_token(claim: Claim) -> str:
    """What the link shared among neighbours carries."""
    return signing.dumps(claim.pk, salt=VOUCH_SALT)


def get_claim_by_token(token: str) -> Claim:
    """The claim neighbours are asked to vouch for; raises Http404 for a forged link."""
    try:
        pk = signing.loads(token, salt=VOUCH_SALT, max_age=LIFETIMES[ClaimProof.NEIGHBOURS])
    except signing.BadSignature as error:
        raise Http404 from error
    claims = Claim.objects.select_related("listing__category", "member")
    return get_object_or_404(claims, pk=pk, proof=ClaimProof.NEIGHBOURS)


def check_may_vouch(member: Member, claim: Claim) -> None:
    """Raises Refusal for who may not: the claimant, a newcomer, or when the claim is decided or over."""
    if member.pk == claim.member_id:
        raise Refusal(_("You can’t vouch for yourself. Send this link to neighbours who know your business."))
    if member.joined_at > timezone.now() - KNOWN_FOR:
        raise Refusal(
            _("Neighbours who vouch have been members for two weeks at least. Thank you for wanting to help."), 403
        )
    if claim.status != ClaimStatus.OPEN or is_over(claim):
        raise Refusal(_("This is settled already: nothing more is needed. Thank you."), 410)


def transfer_token(listing: Listing, email: str) -> str:
    """What the link to a new manager carries: it dies with the next change of manager."""
    return signing.dumps([listing.pk, listing.link_version, email], salt=TRANSFER_SALT)


def read_transfer(token: str) -> tuple[int, int, str]:
    """The listing's key, the version it holds for, and whom it was sent to. Raises Refusal when it is too old,
    Http404 when it is forged."""
    try:
        pk, version, email = read_link(token, salt=TRANSFER_SALT, max_age=TRANSFER_AGE)
    except LinkExpired as error:
        raise Refusal(OUTLIVED, 410) from error
    return pk, version, email
