"""What the members app holds about people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mcs.lib.private_files import private_files
from mcs.members.actions import close_sessions
from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Consent, DataExport, KeptIdentity, Member
from mcs.members.rules import DORMANT_YEARS, EXPORT_KEPT_FOR, KEPT_EMAIL_YEARS, KEPT_NAME_YEARS


def _account(member: Member) -> Iterable[Records]:
    columns = {
        "name": _("Name"),
        "email": _("E-mail"),
        "district__name": _("District"),
        "role": _("Role"),
        "shows_recommendations": _("My page says what I recommend"),
        "joined_at": _("Joined on"),
        "last_login": _("Last signed in on"),
    }
    yield records("account", _("My account"), Member.objects.filter(pk=member.pk), columns)


def _erase_account(member: Member, words: bool) -> None:
    """Empties the row, and puts apart what the law makes us keep of it."""
    EmailAddress.objects.filter(user=member).delete()
    if member.name or member.email:
        known = {"name": member.name, "email": member.email or "", "joined_at": member.joined_at}
        KeptIdentity.objects.get_or_create(member=member, defaults=known)
    member.name, member.email, member.district, member.role = "", None, None, "member"
    member.shows_recommendations, member.is_active, member.last_login = False, False, None
    member.warned_at, member.erased_at = None, timezone.now()
    member.email_undone_from = member.email_undone_at = None
    member.muted_until, member.held_until, member.held_for = None, None, ""
    member.set_unusable_password()
    member.save()


def _passkeys(member: Member) -> Iterable[Records]:
    keys = Authenticator.objects.filter(user=member).order_by("created_at", "pk")
    rows = [
        {"name": key.data.get("name", ""), "created_at": key.created_at, "last_used_at": key.last_used_at}
        for key in keys
    ]
    columns = {"name": _("Device"), "created_at": _("Added on"), "last_used_at": _("Last used on")}
    yield Records("passkeys", _("My passkeys"), columns, rows)


def _erase_passkeys(member: Member, words: bool) -> None:
    Authenticator.objects.filter(user=member).delete()


def _sessions(member: Member) -> Iterable[Records]:
    sessions = UserSession.objects.filter(user=member).order_by("created_at", "pk")
    columns = {
        "created_at": _("Opened on"),
        "last_seen_at": _("Last seen on"),
        "ip": _("Internet address"),
        "user_agent": _("Browser"),
    }
    yield records("sessions", _("Where I am signed in"), sessions, columns)


def _erase_sessions(member: Member, words: bool) -> None:
    """They hold nothing any more but whose they were, so that a page left open can say that the account is erased."""
    close_sessions(member=member)


def _consents(member: Member) -> Iterable[Records]:
    columns = {"subject": _("What"), "version": _("Version"), "given_at": _("Agreed on")}
    yield records("consents", _("What I agreed to"), Consent.objects.filter(member=member), columns)


def _erase_consents(member: Member, words: bool) -> None:
    Consent.objects.filter(member=member).delete()


def _exports(member: Member) -> Iterable[Records]:
    columns = {"asked_at": _("Asked on"), "ready_at": _("Ready on"), "expires_at": _("Deleted on")}
    yield records("exports", _("Copies of my data"), DataExport.objects.filter(member=member), columns)


def _erase_exports(member: Member, words: bool) -> None:
    for export in DataExport.objects.filter(member=member):
        private_files().delete(export.file_name)
        export.delete()


ACCOUNT = Holding(
    name="account",
    title=_("Members’ accounts"),
    data=_("Name as neighbours see it, e-mail, district, role, dates of joining and of the last sign-in."),
    purpose=_("Letting you in, signing what you write, telling you of answers."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Everybody for the name and district; the rest is shown to nobody but you."),
    retention=format_lazy(
        _("As long as the account. One that nobody has used for {years} years is erased, a month after a warning."),
        years=DORMANT_YEARS,
    ),
    fields=("account.EmailAddress.user", "account.EmailAddress.email", "members.Member.email"),
    jobs=("erase_dormant_members",),
    export=_account,
    erase=_erase_account,
    after=_("An empty account stays, so that what you wrote can be read among the answers: “Ancien membre”."),
)
KEPT = Holding(
    name="kept_identities",
    title=_("What the law makes us keep of those who left"),
    data=_("The name and e-mail the account had, the dates of joining and of leaving."),
    purpose=_("Answering a court that asks who wrote something. No page shows it, and nobody here uses it."),
    basis=LawfulBasis.LEGAL,
    recipients=_("Courts and authorities the law names (post and electronic communications code, L34-1)."),
    retention=format_lazy(
        _("The name for {name_years} year, the e-mail for {email_years} years after the account is closed."),
        name_years=KEPT_NAME_YEARS,
        email_years=KEPT_EMAIL_YEARS,
    ),
    fields=("members.KeptIdentity.member", "members.KeptIdentity.email"),
    jobs=("forget_kept_identities",),
)
PASSKEYS = Holding(
    name="passkeys",
    title=_("Passkeys"),
    data=_("The public half of each passkey and the name of its device. Your fingerprint and face never reach us."),
    purpose=_("Letting you in without a password."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Nobody."),
    retention=_("Until you remove it, or with the account."),
    fields=("mfa.Authenticator.user",),
    jobs=("erase_dormant_members",),
    export=_passkeys,
    erase=_erase_passkeys,
)
SESSIONS = Holding(
    name="sessions",
    title=_("Open sessions"),
    data=_("Internet address and browser at sign-in, dates; a draft you have begun."),
    purpose=_("Keeping you signed in, and showing you where you are, so that you can sign out from afar."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Nobody."),
    retention=format_lazy(
        _("Until you sign out, {days} days after signing in at most; the list is cleared the next day."),
        days=timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
    ),
    fields=("usersessions.UserSession.user", "usersessions.UserSession.ip", "usersessions.UserSession.user_agent"),
    jobs=("clearsessions", "forget_ended_sessions"),
    export=_sessions,
    erase=_erase_sessions,
)
CONSENTS = Holding(
    name="consents",
    title=_("What members agreed to"),
    data=_("Which version of the charter, and when."),
    purpose=_("Being able to show it."),
    basis=LawfulBasis.LEGAL,
    recipients=_("Nobody."),
    retention=_("As long as the account."),
    fields=("members.Consent.member",),
    jobs=("erase_dormant_members",),
    export=_consents,
    erase=_erase_consents,
)
EXPORTS = Holding(
    name="exports",
    title=_("Copies of their data that members ask for"),
    data=_("A file with all that is held about one member, and when it was asked."),
    purpose=_("Giving you what is yours (articles 15 and 20)."),
    basis=LawfulBasis.LEGAL,
    recipients=_("You alone."),
    retention=format_lazy(_("The file is deleted after {days} days."), days=EXPORT_KEPT_FOR.days),
    fields=("members.DataExport.member",),
    jobs=("expire_exports",),
    export=_exports,
    erase=_erase_exports,
)
HOLDINGS = (ACCOUNT, KEPT, PASSKEYS, SESSIONS, CONSENTS, EXPORTS)
