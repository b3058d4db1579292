"""The registry of kinds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mcs.notices import notice
from mcs.notices.notice import Notice, all_notices, register


@pytest.fixture(autouse=True)
def kept_registry() -> Iterator[None]:
    before = dict(notice._notices)
    yield
    notice._notices.clear()
    notice._notices.update(before)


class Told(Notice):
    name = "zz_told"
    subject = "Told"
    template = "told"


def test_register_makes_a_kind_known_once() -> None:
    register(Told)
    register(Told)
    assert all_notices()[-1] is Told
    assert all_notices().count(Told) == 1


def test_register_refuses_a_name_taken() -> None:
    register(Told)
    with pytest.raises(ValueError, match="zz_told"):
        register(type("Other", (Notice,), {"name": "zz_told"}))
