"""Why something is reported, what was decided, and on which ground."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportReason(models.TextChoices):
    RUDE = "rude", _("Insults, hate or threats")
    SCAM = "scam", _("Advertising or a scam")
    FALSE = "false", _("False or misleading")
    PRIVACY = "privacy", _("Somebody’s private life or rights")
    ILLEGAL = "illegal", _("Against the law in another way")
    UNSAFE = "unsafe", _("Somebody may be in danger")
    CHILD = "child", _("Sexual abuse of a child")
    OTHER = "other", _("Something else against the charter")


class Outcome(models.TextChoices):
    KEPT = "kept", _("It stays: nothing against the charter or the law was found")
    REMOVED = "removed", _("It is no longer shown")
    GONE = "gone", _("It had already been taken down")
    STOPPED = "stopped", _("The conversation was stopped")
    MEASURE = "measure", _("A measure was taken about the account")


RESTRICTING = (Outcome.REMOVED, Outcome.STOPPED, Outcome.MEASURE)  # what says why, and may be appealed


class Measure(models.TextChoices):
    """Graduated: from a word of warning to an account closed for a time, each with an end."""

    WARNING = "warning", _("Warning")
    HOLD = "hold", _("Reading before publishing")
    MUTE = "mute", _("Silence")
    BAN = "ban", _("Suspension")


class Trace(models.TextChoices):
    """What of a suspended account is recognised."""

    EMAIL = "email", _("the same e-mail, written otherwise")
    BLOCK = "block", _("the same connection")


class Read(models.TextChoices):
    """What volunteers read of what is private."""

    CONVERSATION = "conversation", _("a conversation that was reported")
    CONTACT = "contact", _("contact details")


class Ground(models.TextChoices):
    """On what a restriction stands (European regulation 2022/2065, article 17.3 d and e)."""

    CHARTER = "charter", _("against the charter")
    LAW = "law", _("against the law")
