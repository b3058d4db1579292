"""What the members app asks to be sent: it stands below, so its words and its way out are given here."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from mcs.notices.notice import Notice, register
from mcs.notices.sending import send_email


@register
class SignInCode(Notice):
    """The six digits that let somebody in; the context is `code`."""

    name = "sign_in_code"
    subject = _("%(code)s is your code for %(network_name)s")
    template = "members/email/sign_in_code"
    lifetime = timedelta(minutes=10)


@register
class EmailChanged(Notice):
    """To the former address of an account; the context is `path`, which takes the change back, and `days`."""

    name = "email_changed"
    subject = _("Your e-mail has changed on %(network_name)s")
    template = "members/email/email_changed"


@register
class PasskeyAdded(Notice):
    """Something more opens the account; the context is `device`."""

    name = "passkey_added"
    subject = _("A new passkey opens your account on %(network_name)s")
    template = "members/email/passkey_added"


@register
class DataReady(Notice):
    """The copy of her data waits on her page; the context is `days`, how long it does."""

    name = "data_ready"
    subject = _("Your data is ready on %(network_name)s")
    template = "members/email/data_ready"


@register
class AccountErased(Notice):
    """The last e-mail she gets; no context."""

    name = "account_erased"
    subject = _("Your account on %(network_name)s is erased")
    template = "members/email/account_erased"


@register
class AccountDormant(Notice):
    """She has not come for years: her account ends in a month unless she does; no context."""

    name = "account_dormant"
    subject = _("Do you want to keep your account on %(network_name)s?")
    template = "members/email/account_dormant"
    lifetime = timedelta(days=14)


_ALL = (SignInCode, EmailChanged, PasskeyAdded, DataReady, AccountErased, AccountDormant)
_KINDS = {kind.name: kind for kind in _ALL}


def carry(kind: str, *, to: str, context: dict[str, Any], language: str) -> None:
    """members.mail's way to a mailbox."""
    send_email(notice=_KINDS[kind], to=to, context=context, language=language)
