"""The tables are what the models say."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, no_color=True, stdout=said)
    assert said.getvalue() == "No changes detected\n"
