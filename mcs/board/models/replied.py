"""What a merchant may reply to: a review, a recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mcs.board.models.reply import Reply


class Replied:
    """For models that a reply points at; `reply` is selected with them where it is shown."""

    @property
    def written_reply(self) -> Reply | None:
        """The merchant's reply as it stands, for its author."""
        return getattr(self, "reply", None)

    @property
    def merchant_reply(self) -> Reply | None:
        """The merchant's reply that everybody reads."""
        reply = self.written_reply
        return reply if reply and reply.is_published else None
