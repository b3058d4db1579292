"""Who may come in, how often one may try, and what is one's own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mcs.lib.ratelimit.limits import Limit
from mcs.members.enums import Role
from mcs.members.models import DataExport, Member
from mcs.members.queries import passkeys_of

# A mobile operator puts thousands behind one address: the limits per address leave room for an evening on television.
CEREMONIES = Limit("passkey", 120, 600)
JOINS = Limit("join", 60, 3600)
CODES_FROM_ADDRESS = Limit("code-from", 60, 3600)
CODES_IN_SESSION = Limit("code-session", 6, 3600)
# From one address block; a spiteful stranger spends his own share and not that of the mailbox's owner.
CODES_TO_MAILBOX_FROM = Limit("code-to-from", 5, 3600)
# Five tries a code and thirty codes a day leave 150 guesses in a million: one chance in 6,600 a day.
CODES_TO_MAILBOX = (Limit("code-to", 15, 3600), Limit("code-to-day", 30, 86400))
CODE_TRIES = Limit("code-tries", 5, 86400)
# A copy holds everything: making it is work, and one an hour old says nearly the same.
EXPORTS = Limit("data-export", 3, 86400)
EXPORT_FRESH_FOR = timedelta(hours=1)
EXPORT_KEPT_FOR = timedelta(days=3)
ERASURES = Limit("erase", 10, 3600)  # mistyped confirmations included
UNDO_SALT = "members.email-undo"
UNDO_FOR = timedelta(days=7)  # how long the former mailbox can take a change of e-mail back
DORMANT_YEARS = 3
WARNED_FOR = timedelta(days=30)
# French post and electronic communications code, L34-1 II bis, 2° and 1°.
KEPT_NAME_YEARS, KEPT_EMAIL_YEARS = 1, 5
TOO_OFTEN = _("That is a lot of tries in a short time. Please wait a little, then try again.")


class Refusal(Exception):  # noqa: N818 — an answer, not an error
    """A no: the sentence that says so and what to do, its HTTP status, and the page that says more if there is one."""

    def __init__(self, sentence: str | Promise, status: int = 400, *, url: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.url = url


def check_may_enter(member: Member, *, why: str = "") -> None:
    """Raises Refusal for somebody the volunteers have turned away; `why` is the page that gives the reasons."""
    if not member.is_active:
        sentence = _("This account is suspended. Write to the volunteers if you think it is a mistake.")
        raise Refusal(sentence, 403, url=why)


def check_limit(limit: Limit, subject: str) -> None:
    """Counts one use and raises Refusal beyond the limit."""
    if not limit.allows(subject):
        raise Refusal(TOO_OFTEN, 429)


def check_not_spent(limit: Limit, subject: str) -> None:
    """Raises Refusal when the next use would be beyond the limit: said before she goes to any trouble."""
    if limit.is_spent(subject):
        raise Refusal(TOO_OFTEN, 429)


def check_may_remove_passkey(member: Member) -> None:
    """Raises Refusal when the passkey is the only way in: she would lock herself out, of the site or of the desk."""
    if passkeys_of(member).count() > 1:
        return
    if settings.DESK_NEEDS_PASSKEY and member.role != Role.MEMBER:
        raise Refusal(_("The volunteers’ desk opens with a passkey: add another before you remove this one."))
    if not member.email:
        raise Refusal(_("This passkey is your only way in. Add your e-mail first, or another passkey."))


def check_may_erase(member: Member, volunteers: Collection[Member]) -> None:
    """Raises Refusal for the last of the volunteers: nobody would read what neighbours report."""
    if member in volunteers and len(volunteers) == 1:
        raise Refusal(
            _("You are the last volunteer here: without you nobody looks after the place. Hand over first."),
            409,
        )


def get_own_export(member: Member, key: str) -> DataExport:
    """Her copy, ready and not expired. Raises Http404 for anybody else's."""
    found = DataExport.objects.filter(member=member, key=key, expires_at__gt=timezone.now()).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class EmailChange:
    """What the link mailed to a former address says: whose account, what it was, when it changed."""

    member: Member
    former: str
    at: datetime


def email_undo_token(member: Member, former: str) -> str:
    """What that link carries; whoever reads the former mailbox may take the change back."""
    value = {"member": str(member.pk), "email": former, "at": timezone.now().isoformat()}
    return signing.dumps(value, salt=UNDO_SALT, compress=True)


def get_email_change(token: str) -> EmailChange | None:
    """The change a link is for; None when it is forged or too old, taken back with an earlier one, or the account no
    longer is."""
    try:
        value = signing.loads(token, salt=UNDO_SALT, max_age=UNDO_FOR)
    except signing.BadSignature:
        return None
    member = Member.objects.filter(pk=value["member"], is_active=True).first()
    at = datetime.fromisoformat(value["at"])
    if member is None or (is_undone(member, at) and member.email != value["email"]):
        return None
    return EmailChange(member, value["email"], at)


def is_undone(member: Member, at: datetime) -> bool:
    """Whether a change of e-mail made at that moment was taken back, by itself or with one before it."""
    first, last = member.email_undone_from, member.email_undone_at
    return first is not None and last is not None and first <= at <= last


def get_own_passkey(member: Member, pk: int) -> Authenticator:
    """Her passkey. Raises Http404 for anybody else's."""
    passkey = passkeys_of(member).filter(pk=pk).first()
    if passkey is None:
        raise Http404
    return passkey


def get_own_session(member: Member, pk: int) -> UserSession:
    """Her session. Raises Http404 for anybody else's."""
    session: UserSession | None = UserSession.objects.filter(user=member, pk=pk).first()
    if session is None:
        raise Http404
    return session
