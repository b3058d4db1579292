"""Drafts of many merchants' messages, scored."""

from __future__ import annotations

import pytest

from mcs.directory.actions.categories import load_categories
from mcs.places.actions import load_places
from tests.directory.scoring import SETS, WORDS, messages, score

pytestmark = pytest.mark.django_db

LEAST = dict.fromkeys(SETS, 0.98) | dict.fromkeys(WORDS, 0.85)


def test_drafts_of_many_messages_tell_what_they_tell() -> None:
    load_categories()
    load_places()
    result = score(messages())
    short = {name: least for name, least in LEAST.items() if result.f1(name) < least}
    assert short == {}, "\n".join((*result.faults, *result.lines()))


def test_there_are_as_many_messages_as_promised() -> None:
    assert len(messages()) >= 80
