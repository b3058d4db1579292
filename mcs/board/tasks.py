"""The jobs of the board; each may run twice."""

from __future__ import annotations

from django_tasks import task

from mcs.board.actions import named


@task
def propose_named(*, about: str, comment_pk: int | None = None, post_pk: int | None = None) -> None:
    """Proposes a business named in an answer or a post to the volunteers."""
    named.propose_named(about=about, comment_pk=comment_pk, post_pk=post_pk)
