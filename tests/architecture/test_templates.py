"""Templates: each one used, translated, without anything the security policy refuses, and safe to post from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.template.loader import get_template

from tests.architecture.markup import COMMENT, WORD, read, without_django
from tests.architecture.sources import HOUSE, python_files, template_files, template_name

# Names that are the same in every language.
BRANDS = {"Facebook", "Google", "Instagram", "WhatsApp", "OpenStreetMap", "Apple", "Android"}


def by_name(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=template_name)


def overrides_a_dependency(name: str) -> bool:
    places = [Path(app.path) / "templates" for app in apps.get_app_configs()]
    return any((place / name).exists() for place in [*places, Path(forms.__path__[0]) / "templates"])


@by_name(template_files())
def test_template_compiles(path: Path) -> None:
    assert get_template(template_name(path))


def test_every_template_is_used() -> None:
    """Named whole somewhere, or without its ending as notices name the two forms of an e-mail."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in [*python_files(HOUSE), *template_files()])
    named = set(re.findall(r"[\"']([\w/.-]+?)(?:#[\w-]+)?[\"']", texts))
    unused = [
        name
        for name in map(template_name, template_files())
        if not {name, name.rpartition(".")[0]} & named and not overrides_a_dependency(name)
    ]
    assert unused == []


@by_name([path for path in template_files(".html") if "email" not in path.parts])
def test_template_says_nothing_the_security_policy_refuses(path: Path) -> None:
    """E-mails are apart: their readers know no style sheet, and no policy of ours reaches them."""
    assert read(path.read_text(encoding="utf-8")).refused == []


@by_name(template_files(".html"))
def test_template_has_no_untranslated_words(path: Path) -> None:
    words = read(path.read_text(encoding="utf-8")).words
    assert [text for text in words if not set(WORD.findall(text)) <= BRANDS] == []


@by_name(template_files(".txt"))
def test_text_template_has_no_untranslated_words(path: Path) -> None:
    assert WORD.findall(without_django(path.read_text(encoding="utf-8"))) == []


@by_name(template_files(".html"))
def test_every_posted_form_carries_our_token(path: Path) -> None:
    """{% csrf %} puts nothing in a visitor's page; Django's own tag would."""
    source = COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert not re.search(r"{%\s*csrf_token", source)
    forms_posted = re.findall(r"<form\b[^>]*method=[\"']?post\b.*?</form>", source, re.DOTALL | re.IGNORECASE)
    assert [form for form in forms_posted if not re.search(r"{%\s*csrf\s*%}", form)] == []
