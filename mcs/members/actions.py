"""Joining, and changing what one says of oneself."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mcs.members import charter, mail
from mcs.members.models import Consent, Member
from mcs.members.rules import UNDO_FOR, EmailChange, Refusal, check_may_remove_passkey, email_undo_token, is_undone
from mcs.places.models import District

CLOSED_SESSION_KEPT_FOR = timedelta(days=30)  # so that a device left open is told why it is signed out


def join_with_passkey(*, member_id: uuid.UUID, credential: dict[str, Any], device: str) -> Member:
    """The member the passkey was made for. Raises Refusal when the same answer has already made her one."""
    try:
        with transaction.atomic():
            member = Member.objects.create(id=member_id)
            add_passkey(member=member, credential=credential, device=device)
            accept_charter(member=member)
    except IntegrityError as error:
        raise Refusal(_("You have already joined with this passkey: sign in with it.")) from error
    return member


def join_with_email(*, email: str) -> tuple[Member, bool]:
    """The member of that address, whose owner has just proved it is hers, and whether she is new."""
    with transaction.atomic():
        member, is_new = Member.objects.get_or_create(email=email)
        if is_new:
            accept_charter(member=member)
    return member, is_new


def accept_charter(*, member: Member) -> None:
    """Notes that she agrees to the charter as it stands, once a version."""
    Consent.objects.bulk_create([Consent(member=member, version=charter.VERSION)], ignore_conflicts=True)


def add_passkey(*, member: Member, credential: dict[str, Any], device: str) -> Authenticator:
    """Keeps a verified credential as a way in, and tells her mailbox: an intruder would make one too."""
    passkey: Authenticator = WebAuthn.add(member, device, credential).instance
    if member.email:
        mail.send("passkey_added", to=member.email, context={"device": device}, language=get_language() or "fr")
    return passkey


@transaction.atomic
def remove_passkey(*, member: Member, passkey: Authenticator) -> None:
    """Raises Refusal when it is her only way in."""
    check_may_remove_passkey(Member.objects.select_for_update().get(pk=member.pk))
    passkey.delete()


def set_profile(*, member: Member, name: str, district: District | None) -> None:
    """What neighbours see of her."""
    # Her row as it is now: she may have erased herself in another window.
    Member.objects.filter(pk=member.pk, erased_at=None).update(name=name, district=district)
    member.name, member.district = name, district


def show_recommendations(*, member: Member, shown: bool) -> None:
    """Whether her page says what she recommends."""
    member.shows_recommendations = shown
    member.save(update_fields=["shows_recommendations"])


def set_email(*, member: Member, email: str) -> None:
    """The address she has just proved is hers; her former one is told, and can take it back for some days.

    Raises Refusal when another account already has it.
    """
    try:
        with transaction.atomic():
            former = Member.objects.select_for_update().get(pk=member.pk).email
            Member.objects.filter(pk=member.pk, erased_at=None).update(email=email)
            if former and former != email:
                path = reverse("members:email_undo", args=[email_undo_token(member, former)])
                context = {"path": path, "days": UNDO_FOR.days}
                mail.send("email_changed", to=former, context=context, language=get_language() or "fr")
    except IntegrityError as error:
        raise Refusal(_("Another account has this address: to use that one, sign out and sign in with it.")) from error


def undo_email(*, change: EmailChange) -> bool:
    """Gives the account its former address back, signs it out everywhere and removes the passkeys added since. The
    links mailed to whatever addresses it had meanwhile are worth nothing then.

    False when the account has that address again already, or this change was taken back with an earlier one. Raises
    Refusal when another account took it meanwhile.
    """
    try:
        with transaction.atomic():
            member = Member.objects.select_for_update().get(pk=change.member.pk)
            if member.email == change.former or is_undone(member, change.at):
                return False
            undone = {"email_undone_from": change.at, "email_undone_at": timezone.now()}
            Member.objects.filter(pk=member.pk).update(email=change.former, **undone)
            Authenticator.objects.filter(user=member, created_at__gte=change.at).delete()
            end_other_sessions(member=member, session_key=None)
    except IntegrityError as error:
        raise Refusal(
            _("Another account has this address now. Write to the volunteers: nothing is lost."), 409
        ) from error
    return True


def close_sessions(*, member: Member) -> None:
    """Shuts every session of hers for good; each only keeps whose it was, so that a page left open can say why."""
    sessions = UserSession.objects.filter(user=member)
    new_store = import_string(f"{settings.SESSION_ENGINE}.SessionStore")  # it may keep copies elsewhere
    for key in sessions.values_list("session_key", flat=True):
        store = new_store(key)
        kept = {name: store[name] for name in (SESSION_KEY, BACKEND_SESSION_KEY) if name in store}
        if kept:
            store.clear()
            store.update(kept | {HASH_SESSION_KEY: "closed"})
            store.set_expiry(CLOSED_SESSION_KEPT_FOR)
            store.save()
    sessions.delete()


def forget_session(*, member: Member, session_key: str | None) -> None:
    """Takes the session that is being left off her list."""
    UserSession.objects.filter(user=member, session_key=session_key).delete()


def end_session(*, session: UserSession) -> None:
    """Signs her out where that session was opened."""
    session.end()


def end_other_sessions(*, member: Member, session_key: str | None) -> int:
    """Signs her out everywhere but here; returns of how many sessions."""
    others = UserSession.objects.filter(user=member).exclude(session_key=session_key or "")
    for session in others:
        session.end()
    return len(others)
