"""Registers the website app and what an operator is told at start."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "mcs.website"
    label = "website"

    def ready(self) -> None:
        from mcs.website import checks  # noqa: F401 — registers itself
