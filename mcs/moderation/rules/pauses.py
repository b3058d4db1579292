"""Whether a queue takes anything new."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcs.members.rules import Refusal
from mcs.moderation.queries.pauses import pause_of


def check_is_open(queue: str) -> None:
    """Raises Refusal, with the sentence that says why and until when, while the volunteers pause the queue."""
    pause = pause_of(queue)
    if pause:
        kept = _("What you wrote stays on this page: copy it, or come back after that day.")
        raise Refusal(f"{pause} {pause.reason} {kept}", 409)
