"""Registers the places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "mcs.places"
    label = "places"
