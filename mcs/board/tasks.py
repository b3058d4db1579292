"""The jobs of the board; each may run twice."""

from __future__ import annotations

from django_tasks import task

from mcs.board.actions import named


@task
def propose_named(*, comment_pk: int, about: str) -> None:
    """Proposes a business named in an answer to the volunteers."""
    named.propose_named(comment_pk=comment_pk, about=about)
