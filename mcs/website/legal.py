"""Who answers for the site, as the operator said it in the settings, and what is still missing.

French law of 21 June 2004 (LCEN), article 1-1: publisher, address, telephone, director of publication, host.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LegalFact:
    """One thing the law asks to be told: its name on the page, its setting, and what it says, empty when missing."""

    label: str | Promise
    setting: str
    value: str


def legal_facts() -> list[LegalFact]:
    """All of them, in the order of the page. An address on "localhost" reaches nobody: it is missing."""
    contact = settings.VOLUNTEERS_EMAIL
    return [
        LegalFact(_("Publisher"), "MCS_PUBLISHER", settings.PUBLISHER),
        LegalFact(_("Address"), "MCS_PUBLISHER_ADDRESS", settings.PUBLISHER_ADDRESS),
        LegalFact(_("Telephone"), "MCS_PUBLISHER_PHONE", settings.PUBLISHER_PHONE),
        LegalFact(_("E-mail"), "MCS_VOLUNTEERS_EMAIL", "" if contact.endswith("@localhost") else contact),
        LegalFact(_("Director of publication"), "MCS_PUBLICATION_DIRECTOR", settings.PUBLICATION_DIRECTOR),
        LegalFact(_("Hosting provider"), "MCS_HOSTING_PROVIDER", settings.HOSTING_PROVIDER),
    ]


def missing_facts() -> list[LegalFact]:
    """Those the operator has not said."""
    return [fact for fact in legal_facts() if not fact.value.strip()]
