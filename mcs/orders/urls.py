"""URLs of the orders app."""

from django.urls import path

from mcs.orders.views import answer, merchant, offers, order, own

app_name = "orders"
urlpatterns = [
    path("annuaire/<slug:slug>/offres/", offers.offers, name="offers"),
    path("annuaire/<slug:slug>/commandes/", merchant.merchant_orders, name="merchant_orders"),
    path("annuaire/<slug:slug>/commandes/tournee.pdf", merchant.round_sheet, name="round_sheet"),
    path("annuaire/<slug:slug>/commandes/reglages/", merchant.counter, name="counter"),
    path("commander/<slug:slug>/", order.order, name="order"),
    path("commande/<str:token>/", answer.answer, name="answer"),
    path("moi/commandes/", own.own_orders, name="own_orders"),
    path("moi/commandes/<int:pk>/", own.own_order, name="own_order"),
    path("moi/commandes/<int:pk>/accepter/", own.order_agree, name="order_agree"),
    path("moi/commandes/<int:pk>/annuler/", own.order_cancel, name="order_cancel"),
]
