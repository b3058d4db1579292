"""What an operator is told at start: `manage.py check --deploy`."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004 — Django's name for it

from mcs.website.legal import missing_facts


@register(deploy=True)
def legal_facts_are_said(**kwargs: Any) -> list[CheckMessage]:
    """A warning for each thing the law asks to be told of who runs the site and the settings do not say."""
    return [
        Warning(
            f"{fact.setting} is not set: /mentions-legales/ has to tell visitors that it is missing.",
            hint="French law (LCEN, article 1-1) asks for it; see docs/operating.md.",
            id=f"website.{fact.setting}",
        )
        for fact in missing_facts()
    ]
