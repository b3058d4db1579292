"""What the commands of places tell about a loading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mcs.places.actions import Loading, UnreadableFileError

REASONS_SHOWN = 20


def report(command: BaseCommand, load: Callable[[], Loading], source: Path | str) -> None:
    """Runs a loading and writes how many rows became what, with the first reasons of those rejected."""
    try:
        loading = load()
    except UnreadableFileError as error:
        raise CommandError(f"{source}: {error}") from error
    command.stdout.write(
        f"{source}: {loading.rows} rows: {loading.created} created, {loading.updated} updated, "
        f"{loading.unchanged} unchanged, {loading.ignored} of other districts, {len(loading.rejected)} rejected."
    )
    for row, reason in loading.rejected[:REASONS_SHOWN]:
        command.stdout.write(f"  row {row}: {reason}")
    if len(loading.rejected) > REASONS_SHOWN:
        command.stdout.write(f"  … and {len(loading.rejected) - REASONS_SHOWN} more.")
