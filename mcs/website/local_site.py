"""The site on one's own machine: web server and worker as children of this process, started and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

HOST = "127.0.0.1"
PATIENCE = 60  # seconds the server has to answer for the first time
FAREWELL = 8  # seconds a process has to finish what it is doing
Children = dict[str, "subprocess.Popen[bytes]"]


@contextmanager
def local_site(port: int) -> Iterator[Children]:
    """Yields the two processes, by name, once the first page answers; stops them afterwards whatever happens.

    Raises CommandError when they don't start.
    """
    children = _start(port)
    try:
        _wait_for_answer(children, port)
        yield children
    finally:
        _stop(children)


def watch(children: Children) -> None:
    """Returns never; raises CommandError as soon as one of the processes has ended."""
    while True:
        _refuse_the_dead(children)
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


def _start(port: int) -> Children:
    """Both are born with Ctrl-C blocked, a mask that exec keeps: this process alone hears it and stops them in order,
    so that a worker in the middle of a job finishes it. They stay in its process group, so nothing can outlive it.
    """
    environment = {"MCS_NETWORK_URL": f"http://localhost:{port}", **os.environ}
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return {
            "granian": subprocess.Popen([sys.executable, "-m", "granian", *server_arguments(port)], env=environment),
            "run_worker": subprocess.Popen(
                [sys.executable, settings.BASE_DIR / "manage.py", "run_worker", "--interval", "0.5"], env=environment
            ),
        }
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


def server_arguments(port: int) -> list[str]:
    """What granian is told: one process, so that there is one memory of visitors' pages."""
    arguments = [
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "4",
    ]
    arguments += ["--no-ws", "--respawn-failed-workers", "--log-level", "warning", "mcs.config.wsgi:application"]
    return arguments


def _refuse_the_dead(children: Children) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CommandError(
                _("%(name)s stopped by itself (code %(code)s), so everything stops. The reason is above.")
                % {"name": name, "code": child.returncode}
            )


def _wait_for_answer(children: Children, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        _refuse_the_dead(children)
        try:
            with urlopen(f"http://{HOST}:{port}/", timeout=PATIENCE):
                return
        except HTTPError as error:
            error.close()
            break
        except OSError:
            time.sleep(0.1)
    raise CommandError(_("The first page of the site doesn't open; the reason is above."))


def _stop(children: Children) -> None:
    """Asks each to finish, and ends by force what has not after a while."""
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children.values():
        child.terminate()
    for child in children.values():
        try:
            child.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    signal.signal(signal.SIGINT, interrupted)
