"""Registers the orders app: its panel on a listing's page, and how offers move when two listings become one."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "mcs.orders"
    label = "orders"

    def ready(self) -> None:
        from mcs.directory.merging import Merger, register_merger
        from mcs.directory.panels import register_panel
        from mcs.orders.actions.merge import move_to_kept, take_back
        from mcs.orders.views.offers import offers_panel

        register_merger(Merger("orders", move_to_kept, take_back))
        register_panel(offers_panel)
