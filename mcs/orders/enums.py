"""What orders choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeadTime(models.IntegerChoices):
    """How many hours before a thing must be asked for."""

    NONE = 0, _("No notice needed")
    TWO_HOURS = 2, _("Two hours before")
    DAY = 24, _("The day before")
    TWO_DAYS = 48, _("48 hours before")
    THREE_DAYS = 72, _("Three days before")
    WEEK = 168, _("A week before")
