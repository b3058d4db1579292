"""How a message came, and why a conversation is reported."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    PAGE = "page", _("On the site")
    EMAIL = "email", _("By e-mail")


class ReportReason(models.TextChoices):
    SPAM = "spam", _("Advertising or a scam")
    RUDE = "rude", _("Rude, insistent or threatening")
    UNSAFE = "unsafe", _("Somebody may be in danger")
    OTHER = "other", _("Something else")


class ReportOutcome(models.TextChoices):
    KEPT = "kept", _("Nothing against the charter was found")
    STOPPED = "stopped", _("The conversation was stopped")
