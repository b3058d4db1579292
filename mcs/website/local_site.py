"""The site on one's own machine: web server and worker as children of this process, started and stopped together.

One that ends by itself is started again after a pause.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.error import HTTPError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

HOST = "127.0.0.1"
PATIENCE = 60  # seconds the server has to answer for the first time
FAREWELL = 8  # seconds a process has to finish what it is doing
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before what ended by itself is started again
LONG_LIFE = 60.0  # seconds after which it was well
Site = dict[str, "Program"]


class Program:
    """One of the two, in a process group of its own: Ctrl-C reaches this process alone, which stops them in order, and
    whatever a killed one leaves behind (granian's own processes go on without it) is ended with its group.
    """

    def __init__(self, name: str, command: list[str], port: int) -> None:
        self.name, self.command = name, command
        self.environment = {"MCS_NETWORK_URL": f"http://localhost:{port}", **os.environ}
        self.pause = SHORTEST_PAUSE
        self.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    def start(self) -> None:
        self.began, self.ended = time.monotonic(), 0.0
        self.process = subprocess.Popen([sys.executable, *self.command], env=self.environment, process_group=0)

    def tend(self) -> None:
        """Starts it again some seconds after it has ended by itself, later and later while it ends at once."""
        if self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.ended:
            self.ended = now
            self.pause = SHORTEST_PAUSE if now - self.began > LONG_LIFE else min(2 * self.pause, LONGEST_PAUSE)
            _kill_group(self.pid)
            said = _("%(name)s stopped by itself (code %(code)s) and is started again. The reason is above.")
            sys.stderr.write(said % {"name": self.name, "code": self.process.returncode} + "\n")
        elif now - self.ended >= self.pause:
            self.start()

    def stop(self) -> None:
        """Waits for its end, and forces what has not come after a while."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(FAREWELL)
        _kill_group(self.pid)
        self.process.wait()


@contextmanager
def local_site(port: int) -> Iterator[Site]:
    """Yields the two programs, by name, once the first page answers; stops them afterwards whatever happens.

    Raises CommandError when they don't start.
    """
    worker = [str(settings.BASE_DIR / "manage.py"), "run_worker", "--interval", "0.5"]
    commands = {"granian": ["-m", "granian", *server_arguments(port)], "run_worker": worker}
    site = {name: Program(name, command, port) for name, command in commands.items()}
    try:
        _wait_for_answer(site, port)
        yield site
    finally:
        _stop(site)


def watch(site: Site) -> None:
    """Returns never: what ends by itself is started again, and the other goes on meanwhile."""
    while True:
        for program in site.values():
            program.tend()
        time.sleep(0.5)


def refuse_busy_port(port: int) -> None:
    """Raises CommandError when another program listens on that port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                _("Port %(port)s can't be used, another program probably has it. Choose another: make run PORT=8100")
                % {"port": port}
            ) from error


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def server_arguments(port: int) -> list[str]:
    """What granian is told, as `deploy/systemd/mcs-web.service` tells it. Eight threads: while some wait until
    the database has taken what was written, others answer from memory."""
    address = ["--interface", "wsgi", "--host", HOST, "--port", str(port)]
    strength = ["--workers", str(settings.WEB_PROCESSES), "--blocking-threads", "8"]
    manners = ["--no-ws", "--respawn-failed-workers", "--log-level", "error"]
    return [*address, *strength, *manners, "mcs.config.wsgi:application"]


def _wait_for_answer(site: Site, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for program in site.values():
            if (code := program.process.poll()) is not None:
                said = _("%(name)s stopped by itself (code %(code)s), so everything stops. The reason is above.")
                raise CommandError(said % {"name": program.name, "code": code})
        try:
            with urlopen(f"http://{HOST}:{port}/", timeout=PATIENCE):
                return
        except HTTPError as error:
            error.close()
            break
        except OSError:
            time.sleep(0.1)
    raise CommandError(_("The first page of the site doesn't open; the reason is above."))


def _stop(site: Site) -> None:
    """Asks each to finish, and ends by force what has not after a while."""
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for program in site.values():
        program.process.terminate()
    for program in site.values():
        program.stop()
    signal.signal(signal.SIGINT, interrupted)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
