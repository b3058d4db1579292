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


VISITOR, MEMBER, MERCHANT, VOLUNTEER = "visitor", "member", "merchant", "volunteer"


@dataclass(frozen=True)
class AuditedPage:
    """A page of the sample, as somebody sees it. What stands in {braces} is one of its kind."""

    name: str
    title: str | Promise
    address: str
    seen_by: str = VISITOR

    @property
    def is_linked(self) -> bool:
        """Whether a link to it can be given to everybody."""
        return "{" not in self.address and self.seen_by in (VISITOR, MEMBER)


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
    AuditedPage("order", _("Ordering from a business"), "/commander/{listing}/"),
    AuditedPage("order_answer", _("Answering an order from the e-mail"), "/commande/{answer}/"),
    AuditedPage("print", _("The directory to print"), "/annuaire/imprimer/"),
    AuditedPage("open_data", _("The open data"), "/donnees/"),
    AuditedPage("join", _("Joining"), "/rejoindre/"),
    AuditedPage("sign_in", _("Signing in"), "/connexion/"),
    AuditedPage("notice", _("Reporting something, without an account"), "/signaler/"),
    AuditedPage("report_followed", _("What became of a report"), "/signaler/suivi/{told}/"),
    AuditedPage("decision", _("A decision, its reasons and the appeal"), "/decision/{statement}/"),
    AuditedPage("trust", _("What is held, and why"), "/confiance/"),
    AuditedPage("transparency", _("Transparency"), "/transparence/"),
    AuditedPage("ranking", _("How results are ordered"), "/classement/"),
    AuditedPage("reviews_procedure", _("How reviews are published"), "/avis/"),
    AuditedPage("charter", _("The charter"), "/charte/"),
    AuditedPage("legal_notice", _("The legal notice"), "/mentions-legales/"),
    AuditedPage("privacy", _("Personal data"), "/confidentialite/"),
    AuditedPage("processing_register", _("The register of processing"), "/confidentialite/registre/"),
    AuditedPage("accessibility", _("This statement"), "/accessibilite/"),
    AuditedPage("about", _("About"), "/a-propos/"),
    AuditedPage("me", _("One’s own page: passkeys, devices"), "/moi/", MEMBER),
    AuditedPage("email", _("Changing one’s e-mail"), "/moi/e-mail/", MEMBER),
    AuditedPage("data", _("Downloading one’s data"), "/moi/donnees/", MEMBER),
    AuditedPage("erase", _("Erasing one’s account"), "/moi/effacer/", MEMBER),
    AuditedPage("measures", _("The volunteers’ measures about one’s account"), "/moi/mesures/", MEMBER),
    AuditedPage("notices", _("Notifications"), "/moi/notifications/", MEMBER),
    AuditedPage("notice_settings", _("How one is told"), "/moi/notifications/reglages/", MEMBER),
    AuditedPage("inbox", _("Messages"), "/messages/", MEMBER),
    AuditedPage("conversation", _("A conversation"), "/messages/{conversation}/", MEMBER),
    AuditedPage("write_volunteers", _("Writing to the volunteers"), "/messages/benevoles/", MERCHANT),
    AuditedPage("conversation_report", _("Reporting a conversation"), "/messages/{conversation}/signaler/", MEMBER),
    AuditedPage("number", _("Giving one’s number"), "/messages/{conversation}/numero/", MEMBER),
    AuditedPage("report", _("Reporting an answer"), "/signaler/reponse/{comment}/", MEMBER),
    AuditedPage("own_orders", _("One’s own orders"), "/moi/commandes/", MEMBER),
    AuditedPage("own_order", _("An order and how it stands"), "/moi/commandes/{order}/", MEMBER),
    AuditedPage("merchant_orders", _("The orders of one’s business"), "/annuaire/{listing}/commandes/", MERCHANT),
    AuditedPage("offers", _("What one’s business offers"), "/annuaire/{listing}/offres/", MERCHANT),
    AuditedPage("reply", _("Replying to a review"), "/fil/repondre/avis/{review}/", MERCHANT),
    AuditedPage("desk", _("The volunteers’ desk"), "/bureau/", VOLUNTEER),
    AuditedPage("desk_held", _("Desk: something held"), "/bureau/attente/publication/{held}/", VOLUNTEER),
    AuditedPage("desk_report", _("Desk: a report"), "/bureau/signalements/{notice}/", VOLUNTEER),
    AuditedPage("desk_appeal", _("Desk: an appeal"), "/bureau/appels/{appeal}/", VOLUNTEER),
    AuditedPage("desk_listing", _("Desk: a listing request"), "/bureau/referencement/{request}/", VOLUNTEER),
    AuditedPage("desk_suggestion", _("Desk: a correction"), "/bureau/suggestions/{suggestion}/", VOLUNTEER),
    AuditedPage("desk_claim", _("Desk: a business claimed"), "/bureau/gestion/{claim}/", VOLUNTEER),
    AuditedPage("desk_likeness", _("Desk: an account like another"), "/bureau/ressemblances/{likeness}/", VOLUNTEER),
    AuditedPage("desk_messages", _("Desk: messages"), "/bureau/messages/", VOLUNTEER),
    AuditedPage("desk_conversation", _("Desk: a conversation"), "/bureau/messages/{asked}/", VOLUNTEER),
    AuditedPage("desk_rudeness", _("Desk: rude messages"), "/bureau/messages/signalement/{report}/", VOLUNTEER),
    AuditedPage("desk_decisions", _("Desk: what was decided, and undoing it"), "/bureau/decisions/", VOLUNTEER),
    AuditedPage("desk_member", _("Desk: a member"), "/bureau/voisins/{neighbour}/", VOLUNTEER),
    AuditedPage("desk_measure", _("Desk: taking a measure"), "/bureau/voisins/{neighbour}/suspendre/", VOLUNTEER),
    AuditedPage("desk_reads", _("Desk: the log of what was read"), "/bureau/lectures/", VOLUNTEER),
    AuditedPage("desk_team", _("Desk: the team"), "/bureau/equipe/", VOLUNTEER),
    AuditedPage("desk_keeper", _("Desk: what somebody keeps"), "/bureau/equipe/{keeper}/", VOLUNTEER),
    AuditedPage("desk_pauses", _("Desk: pauses"), "/bureau/pauses/", VOLUNTEER),
    AuditedPage("desk_canned", _("Desk: answers ready to send"), "/bureau/reponses/", VOLUNTEER),
    AuditedPage("desk_canned_answer", _("Desk: one such answer"), "/bureau/reponses/{canned}/", VOLUNTEER),
    AuditedPage("desk_figures", _("Desk: figures"), "/bureau/chiffres/", VOLUNTEER),
    AuditedPage("desk_mail", _("Desk: the e-mail to come"), "/bureau/courrier/", VOLUNTEER),
    AuditedPage("desk_twins", _("Desk: possible duplicates"), "/bureau/doublons/", VOLUNTEER),
    AuditedPage("desk_compare", _("Desk: two pages compared"), "/bureau/doublons/{listing}/{twin}/", VOLUNTEER),
    AuditedPage("desk_import", _("Desk: importing businesses"), "/bureau/importer/", VOLUNTEER),
    AuditedPage("mail_press", _("Desk: deciding from the e-mail"), "/bureau/courriel/{press}/", VOLUNTEER),
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
