"""What people ask of the directory: a merchant to be listed, a member that a fact be put right."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from mcs.directory.enums import RequestStatus, SuggestionKind
from mcs.directory.models.listing import Listing
from mcs.members.models import Member


class ListingRequest(models.Model):
    """A merchant's message asking to be listed ("référencement"), beside the draft made from it."""

    message = models.TextField(max_length=8000)
    email = models.EmailField(max_length=254, blank=True)
    # SHA-256 of the e-mail and the message: the same words sent twice are one request.
    digest = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=600, blank=True)  # why it was declined, as told to the merchant
    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, related_name="request")
    status = models.CharField(max_length=10, choices=RequestStatus.choices, default=RequestStatus.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["status", "created_at"], name="listing_request_queue")]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"


class Suggestion(models.Model):
    """What a member proposes: a business that is missing, a fact that is wrong, a place that has closed."""

    kind = models.CharField(max_length=10, choices=SuggestionKind.choices)
    # The listing it is about; of a missing business, the draft made from what was said.
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="suggestions")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="suggestions")
    text = models.TextField(max_length=2000)
    # Of a correction, the facts as proposed: {field: value}, only those that differ.
    values: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=RequestStatus.choices, default=RequestStatus.WAITING)
    reason = models.CharField(max_length=600, blank=True)  # why it was not taken, as told to the member
    created_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["status", "created_at"], name="suggestion_queue")]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"
