"""`receive_mail`: takes in the answers that come by e-mail, until it is stopped."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mcs.messaging.smtp import mail_server


class Command(BaseCommand):
    help = "Listens for answers by e-mail, which your mail server passes on; stopped by Ctrl-C or a signal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: %(default)s).")
        parser.add_argument("--port", type=int, default=8025, help="Port to listen on (default: %(default)s).")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if not settings.REPLY_DOMAIN:
            raise CommandError("MCS_REPLY_DOMAIN must be set in the environment; see docs/operating.md.")
        stopped = threading.Event()
        for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked_to_stop, lambda *_signal: stopped.set())
        server = mail_server(host, port)
        try:
            server.start()
        except OSError as error:
            raise CommandError(f"Can't listen on {host}:{port}: {error}") from error
        self.stdout.write(f"Takes e-mails for {settings.REPLY_DOMAIN} on {host}:{port}.")
        self.stdout.flush()
        stopped.wait()
        server.stop()
