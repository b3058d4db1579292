"""The kinds of post, and the states of what members write."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostKind(models.TextChoices):
    REQUEST = "request", _("Looking for")
    REVIEW = "review", _("My review")
    TIP = "tip", _("Good tip")
    NEWS = "news", _("News")


class ContentStatus(models.TextChoices):
    """Whether others see it. What is held waits for a volunteer; what is removed can be brought back for a while."""

    PUBLISHED = "published", _("published")
    HELD = "held", _("held")
    REMOVED = "removed", _("removed")


class HoldReason(models.TextChoices):
    """Why something was held by itself, as its author is told."""

    NEW_ACCOUNT_BURST = "burst", _("several new accounts recommend the same business at once")
    NEW_ACCOUNT_CONTACT = "contact", _("a new account gives a link, a telephone or an e-mail")
    CHANGED = "change", _("a new account added a link, a telephone or an e-mail to what everybody read")
    REPEATED = "repeated", _("the same text was published several times")
    DECISION = "decision", _("the volunteers decided not to show it")
    FLOOD = "flood", _("a new account wrote a lot within a few minutes")
    BY_MACHINE = "machine", _("a field that people don’t see was filled in, as machines do")
    MEASURE = "measure", _("the volunteers read for a while what this neighbour writes before it is shown")
    UNFOUND = "unfound", _("the volunteers did not take the business it is about into the directory")
    OWN = "own", _("its author runs the business it is about: nobody reviews their own")
    LIKENESS = "likeness", _("a new account resembles one that is suspended")


class TrustLevel(models.TextChoices):
    """How far a member is known here; its thresholds are public (queries/trust.py, /confiance/)."""

    NEW = "new", _("new")
    KNOWN = "known", _("known")
    DELEGATE = "delegate", _("delegate")
    VOLUNTEER = "volunteer", _("volunteer")


class CloseReason(models.TextChoices):
    """Why a request no longer waits for answers."""

    SOLVED = "solved", _("solved")
    WITHDRAWN = "withdrawn", _("no longer needed")
    EXPIRED = "expired", _("not renewed after 30 days")


class Show(models.TextChoices):
    """Which posts of the feed, by their word in the URL."""

    ALL = "", _("Everything")
    UNANSWERED = "sans-reponse", _("Unanswered")
    SOLVED = "resolus", _("Solved ones")
    FOLLOWED = "suivis", _("Those I follow")
    MINE = "miens", _("Mine")
    TRADE = "metier", _("Requests in my trade")
