"""`prepare`: whatever must exist before the site can answer, made again only where something changed."""

from __future__ import annotations

import hashlib
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation.reloader import translation_file_changed

from mcs.directory.actions.index import fill_empty_index
from mcs.directory.models import Listing
from mcs.notices.webpush import make_key


class Command(BaseCommand):
    help = "Makes the assets, the served files and the tables; with --demo also the demo network in an empty database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="Load the demo network if there is no listing yet.")
        parser.add_argument(
            "--fresh", action="store_true", help="Empty the database first, then load the demo network."
        )

    def handle(self, *args: Any, demo: bool, fresh: bool, **options: Any) -> None:
        if fresh and not settings.SETTINGS_MODULE.endswith(".dev"):
            raise CommandError("--fresh erases everything, so it only works with the development settings.")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        make_key()
        call_command("build_assets", verbosity=0)
        translation_file_changed(None, Path("django.mo"))  # this process read the catalogues before they were compiled
        collect_static()
        if fresh:
            erase()
        call_command("migrate", verbosity=0)
        fill_empty_index()
        if fresh or (demo and not Listing.objects.exists()):
            for command in ("load_places", "load_categories", "load_demo"):
                call_command(command)


def erase() -> None:
    """Empties everything. SQLite's files go whole, so that the tables of an older version of the code go with them."""
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{settings.DATABASES['default']['NAME']}{suffix}").unlink(missing_ok=True)
    else:
        call_command("migrate", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)


def collect_static() -> None:
    """Collects, hashes and compresses the static files, unless they are what was collected last time."""
    stamp = settings.VAR_DIR / "static.stamp"
    found = fingerprint([*settings.STATICFILES_DIRS, settings.BASE_DIR / "requirements" / "run.txt"])
    if stamp.exists() and stamp.read_text() == found and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(found)


def fingerprint(places: list[Path]) -> str:
    """One hash over the names and contents of files and of whole folders."""
    seen = hashlib.sha256()
    for place in places:
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
        for path in files:
            seen.update(f"{path}\0{path.stat().st_size}\0".encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()
