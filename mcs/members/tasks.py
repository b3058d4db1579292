"""The copies of their data that members ask for, made beside the pages."""

from __future__ import annotations

from django_tasks import task

from mcs.members import exports


@task(priority=-10)
def make_export(*, key: str, language: str) -> None:
    """Makes a copy that was asked; running it again changes nothing."""
    exports.make_export(key=key, language=language)
