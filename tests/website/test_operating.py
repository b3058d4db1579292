"""Every command that docs/operating.md gives to be typed works as it is written there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.conf import settings as site
from django.core.management import call_command, get_commands, load_command_class
from granian.cli import cli
from pytest_django import Settings

from mcs.directory.models import Listing
from mcs.website.keeping.tables import empty, kept_models
from tests.factories import make_listing

GUIDE = (Path(site.BASE_DIR) / "docs" / "operating.md").read_text(encoding="utf-8")
UNITS = Path(site.BASE_DIR) / "deploy" / "systemd"
PATRONI = Path(site.BASE_DIR) / "deploy" / "patroni"
DEBIANS = {"postgresql.service", "etcd.service", "patroni.service"}
TRIED_APART = ("nginx", "pg_basebackup")  # by tests/website/test_growing.py
TRIED_BY_HAND = ("apt-get", "patroni", "patronictl", "createuser", "createdb")  # tests/bench/failover.py
NEED_AN_EMPTY_PLACE = {"restore", "import_network"}


def typed(chapter: str = "") -> list[list[str]]:
    """The words of each command in a block to be typed, in order, of one chapter or of all."""
    text = GUIDE.partition(f"\n## {chapter}\n")[2].partition("\n## ")[0] if chapter else GUIDE
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]


@pytest.mark.django_db
def test_what_keeps_the_network_does_as_told(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path
    make_listing()
    done = []
    for chapter in ("Back up", "Restore", "Hand over, or change database", "Hibernate"):
        for _python, _manage, name, *words in typed(chapter):
            if name in NEED_AN_EMPTY_PLACE:
                empty(kept_models(apps))
            call_command(name, *(word.replace("/srv", str(tmp_path)) for word in words))
            done.append(name)
            assert Listing.objects.count() == 1
    assert done == ["backup", "verify", "restore", "export_network", "import_network", "hibernate", "wake"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in UNITS.iterdir():
        text = unit.read_text(encoding="utf-8")
        text = text.replace("/srv/mcs/.venv/bin", str(Path(sys.executable).parent)).replace(
            "/srv/mcs", str(site.BASE_DIR)
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", *tmp_path.iterdir()], capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")


def test_the_other_commands_are_understood(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    for program, *words in typed():
        if program.endswith("granian"):
            assert cli.make_context("granian", words).params["app"] == "mcs.config.wsgi:application"
        elif words[:1] == ["manage.py"]:
            command = load_command_class(get_commands()[words[1]], words[1])
            command.create_parser("manage.py", words[1]).parse_args(words[2:])
        elif program == "cp":
            assert [name for name in words[:-1] if not (Path(site.BASE_DIR) / name).is_file()] == []
        elif program == "systemctl":
            assert {word for word in words if "." in word} <= {path.name for path in UNITS.iterdir()} | DEBIANS
        elif program not in (*TRIED_APART, *TRIED_BY_HAND):
            assert program in ("python3", ".venv/bin/pip", "export")


def test_three_machines_agree_on_what_patroni_is_told() -> None:
    """The bench starts the real thing with these files; this only keeps them whole."""
    told = yaml.safe_load((PATRONI / "patroni.yml").read_text(encoding="utf-8"))
    rules = told["bootstrap"]["dcs"]
    assert rules["ttl"] >= rules["loop_wait"] + 2 * rules["retry_timeout"]
    assert rules["synchronous_mode"] is True
    assert "password" not in str(told)
    etcd = dict(re.findall(r"^(ETCD_\w+)=(.+)$", (PATRONI / "etcd").read_text(encoding="utf-8"), re.MULTILINE))
    members = re.findall(r"http://([\d.]+):2380", etcd["ETCD_INITIAL_CLUSTER"])
    assert told["etcd3"]["hosts"].split(",") == [f"{address}:2379" for address in members]
    assert {told["name"], etcd["ETCD_NAME"]} == {"db1"}
