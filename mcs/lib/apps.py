"""Registers lib so that its template tags and its lookup are found."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "mcs.lib"
    label = "lib"

    def ready(self) -> None:
        import mcs.lib.among  # noqa: F401
