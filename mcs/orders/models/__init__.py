"""The tables of the orders app."""

from mcs.orders.models.counter import Counter
from mcs.orders.models.offer import Offer
from mcs.orders.models.order import Order

__all__ = ["Counter", "Offer", "Order"]
