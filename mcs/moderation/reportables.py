"""The registry of what can be reported: each app adds its kinds in AppConfig.ready().

A kind knows how to find one of its things whatever its state, to hide it so that it can come back, and which pages of
the site show one. Only its key is kept here, so that a report outlives what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.functional import Promise

from mcs.members.models import Member

PAGE = "page"  # an address of the site at which nothing registered stands


@dataclass(frozen=True)
class Subject:
    """What is reported, as it is now. `is_shown`: others see it."""

    kind: str
    key: str
    title: str
    text: str
    url: str
    author: Member | None
    is_shown: bool = True


def _cannot(key: str) -> bool:
    return False


@dataclass(frozen=True)
class Reportable:
    """One kind. `kind` is its word in addresses; `pages` gives the key from the arguments of each of its pages.

    `remove` and `restore` say whether anything is there to hide or show; both may run twice. `is_removable` is false
    for what has nothing to hide: a decision then only speaks of who it is about.
    """

    kind: str
    label: str | Promise
    find: Callable[[str], Subject | None]
    pages: Mapping[str, Callable[[Mapping[str, Any], str], str]]
    remove: Callable[[str], bool] = _cannot
    restore: Callable[[str], bool] = _cannot
    is_removable: bool = True


_kinds: dict[str, Reportable] = {}


def register_reportable(reportable: Reportable) -> None:
    """Adds a kind. Raises ValueError on a name taken by another."""
    if _kinds.setdefault(reportable.kind, reportable) is not reportable:
        raise ValueError(f"Two reportables are named {reportable.kind}.")


def reportable_named(kind: str) -> Reportable | None:
    """The kind of that name; None when there is none."""
    return _kinds.get(kind)


def find_subject(kind: str, key: str) -> Subject | None:
    """What stands under that key, whatever its state; None when it is gone for good or never was."""
    reportable = _kinds.get(kind)
    return reportable.find(key) if reportable else None


def subject_at(address: str) -> Subject | None:
    """What stands at an address of this site; a page with nothing reportable is a subject too. None for elsewhere."""
    try:
        parts = urlsplit(address.strip())
        host = urlsplit(settings.NETWORK_URL).netloc
        # An address typed without "https://" has its host in the path.
        path = parts.path if parts.netloc or parts.path.startswith("/") else parts.path.removeprefix(host)
        if parts.netloc not in ("", host):
            return None
        match = resolve(path or "/")
    except (ValueError, Resolver404):
        return None
    for reportable in _kinds.values():
        key_of = reportable.pages.get(match.view_name)
        key = key_of(match.kwargs, parts.fragment) if key_of else ""
        subject = reportable.find(key) if key else None
        if subject and subject.is_shown:
            return subject
    return Subject(PAGE, path[:200], path[:120], "", path[:200], None)
