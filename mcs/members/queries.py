"""What the pages of the members app show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from mcs.members import charter
from mcs.members.devices import device_name
from mcs.members.enums import ConsentSubject, Role
from mcs.members.models import DataExport, Member

AWAITED_FOR = timedelta(minutes=10)  # a copy takes seconds; after this long the page stops asking


@dataclass(frozen=True)
class Device:
    """A passkey or a session, as its owner recognises it."""

    pk: int
    name: str
    since: datetime
    is_current: bool = False


def passkeys_of(member: Member) -> QuerySet[Authenticator]:
    """Her passkeys, oldest first."""
    return Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")


def me_page(member: Member, session_key: str | None) -> dict[str, Any]:
    """What she agreed to, her passkeys, and the sessions that are still open, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    sessions = UserSession.objects.filter(user=member, session_key__in=alive).order_by("-created_at", "-pk")
    consents = list(member.consents.filter(subject=ConsentSubject.CHARTER))
    return {
        "consents": consents,
        "charter_is_accepted": any(consent.version == charter.VERSION for consent in consents),
        "passkeys": [Device(key.pk, key.data["name"], key.created_at) for key in passkeys_of(member)],
        "sessions": [
            Device(session.pk, device_name(session.user_agent), session.created_at, session.session_key == session_key)
            for session in sessions
        ],
    }


def data_page(member: Member) -> dict[str, Any]:
    """Her copy, if she asked for one and it is not over: being made, taking long, or ready. One query."""
    export = DataExport.objects.filter(member=member).first()
    now = timezone.now()
    if export and export.expires_at and export.expires_at <= now:
        export = None
    is_awaited = bool(export and not export.ready_at and export.asked_at > now - AWAITED_FOR)
    return {"export": export, "is_awaited": is_awaited}


def locked_volunteers() -> list[Member]:
    """Those who keep the place, their rows taken until the transaction ends: before any other row, always in one order,
    so that of two who would leave it without a volunteer at the same moment the second sees what the first did."""
    return list(Member.objects.select_for_update().filter(role=Role.VOLUNTEER, is_active=True).order_by("pk"))
