"""What is reported, what was decided about it, and who asked for another look."""

from mcs.moderation.models.reports import Appeal, Decision, Report

__all__ = ["Appeal", "Decision", "Report"]
