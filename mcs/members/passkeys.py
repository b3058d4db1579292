"""Passkeys: the one file that knows allauth's WebAuthn functions, which are internal to it and may move.

A ceremony is two requests: `begin_*` gives the browser its options and keeps a challenge in the session, `finish_*`
checks the browser's answer. A challenge is used once, whatever comes of it (W3C Web Authentication, section 13.4.3).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.members.rules import Refusal

KEY = "members.joining"
Json = dict[str, Any]


class PasskeyAdapter(DefaultMFAAdapter):
    """How the network and its members are called in the device's list of passkeys (settings.MFA_ADAPTER)."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.NETWORK_NAME}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        member = cast(Member, user)
        since = _("Member since %(date)s") % {"date": date_format(timezone.localdate(member.joined_at), "j F Y")}
        name = member.name or member.email or since
        return {**entity, "name": name, "display_name": name}


def begin_joining(request: HttpRequest) -> Json:
    """Options for a passkey of somebody who isn't a member yet: only her key is chosen, nothing is stored of her."""
    member = Member()
    options = auth.begin_registration(member, passwordless=True)
    request.session[KEY] = str(member.pk)
    return options


def finish_joining(request: HttpRequest, answer: Json) -> tuple[uuid.UUID, Json]:
    """The key chosen for her and the verified credential. Raises Refusal."""
    member_id = request.session.pop(KEY, "")
    credential = finish_adding(request, answer)
    if not member_id:
        raise refusal()
    return uuid.UUID(member_id), credential


def begin_adding(request: HttpRequest, member: Member) -> Json:
    """Options for one more passkey; a device that already holds one of hers will say so."""
    return auth.begin_registration(member, passwordless=True)


def finish_adding(request: HttpRequest, answer: Json) -> Json:
    """The verified credential, cut down to what checking it later needs. Raises Refusal."""
    with _one_use():
        auth.complete_registration(answer)
        return {
            "id": answer["id"],
            "rawId": answer["rawId"],
            "type": answer["type"],
            "response": {name: answer["response"][name] for name in ("clientDataJSON", "attestationObject")},
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def begin_signing_in(request: HttpRequest) -> Json:
    """Options that let the device offer whichever passkey it holds for this site."""
    return auth.begin_authentication()


def finish_signing_in(request: HttpRequest, answer: Json) -> Member:
    """Whose passkey answered. Raises Refusal."""
    with _one_use():
        member = cast(Member, auth.extract_user_from_response(answer))
        passkey = auth.complete_authentication(member, answer)
    passkey.record_usage()
    return member


@contextmanager
def _one_use() -> Iterator[None]:
    """Anything a stranger's bytes may raise in the parsers of CBOR, JSON and keys is a refusal, never a 500."""
    try:
        yield
    except DatabaseError:
        raise
    except Exception as error:
        raise refusal() from error
    finally:
        auth.clear_state()


def refusal() -> Refusal:
    """What is said of an answer that proves nothing; why is nobody's business but the log's."""
    return Refusal(_("Your device’s answer could not be checked. Nothing is lost: try again, or use your e-mail."))
