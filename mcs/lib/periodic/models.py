"""Whose turn it is, and which workers live."""

from django.db import models


class Turn(models.Model):
    """When a job is next due, and until when a worker has it in hand. One row a job."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    # After this moment whoever took it is taken for dead, and another may.
    held_until = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=32, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)  # when it last ended well
    error = models.TextField(blank=True)  # the traceback of the last run; empty when that went well

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"


class Worker(models.Model):
    """A worker that runs, and its last sign of life. One that ends well takes its row away."""

    name = models.CharField(max_length=32, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.seen_at:%Y-%m-%d %H:%M:%S}"
