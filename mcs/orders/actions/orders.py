"""Sending an order, and each move from one state to the next. Both sides are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.orders.actions.tell import tell_answered, tell_moved_by_member, tell_received
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.models import Order
from mcs.orders.rules.states import member_moves, merchant_moves


@dataclass(frozen=True)
class Answer:
    """What the merchant says with a move."""

    price: int | None = None
    slot: str = ""
    words: str = ""


class MovedAlreadyError(Exception):
    """Somebody was quicker: the order no longer stands where it was read, or this move does not leave from there."""


@transaction.atomic
def send_order(*, listing: Listing, member: Member, kind: OrderKind, submission: UUID, values: dict[str, Any]) -> Order:
    """Writes the order and tells the merchant; the same form sent twice is one order."""
    try:
        with transaction.atomic():
            order = Order.objects.create(listing=listing, member=member, kind=kind, submission=submission, **values)
    except IntegrityError:
        return Order.objects.get(member=member, submission=submission)
    tell_received(order)
    return order


@transaction.atomic
def answer_order(*, order: Order, status: OrderStatus, answer: Answer, version: int) -> None:
    """The merchant's move, from the version of the order he read. Raises MovedAlreadyError."""
    said = {"answer": answer.words}
    if answer.price is not None:
        said |= {"price": answer.price}  # type: ignore[dict-item]
    if answer.slot:
        said |= {"slot": answer.slot}
    if status not in merchant_moves(order.status):
        raise MovedAlreadyError
    _move(order, status, version, said)
    tell_answered(order)


@transaction.atomic
def move_own_order(*, order: Order, status: OrderStatus, version: int) -> None:
    """Who ordered cancels, or agrees with what was changed. Raises MovedAlreadyError."""
    if status not in member_moves(order.status):
        raise MovedAlreadyError
    _move(order, status, version, {})
    tell_moved_by_member(order)


def _move(order: Order, status: OrderStatus, version: int, values: dict[str, Any]) -> None:
    """One statement: of two moves at once the database lets one through."""
    stands = Order.objects.filter(pk=order.pk, version=version, status=order.status)
    values |= {"status": status, "version": version + 1, "moved_at": timezone.now()}
    if not stands.update(**values):
        raise MovedAlreadyError
    order.refresh_from_db(fields=list(values))
