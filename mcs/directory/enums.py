"""States of the directory's nouns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListingStatus(models.TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"
    REMOVED = "removed"


class RequestStatus(models.TextChoices):
    WAITING = "waiting"
    PUBLISHED = "published"
    DECLINED = "declined"


class ChangeSource(models.TextChoices):
    """Where a change of a listing's facts came from."""

    REQUEST = "request", _("merchant's message")
    VOLUNTEER = "volunteer", _("volunteer")
    MERCHANT = "merchant", _("merchant")
    IMPORT = "import", _("import")
    SUGGESTION = "suggestion", _("a member’s correction")
    CONFIRMED = "confirmed", _("confirmed by the merchant")
    MERGE = "merge", _("two pages made one")
    CLAIM = "claim", _("a new manager")
    UNDO = "undo", _("change taken back")
    LEAVING = "leaving", _("left the directory")
    UNBROUGHT = "unbrought", _("import taken back")


class RemovalReason(models.TextChoices):
    """Why a listing is no longer in the directory."""

    LEFT = "left", _("the business asked to leave")
    CLOSED = "closed", _("it has closed for good")
    MERGED = "merged", _("it was there twice")
    DESK = "desk", _("removed by a volunteer")
    UNBROUGHT = "unbrought", _("the import that brought it was taken back")


class SuggestionKind(models.TextChoices):
    MISSING = "missing", _("a business is missing")
    CORRECTION = "correction", _("something is wrong")
    CLOSED = "closed", _("it has closed for good")


class ClaimProof(models.TextChoices):
    """How somebody proves that a business is theirs."""

    PHONE = "phone", _("a code told to its telephone")
    EMAIL = "email", _("a code sent to its e-mail")
    WEBSITE = "website", _("a code on its website")
    FACEBOOK = "facebook", _("a code on its Facebook page")
    NEIGHBOURS = "neighbours", _("neighbours vouch for it")


class ClaimStatus(models.TextChoices):
    OPEN = "open", _("being proved")
    WAITING = "waiting", _("a volunteer looks at it")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    REVOKED = "revoked", _("revoked")
    EXPIRED = "expired", _("expired")


class BroughtState(models.TextChoices):
    """How far a file of businesses is: tried first, then imported."""

    TRYING = "trying", _("being tried")
    TRIED = "tried", _("tried")
    IMPORTING = "importing", _("being imported")
    IMPORTED = "imported", _("imported")
    FAILED = "failed", _("stopped")
    UNDOING = "undoing", _("being taken back")
    UNDONE = "undone", _("import taken back")
