"""`run_site`: the whole place on one's own machine, until Ctrl-C."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mcs.website.demo import DEMO_SIGN_INS
from mcs.website.local_site import local_site, refuse_busy_port, watch

NBSP = "\u00a0"


class Command(BaseCommand):
    help = "Starts the site with its demo network on this machine: web server and worker, stopped by Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port on this machine (default: %(default)s).")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked_to_stop, _interrupt)
        if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # its terminal is closed, and nobody said nohup
            signal.signal(signal.SIGHUP, _interrupt)
        try:
            refuse_busy_port(port)
            call_command("prepare", demo=True)
            with local_site(port) as site:
                self.stdout.write(welcome(port))
                self.stdout.flush()
                watch(site)
        except KeyboardInterrupt:
            self.stdout.write("\n" + _("The site is stopped. Everything in it is kept."))


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def welcome(port: int) -> str:
    """What somebody who sees this for the first time needs to know."""
    people = [f"    {_(label)}{NBSP}: {email}" for label, email in DEMO_SIGN_INS]
    return "\n".join(
        [
            "",
            _("The site is open: %(address)s") % {"address": f"http://127.0.0.1:{port}/"},
            "",
            _("To sign in as somebody of the demo network, type one of these addresses on %(address)s")
            % {"address": f"http://127.0.0.1:{port}/connexion/"},
            *people,
            _("The site sends no real e-mail: each is a file in %(folder)s, and the newest has your code.")
            % {"folder": settings.VAR_DIR / "mail"},
            "",
            _("Ctrl-C stops everything."),
        ]
    )
