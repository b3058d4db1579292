"""Registers the orders app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "mcs.orders"
    label = "orders"
