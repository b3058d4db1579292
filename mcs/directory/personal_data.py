"""What the directory holds about people: members who help to keep it, and merchants, who need be no members."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mcs.directory.actions.needs import KEPT_DAYS
from mcs.directory.actions.retention import HANDLED_KEPT_FOR, forget_helper, leave_listings
from mcs.directory.models import Claim, Listing, ListingChange, ListingRequest, Suggestion, Vouch
from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member


def _businesses(member: Member) -> Iterable[Records]:
    columns = {"name": _("Name"), "address": _("Address"), "phone": _("Telephone"), "email": _("E-mail")}
    columns |= {"website": _("Website"), "facebook": _("Facebook page"), "description": _("Description")}
    columns |= {"opening_hours": _("Opening hours"), "status": _("State"), "created_at": _("Created on")}
    yield records("listings", _("Businesses I run"), Listing.objects.filter(manager=member), columns)


def _help(member: Member) -> Iterable[Records]:
    claims = {"listing__name": _("Business"), "proof": _("Proof"), "target": _("Proved by"), "status": _("State")}
    claims |= {"created_at": _("On")}
    yield records("claims", _("Businesses I said are mine"), Claim.objects.filter(member=member), claims)
    vouches = {"claim__listing__name": _("Business"), "created_at": _("On")}
    yield records("vouches", _("Neighbours I vouched for"), Vouch.objects.filter(member=member), vouches)
    proposed = {"kind": _("Kind"), "listing__name": _("Business"), "text": _("Text"), "values": _("Facts")}
    proposed |= {"status": _("State"), "created_at": _("On")}
    yield records("suggestions", _("What I proposed"), Suggestion.objects.filter(member=member), proposed)
    changes = {"listing__name": _("Business"), "source": _("As"), "values": _("Facts"), "at": _("On")}
    yield records("changes", _("Facts I changed"), ListingChange.objects.filter(member=member), changes)
    handled = {"listing__name": _("Business"), "status": _("Decision"), "handled_at": _("On")}
    requests = ListingRequest.objects.filter(handled_by=member)
    yield records("requests_handled", _("Requests I handled as a volunteer"), requests, handled)
    suggestions = Suggestion.objects.filter(handled_by=member)
    yield records("suggestions_handled", _("Suggestions I handled as a volunteer"), suggestions, handled)
    decided = {"listing__name": _("Business"), "status": _("Decision"), "decided_at": _("On")}
    claims_decided = Claim.objects.filter(decided_by=member)
    yield records("claims_decided", _("Claims I decided as a volunteer"), claims_decided, decided)


BUSINESSES = Holding(
    name="businesses",
    title=_("Businesses in the directory"),
    data=_("Name, trade, address, telephone, e-mail (masked), website, hours, and the history of these facts."),
    purpose=_("Letting neighbours find a business and check that its facts are fresh."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Everybody, also as open data, where the e-mails are left out."),
    retention=_("As long as the business is listed. It may ask to leave at any moment; temporary facts expire alone."),
    fields=(
        "directory.Listing.manager",
        "directory.Listing.phone",
        "directory.Listing.other_phone",
        "directory.Listing.email",
    ),
    jobs=("expire_facts",),
    export=_businesses,
    erase=lambda member, words: leave_listings(member=member),
    after=_("A business you run stays in the directory, without a manager. Write to the volunteers if it must leave."),
)
HELP = Holding(
    name="directory_help",
    title=_("Keeping the directory"),
    data=_("Messages of merchants who ask to be listed, with their e-mail; suggestions, claims and their proofs."),
    purpose=_("Publishing a business that asks for it, correcting it, giving it to whom it belongs."),
    basis=LawfulBasis.SERVICE,
    recipients=_("The volunteers."),
    retention=format_lazy(
        _("{days} days after the answer. The e-mail of a merchant who is listed stays as long as the business is."),
        days=HANDLED_KEPT_FOR.days,
    ),
    fields=(
        "directory.ListingChange.member",
        "directory.Claim.member",
        "directory.Claim.decided_by",
        "directory.Vouch.member",
        "directory.ListingRequest.email",
        "directory.ListingRequest.handled_by",
        "directory.Suggestion.member",
        "directory.Suggestion.handled_by",
    ),
    jobs=("forget_handled",),
    export=_help,
    erase=lambda member, words: forget_helper(member=member, words=words),
    after=_("Corrections you made stay in the history of the businesses, without your name."),
)
NEEDS = Holding(
    name="needs",
    title=_("Searches without result"),
    data=_("The words, how often and the last day; never who. To count you once a day, a digest that lives a day."),
    purpose=_("Showing which trades are missing here."),
    basis=LawfulBasis.INTEREST,
    recipients=_("Everybody, once several have looked for the same."),
    retention=format_lazy(_("{days} days after the last time somebody looked for it."), days=KEPT_DAYS),
    jobs=("forget_old_needs", "purge_expired"),
)
HOLDINGS = (BUSINESSES, HELP, NEEDS)
