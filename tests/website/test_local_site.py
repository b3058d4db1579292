"""The two processes of `make run`, and what becomes of them when they are killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from granian.cli import cli

from mcs.website.local_site import SHORTEST_PAUSE, Program, server_arguments

AND_A_CHILD = "import subprocess, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"


def test_granian_understands_what_it_is_told() -> None:
    told = cli.make_context("granian", server_arguments(8123)).params
    assert (told["app"], told["port"], told["workers"]) == ("mcs.config.wsgi:application", 8123, settings.WEB_PROCESSES)


def test_a_program_that_ends_is_started_again_after_a_pause_and_leaves_nothing_behind() -> None:
    program = Program("granian", ["-c", AND_A_CHILD], 8123)
    first = program.pid
    program.process.kill()
    program.process.wait()
    program.tend()
    assert (program.pid, program.pause) == (first, 2 * SHORTEST_PAUSE)
    program.pause = 0.0
    program.tend()
    assert program.pid != first
    program.process.kill()
    program.stop()
    for group in (first, program.pid):
        for _tick in range(50):
            if not subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, text=True).stdout:
                break
            time.sleep(0.02)
        else:
            pytest.fail(f"Something of {group} goes on.")


@pytest.mark.django_db(transaction=True)
def test_killed_and_without_its_database_or_disk_the_site_loses_nothing(tmp_path: Path) -> None:
    """The short version of `make bench-faults`: what it finds wrong, it says."""
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path}/network.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [f"{tmp_path}/network.sqlite3"])
    else:
        server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
        address = f"{server}/{connection.settings_dict['NAME']}"
        connection.close()
    command = [sys.executable, "-m", "tests.bench.faults", "--kills", "2", "--quick"]
    environment = {**os.environ, "DATABASE_URL": address}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert (done.returncode, (done.stdout + done.stderr[-3000:]) if done.returncode else "") == (0, "")
    assert f"2 kills on {connection.display_name}" in done.stdout
