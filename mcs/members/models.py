"""The member, the only account there is, and what her rights over her data leave behind."""

from __future__ import annotations

import secrets
import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.enums import ConsentSubject, Role
from mcs.places.models import District


class MemberManager(BaseUserManager["Member"]):
    pass


def new_export_key() -> str:
    """128 random bits in URL-safe letters."""
    return secrets.token_urlsafe(16)


class Member(AbstractBaseUser):
    """Someone who pressed "Rejoindre". Nothing but the key is required: name, district and e-mail may stay empty.

    The key is a UUID so that a passkey can be made for it before the member exists (no orphan accounts).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=254, unique=True, null=True, blank=True)  # lower case, proved by a code
    district = models.ForeignKey(District, on_delete=models.SET_NULL, null=True, blank=True, related_name="members")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    unread_notices = models.PositiveIntegerField(default=0)  # pushed down by the notices, for the bell on every page
    shows_recommendations = models.BooleanField(default=True)  # on her page, to everybody
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    # She erased herself: the row stays, empty, so that what she wrote among neighbours has an author to show.
    erased_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # told that an account nobody uses will be erased
    # A change of e-mail was taken back: links mailed to what was the account's between these moments no longer hold.
    email_undone_from = models.DateTimeField(null=True, blank=True)
    email_undone_at = models.DateTimeField(null=True, blank=True)
    # Pushed down by messaging: conversations with something she has not read, said on every page.
    unread_conversations = models.PositiveIntegerField(default=0)
    # Pushed down by moderation: until when she can't write, or is read before others see it, and for which reason.
    muted_until = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    held_for = models.CharField(max_length=20, blank=True)

    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = MemberManager()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="member_email_lower_case"),
            models.CheckConstraint(condition=~models.Q(email=""), name="member_email_null_not_empty"),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(name="", email=None, district=None, is_active=False),
                name="member_erased_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name neighbours see; one who skipped the question is "Un voisin", one who left "Ancien membre"."""
        if self.erased_at:
            return _("A former member")
        return self.name or _("A neighbour")

    @property
    def is_muted(self) -> bool:
        """Whether she can't write for now."""
        return self.muted_until is not None and self.muted_until > timezone.now()

    @property
    def hold_reason(self) -> str:
        """Why whatever she publishes waits for a volunteer; "" when it need not."""
        return self.held_for if self.held_until and self.held_until > timezone.now() else ""

    @property
    def is_volunteer(self) -> bool:
        return self.role == Role.VOLUNTEER

    @property
    def keeps_desk(self) -> bool:
        """Whether the volunteers' desk opens to her, all of it or the queues chosen for her."""
        return self.role in (Role.VOLUNTEER, Role.DELEGATE)


class Consent(models.Model):
    """What a member agreed to, in which version, and when (GDPR, article 7.1: it can be shown)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    subject = models.CharField(max_length=20, choices=ConsentSubject.choices, default=ConsentSubject.CHARTER)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["member", "subject", "version"], name="consent_once_a_version")]

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"


class DataExport(models.Model):
    """A copy of everything held about a member, made by a job when she asked; one at a time."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="data_export")
    key = models.CharField(max_length=32, unique=True, default=new_export_key, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)  # its file is deleted then
    size = models.PositiveBigIntegerField(default=0)  # bytes

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.member_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def file_name(self) -> str:
        """In the private storage: no address leads there."""
        return f"exports/{self.key}.zip"


class KeptIdentity(models.Model):
    """What the law makes a host of other people's words keep of somebody who left; shown to nobody.

    French post and electronic communications code, L34-1 II bis, by the law of 21 June 2004 (LCEN): what was given
    when the account was made for a year after it closes, the e-mail address for five.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="kept_identity")
    name = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["left_at", "pk"]
        verbose_name_plural = "kept identities"

    def __str__(self) -> str:
        return f"{self.member_id} {self.left_at:%Y-%m-%d}"
