"""What merchants and members are told about listings: requests, suggestions, claims, freshness."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mcs.notices.notice import Notice, register


@register
class RequestReceived(Notice):
    """Context: link (absolute). The message is not quoted: the address may be somebody else's."""

    name = "listing-request-received"
    subject = _("We have received your message")
    template = "directory/email/request_received"


@register
class RequestPublished(Notice):
    """Context: listing_name, page (absolute), link (absolute)."""

    name = "listing-request-published"
    subject = _("%(listing_name)s is in the directory: is it right?")
    template = "directory/email/request_published"
    lifetime = timedelta(days=7)


@register
class RequestDeclined(Notice):
    """Context: listing_name, reason."""

    name = "listing-request-declined"
    subject = _("About your message to the directory")
    template = "directory/email/request_declined"
    lifetime = timedelta(days=7)


@register
class RequestMerged(Notice):
    """Context: listing_name, page (absolute), link (absolute), claim (absolute)."""

    name = "listing-request-merged"
    subject = _("%(listing_name)s was in the directory already")
    template = "directory/email/request_merged"
    lifetime = timedelta(days=7)


@register
class SuggestionTaken(Notice):
    """Context: listing_name, page (absolute, or empty for one that is taken out)."""

    name = "suggestion-taken"
    subject = _("Thank you: %(listing_name)s is put right")
    template = "directory/email/suggestion_taken"
    lifetime = timedelta(days=7)


@register
class SuggestionDeclined(Notice):
    """Context: listing_name, page, reason."""

    name = "suggestion-declined"
    subject = _("About what you told us of %(listing_name)s")
    template = "directory/email/suggestion_declined"
    lifetime = timedelta(days=7)


@register
class ClaimCode(Notice):
    """Context: listing_name, code, who, link (absolute). It goes to the business's public address."""

    name = "claim-code"
    subject = _("%(code)s is the code for the page of %(listing_name)s")
    template = "directory/email/claim_code"
    lifetime = timedelta(hours=1)


@register
class ClaimGranted(Notice):
    """Context: listing_name, page, edit (absolute)."""

    name = "claim-granted"
    subject = _("You manage the page of %(listing_name)s")
    template = "directory/email/claim_granted"
    lifetime = timedelta(days=7)


@register
class ClaimRefused(Notice):
    """Context: listing_name, page, reason."""

    name = "claim-refused"
    subject = _("About the page of %(listing_name)s")
    template = "directory/email/claim_refused"
    lifetime = timedelta(days=7)


@register
class ClaimRevoked(Notice):
    """Context: listing_name, page, reason."""

    name = "claim-revoked"
    subject = _("You no longer manage the page of %(listing_name)s")
    template = "directory/email/claim_revoked"
    lifetime = timedelta(days=7)


@register
class ManagerNamed(Notice):
    """To the addresses known of the business. Context: listing_name, page, who."""

    name = "manager-named"
    subject = _("%(who)s now manages the page of %(listing_name)s")
    template = "directory/email/manager_named"
    lifetime = timedelta(days=7)


@register
class ManagerReplaced(Notice):
    """To the former manager. Context: listing_name, page."""

    name = "manager-replaced"
    subject = _("Somebody else manages the page of %(listing_name)s")
    template = "directory/email/manager_replaced"
    lifetime = timedelta(days=7)


@register
class ManagerTakenBack(Notice):
    """To the former manager, when nobody manages the page any more. Context: listing_name, page."""

    name = "manager-taken-back"
    subject = _("You no longer manage the page of %(listing_name)s")
    template = "directory/email/manager_taken_back"
    lifetime = timedelta(days=7)


@register
class TransferOffered(Notice):
    """Context: listing_name, who, page, link (absolute)."""

    name = "transfer-offered"
    subject = _("%(who)s hands you the page of %(listing_name)s")
    template = "directory/email/transfer_offered"
    lifetime = timedelta(days=7)


@register
class StillRight(Notice):
    """Every 90 days. Context: listing_name, listing, confirm, correct and stop (absolute)."""

    name = "still-right"
    subject = _("%(listing_name)s: is everything still right?")
    template = "directory/email/still_right"
    lifetime = timedelta(days=7)
    transactional = False
