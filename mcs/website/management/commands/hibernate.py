"""`manage.py hibernate DEST`: the public site as files, and the site itself read-only."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mcs.website.sleep.copying import Copy, put_in_place
from mcs.website.sleep.mark import mark

EVERY = 250  # files between two lines of progress


class Command(BaseCommand):
    help = "Writes the public site as files that any web server gives, and puts the site to sleep: read-only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DEST", type=Path, help="A folder to make, or an earlier copy.")
        parser.add_argument("--awake", action="store_true", help="Only write the copy; the site goes on.")

    def handle(self, *args: Any, folder: Path, awake: bool, **options: Any) -> None:
        folder = folder.absolute()
        if folder.exists() and any(folder.iterdir()) and not (folder / "en-sommeil" / "index.html").exists():
            raise CommandError(f"{folder} holds something else than an earlier copy: name a folder to make.")
        slept = mark().exists()
        if not awake:
            mark().touch()  # first, so that nothing is written that the copy has not
        draft = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(draft, ignore_errors=True)
        try:
            copy = Copy(draft, self._tell)
            copy.make()
            if copy.broken:
                raise CommandError("\n".join(["Some pages failed, so the copy was not kept:", *copy.broken]))
            put_in_place(draft, folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            if not awake and not slept:
                mark().unlink(missing_ok=True)
            raise
        self.stdout.write(f"{folder}: {len(copy.pages)} pages and {len(copy.there) - len(copy.pages)} other files.")
        if not awake:
            self.stdout.write("The site is asleep: it is read, and nobody writes. `manage.py wake` wakes it.")

    def _tell(self, files: int) -> None:
        if files % EVERY == 0:
            self.stdout.write(f"{files} files…")
