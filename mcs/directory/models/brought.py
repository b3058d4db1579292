"""A file of businesses that a volunteer brought to the desk."""

from __future__ import annotations

from typing import Any

from django.db import models

from mcs.directory.enums import BroughtState

MADE = ("created", "changed")


class BroughtFile(models.Model):
    """Kept while it is tried and imported, so that it is chosen once; what became of its rows is told for some days."""

    name = models.CharField(max_length=120)
    source = models.CharField(max_length=40)
    content = models.BinaryField()  # emptied once imported
    language = models.CharField(max_length=8)  # in which the report is written
    state = models.CharField(max_length=12, choices=BroughtState, default=BroughtState.TRYING)
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)  # totals, lines, and how many lines more
    # What the import made and nobody took back: the listings created and the changes, by key; see actions.unbringing.
    made: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="brought_file_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def may_be_undone(self) -> bool:
        """Whether it made something that was not taken back."""
        return self.state in (BroughtState.IMPORTED, BroughtState.FAILED) and any(map(self.made.get, MADE))

    @property
    def is_working(self) -> bool:
        return self.state in (BroughtState.TRYING, BroughtState.IMPORTING, BroughtState.UNDOING)
