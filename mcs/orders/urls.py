"""URLs of the orders app."""

from django.urls import path

from mcs.orders.views import offers

app_name = "orders"
urlpatterns = [
    path("annuaire/<slug:slug>/offres/", offers.offers, name="offers"),
]
