"""How often somebody is told, and in what order e-mails leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


class Channel(models.TextChoices):
    """How a notice comes to somebody, beside the bell."""

    EMAIL = "email", _("E-mail")
    PUSH = "push", _("On my devices")


class Lane(models.TextChoices):
    """What an e-mail is, for the mail budget: the first always goes, the last waits when little is left."""

    TRANSACTIONAL = "transactional", _("Codes and links asked for")
    NOTICE = "notice", _("Notices at once")
    DIGEST = "digest", _("Digests")
