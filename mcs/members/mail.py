"""What this app wants sent by e-mail. The notices app stands above, so it comes here and says how (AppConfig.ready)."""

from __future__ import annotations

from typing import Any, Protocol


class Carrier(Protocol):
    def __call__(self, kind: str, *, to: str, context: dict[str, Any], language: str) -> None: ...


_carriers: list[Carrier] = []


def carry_with(carrier: Carrier) -> None:
    """Names who carries what this app writes to mailboxes; the last one named does."""
    _carriers[:] = [carrier]


def send(kind: str, *, to: str, context: dict[str, Any], language: str) -> None:
    """Hands a kind of e-mail (those of notices/account.py) to whoever carries them."""
    for carrier in _carriers:
        carrier(kind, to=to, context=context, language=language)
