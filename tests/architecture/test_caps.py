"""Nothing grows past the size at which one reads it in one go."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.sources import (
    HOUSE,
    ROOT,
    functions_of,
    lines_of,
    name_of,
    python_files,
    template_files,
)

BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service"}


def too_long(paths: list[Path], cap: int) -> list[str]:
    sizes = {path: lines_of(path.read_text(encoding="utf-8")) for path in paths}
    return [f"{name_of(path)}: {size} lines, cap {cap}" for path, size in sizes.items() if size > cap]


def is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = [argument.arg for argument in function.args.args]
    return names[:1] == ["request"] or names[:2] == ["self", "request"]


def test_modules_stay_under_300_lines() -> None:
    assert too_long([*python_files(HOUSE), ROOT / "bootstrap.py", ROOT / "manage.py"], 300) == []


def test_test_files_stay_under_400_lines() -> None:
    assert too_long(python_files(ROOT / "tests"), 400) == []


def test_url_lists_stay_under_80_lines() -> None:
    assert too_long([path for path in python_files(HOUSE) if path.name == "urls.py"], 80) == []


def test_templates_stay_under_150_lines() -> None:
    assert too_long(template_files(), 150) == []


def test_functions_stay_under_40_lines() -> None:
    found = [
        f"{name_of(path)}: {function.name} has {size} lines, cap 40"
        for path in [*python_files(), ROOT / "bootstrap.py"]
        for function, size in functions_of(path)
        if size > 40
    ]
    assert found == []


def test_views_stay_under_25_lines() -> None:
    found = [
        f"{name_of(path)}: {function.name} has {size} lines, cap 25"
        for path in python_files(HOUSE)
        if "views" in (path.stem, *path.parent.parts)
        for function, size in functions_of(path)
        if size > 25 and is_view(function)
    ]
    assert found == []


def test_tasks_stay_under_15_lines() -> None:
    found = [
        f"{name_of(path)}: {function.name} has {size} lines, cap 15"
        for path in python_files(HOUSE)
        if path.stem == "tasks"
        for function, size in functions_of(path)
        if size > 15
    ]
    assert found == []


def test_nothing_is_named_after_nothing() -> None:
    places = [part for path in python_files() for part in (path, *path.parents) if ROOT in part.parents]
    assert sorted({name_of(place) for place in places if place.stem in BANNED_NAMES}) == []


def test_every_package_says_what_it_is() -> None:
    """Django wants packages named management and templatetags; every other one is ours and says what it holds."""
    silent = [
        name_of(path)
        for path in python_files(HOUSE)
        if path.name == "__init__.py"
        and not {"management", "templatetags"} & set(path.parts)
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
