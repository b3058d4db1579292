"""The files the rules are about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "mcs"
TEMPLATES = HOUSE / "templates"


def python_files(*folders: Path) -> list[Path]:
    """Every module under the folders (mcs and tests unless said otherwise) that a person wrote: no migrations."""
    return sorted(
        path
        for folder in folders or (HOUSE, ROOT / "tests")
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    )


def template_files(*suffixes: str) -> list[Path]:
    """Every template with one of these endings (.html, .txt and .js unless said otherwise)."""
    wanted = suffixes or (".html", ".txt", ".js")
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in wanted)


def name_of(path: Path) -> str:
    """As somebody would type it from the root: mcs/lib/text.py."""
    return path.relative_to(ROOT).as_posix()


def template_name(path: Path) -> str:
    """As Django calls it: board/post.html."""
    return path.relative_to(TEMPLATES).as_posix()


def lines_of(text: str) -> int:
    """Lines that say something."""
    return sum(1 for line in text.splitlines() if line.strip())


def functions_of(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function of a module with its length in lines that say something, decorators apart."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, lines_of("\n".join(lines[node.lineno - 1 : node.end_lineno]))
