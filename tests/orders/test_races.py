"""Two presses at the same moment: what the database decides, on the one that runs them side by side."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import connection

from mcs.orders.actions.orders import Answer, MovedAlreadyError, answer_order, move_own_order, send_order
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.models import Order
from tests.board.test_races import at_once
from tests.factories import make_listing, make_member, make_order

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time."),
]


def test_two_answers_and_a_cancelling_are_one_move() -> None:
    order = make_order(make_listing(manager=make_member(email="sophie@network.example")))
    won: list[str] = []

    def answer(status: OrderStatus) -> None:
        with suppress(MovedAlreadyError):
            answer_order(order=Order.objects.get(pk=order.pk), status=status, answer=Answer(), version=0)
            won.append(status)

    def cancel() -> None:
        with suppress(MovedAlreadyError):
            move_own_order(order=Order.objects.get(pk=order.pk), status=OrderStatus.CANCELLED, version=0)
            won.append(OrderStatus.CANCELLED)

    at_once(lambda: answer(OrderStatus.ACCEPTED), lambda: answer(OrderStatus.REFUSED), cancel)
    order.refresh_from_db()
    assert (won, order.version) == ([order.status], 1)


def test_two_submits_of_one_form_are_one_order() -> None:
    listing, member, key = make_listing(), make_member(), uuid4()
    values = {"text": "Un rôti"}
    about = {"listing": listing, "member": member, "kind": OrderKind.ASIDE, "submission": key}
    at_once(*[lambda: send_order(values=values, **about)] * 4)  # type: ignore[arg-type]
    assert Order.objects.count() == 1
