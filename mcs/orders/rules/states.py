"""Which state leads to which, and who may take it there."""

from __future__ import annotations

from mcs.orders.enums import OrderStatus as S

FINAL = frozenset({S.DONE, S.REFUSED, S.CANCELLED})
OPEN = frozenset(set(S) - FINAL)
BY_MERCHANT: dict[S, tuple[S, ...]] = {
    S.SENT: (S.ACCEPTED, S.CHANGED, S.REFUSED),
    S.ACCEPTED: (S.READY, S.DONE, S.CHANGED, S.REFUSED),
    S.CHANGED: (S.CHANGED, S.REFUSED),  # what he proposed waits for her yes
    S.READY: (S.DONE,),
}
BY_MEMBER: dict[S, tuple[S, ...]] = {
    S.SENT: (S.CANCELLED,),
    S.CHANGED: (S.ACCEPTED, S.CANCELLED),
    S.ACCEPTED: (S.CANCELLED,),
}


def merchant_moves(status: str) -> tuple[S, ...]:
    """Where the merchant may take an order that stands there."""
    return BY_MERCHANT.get(S(status), ())


def member_moves(status: str) -> tuple[S, ...]:
    """Where who ordered may take it."""
    return BY_MEMBER.get(S(status), ())
