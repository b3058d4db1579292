"""Registers lib so that its template tags are found."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "mcs.lib"
    label = "lib"
