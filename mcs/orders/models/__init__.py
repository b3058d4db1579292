"""The tables of the orders app."""

from mcs.orders.models.offer import Offer

__all__ = ["Offer"]
