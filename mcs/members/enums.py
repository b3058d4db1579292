"""The roles a member may hold, what she may agree to, and what makes holding something of her lawful."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MEMBER = "member", _("Member")
    DELEGATE = "delegate", _("Delegate")
    VOLUNTEER = "volunteer", _("Volunteer")


class ConsentSubject(models.TextChoices):
    CHARTER = "charter", _("the charter")


class LawfulBasis(models.TextChoices):
    """What makes it lawful to hold something of somebody (GDPR, article 6.1)."""

    SERVICE = "service", _("what you ask of us when you join (article 6.1 b)")
    LEGAL = "legal", _("what the law obliges us to (article 6.1 c)")
    INTEREST = "interest", _("the safety and good order of the place (article 6.1 f)")
