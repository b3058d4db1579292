"""The pages whose accessibility is measured, and what was last found: the statement and the tests read both here.

tests/browser/test_accessibility.py opens each page on a phone and on a desk, in light and in dark, and fails when
what it finds differs from data/accessibility.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RESULTS = Path(__file__).with_name("data") / "accessibility.toml"


@dataclass(frozen=True)
class AuditedPage:
    """A page of the sample. `{listing}` and `{post}` stand for one of each; `signed_in` for a member's own pages."""

    name: str
    title: str | Promise
    address: str
    signed_in: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether a link to it can be given to everybody."""
        return "{" not in self.address


PAGES = (
    AuditedPage("home", _("Home page"), "/"),
    AuditedPage("directory", _("The directory"), "/annuaire/"),
    AuditedPage("listing", _("A business’s page"), "/annuaire/{listing}/"),
    AuditedPage("map", _("The map"), "/carte/"),
    AuditedPage("board", _("The board"), "/fil/"),
    AuditedPage("post", _("A request and its answers"), "/fil/{post}/"),
    AuditedPage("publish", _("Publishing"), "/fil/publier/"),
    AuditedPage("listing_request", _("Having one’s business listed"), "/referencement/"),
    AuditedPage("album", _("The album"), "/album/"),
    AuditedPage("print", _("The directory to print"), "/annuaire/imprimer/"),
    AuditedPage("open_data", _("The open data"), "/donnees/"),
    AuditedPage("join", _("Joining"), "/rejoindre/"),
    AuditedPage("sign_in", _("Signing in"), "/connexion/"),
    AuditedPage("charter", _("The charter"), "/charte/"),
    AuditedPage("legal_notice", _("The legal notice"), "/mentions-legales/"),
    AuditedPage("privacy", _("Personal data"), "/confidentialite/"),
    AuditedPage("processing_register", _("The register of processing"), "/confidentialite/registre/"),
    AuditedPage("accessibility", _("This statement"), "/accessibilite/"),
    AuditedPage("about", _("About"), "/a-propos/"),
    AuditedPage("me", _("One’s own page"), "/moi/", signed_in=True),
    AuditedPage("data", _("Downloading one’s data"), "/moi/donnees/", signed_in=True),
    AuditedPage("erase", _("Erasing one’s account"), "/moi/effacer/", signed_in=True),
)


@dataclass(frozen=True)
class Audit:
    """What was found when the pages were last measured: failures of a rule by page, none left out."""

    made_on: date
    tool: str
    browser: str
    rules: str
    violations: dict[str, int]


@cache
def last_audit() -> Audit:
    """The results that stand beside the code."""
    return Audit(**tomllib.loads(RESULTS.read_text(encoding="utf-8")))
