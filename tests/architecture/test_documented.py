"""What an operator may set or type is in docs/operating.md, and nothing else is."""

from __future__ import annotations

import re

from tests.architecture.sources import HOUSE, ROOT, python_files

GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in python_files(HOUSE))
    pattern = r"\b(?:MCS_[A-Z_]+|DATABASE_URL|DATABASE_REPLICA_URLS|CACHE_URL)\b"
    assert set(re.findall(pattern, GUIDE)) == set(re.findall(pattern, code))


def test_every_command_is_documented() -> None:
    commands = {path.stem for path in HOUSE.glob("**/management/commands/*.py")} - {"__init__"}
    ours = {name for name in re.findall(r"manage\.py ([a-z_]+)", GUIDE) if name not in DJANGO_COMMANDS}
    assert ours == commands


DJANGO_COMMANDS = {"migrate", "collectstatic", "check", "db_worker", "help", "clearsessions", "prune_db_task_results"}
