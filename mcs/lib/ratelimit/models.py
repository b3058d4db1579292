"""The counters."""

from django.db import models


class Allowance(models.Model):
    """How many times a key was used in one window of time."""

    key = models.CharField(max_length=64, primary_key=True)  # HMAC of scope, subject and window
    count = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
