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


class OrderKind(models.TextChoices):
    ASIDE = "aside", _("Put aside for me")
    DELIVER = "deliver", _("Deliver to me")
    BOOK = "book", _("Book for me")
    CALL = "call", _("Call me back")


class OrderStatus(models.TextChoices):
    """Where an order stands; rules/states.py says which leads to which."""

    SENT = "sent", _("sent")
    ACCEPTED = "accepted", _("accepted")
    CHANGED = "changed", _("changed, to be agreed")
    READY = "ready", _("ready")
    DONE = "done", _("done")
    REFUSED = "refused", _("not possible")
    CANCELLED = "cancelled", _("cancelled")


class Weekday(models.IntegerChoices):
    """As date.weekday() counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
