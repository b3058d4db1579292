"""The contracts of import-linter (pyproject.toml) cover the whole house; `make check` keeps them."""

from __future__ import annotations

import logging.config
import tomllib

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.sources import HOUSE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_app_has_its_ladder() -> None:
    """lib and config are not apps: lib's files each stand alone, config sees everything."""
    apps = {f"mcs.{folder.name}" for folder in HOUSE.iterdir() if (folder / "apps.py").exists()} - {"mcs.lib"}
    ladder = next(contract for contract in CONTRACTS if contract["id"] == "app")
    assert set(ladder["containers"]) == apps


def test_imports_go_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    # import-linter's own logging settings would silence every logger there is, for the tests that follow too.
    monkeypatch.setattr(logging.config, "dictConfig", lambda settings: None)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
