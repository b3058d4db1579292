"""Registers the orders app: what it shows on a listing's page and on one's own, and what it does by itself."""

from datetime import timedelta

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "mcs.orders"
    label = "orders"

    def ready(self) -> None:
        from mcs.directory.merging import Merger, register_merger
        from mcs.directory.panels import register_button, register_panel
        from mcs.lib.periodic.registry import register
        from mcs.members.arrivals import on_arrival
        from mcs.members.holdings import declare
        from mcs.members.sections import register_section
        from mcs.orders import notices  # noqa: F401 — makes them known
        from mcs.orders.actions.forget import empty_orders
        from mcs.orders.actions.merge import move_to_kept, take_back
        from mcs.orders.personal_data import HOLDINGS
        from mcs.orders.views.merchant import orders_section
        from mcs.orders.views.offers import offers_panel
        from mcs.orders.views.order import order_button, send_pending

        register_merger(Merger("orders", move_to_kept, take_back))
        register_panel(offers_panel)
        register_button(order_button)
        register_section(orders_section)
        on_arrival(send_pending)
        register("empty_orders", every=timedelta(days=1), run=empty_orders)
        declare(*HOLDINGS)
