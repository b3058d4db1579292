"""Only UTF-8 is read, whatever a request names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from mcs.lib.charset import only_utf8


def passed_on(content_type: str) -> str:
    """The Content-Type that the application behind gets to see."""
    seen: list[str] = []

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        seen.append(environ["CONTENT_TYPE"])
        return []

    list(only_utf8(application)({"CONTENT_TYPE": content_type}, lambda *said: None))
    return seen[0]


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("text/plain; charset=rot13", "text/plain"),
        ('text/plain; charset="unicode_escape"', "text/plain"),
        ("multipart/form-data; charset=idna; boundary=x", "multipart/form-data; boundary=x"),
        ("text/plain; Charset=UTF-8", "text/plain; Charset=UTF-8"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"),
        ("", ""),
    ],
)
def test_other_charsets_are_left_out(content_type: str, expected: str) -> None:
    assert passed_on(content_type) == expected
