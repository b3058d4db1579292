"""`load_demo`: the demo network "Marseille Connection Sud", into an empty database."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.website.demo import DEMO_SIGN_INS
from mcs.website.demo.build import NetworkNotEmptyError, build_demo


class Command(BaseCommand):
    help = "Fills an empty database with the demo network: invented members, businesses, posts and drawn photos."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-photos", action="store_true", help="Draw nothing: a second instead of ten.")

    def handle(self, *args: Any, without_photos: bool, **options: Any) -> None:
        start = time.monotonic()
        try:
            build_demo(now=timezone.now(), say=self.stdout.write, with_photos=not without_photos)
        except NetworkNotEmptyError as error:
            raise CommandError(
                _("This database already has listings. The demo network is only loaded into an empty one.")
            ) from error
        seconds = f"{time.monotonic() - start:.0f}"
        self.stdout.write(_("The demo network is ready, in %(seconds)s seconds.") % {"seconds": seconds})
        for label, email in DEMO_SIGN_INS:
            self.stdout.write(f"  {_(label)}: {email}")
