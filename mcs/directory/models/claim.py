"""A member says a business is theirs, and proves it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from mcs.directory.enums import ClaimProof, ClaimStatus
from mcs.directory.models.listing import Listing
from mcs.members.models import Member


class Claim(models.Model):
    """One try to become a listing's manager, by one proof; kept for the record, and revocable once it holds."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="claims")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="claims")
    proof = models.CharField(max_length=10, choices=ClaimProof.choices)
    target = models.CharField(max_length=300, blank=True)  # the phone, e-mail or page the code is proved by
    code_digest = models.CharField(max_length=64, blank=True)  # keyed; the code itself is never stored
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=ClaimStatus.choices, default=ClaimStatus.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=600, blank=True)  # why it was refused or revoked

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "member"], condition=models.Q(status=ClaimStatus.OPEN), name="claim_open_once"
            )
        ]
        indexes = [models.Index(fields=["status", "created_at"], name="claim_queue")]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.proof} {self.status}"


class Vouch(models.Model):
    """A neighbour says that the member of a claim does run the business."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="vouches")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="vouches")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["claim", "member"], name="vouch_once_a_claim")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.member_id}"
