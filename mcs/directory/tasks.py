"""The jobs of the directory, asked for or done from time to time; each may run twice."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from mcs.directory.actions import brought, claims, freshness, needs, opening, requests, retention, suggestions


@task
def tell_decision(*, request_pk: int, decided_at: str) -> None:
    """Tells a merchant what was decided of the request, unless it was taken back meanwhile."""
    requests.tell_decision(request_pk=request_pk, decided_at=datetime.fromisoformat(decided_at))


@task
def tell_suggestion(*, suggestion_pk: int, decided_at: str) -> None:
    """Tells a member what became of a suggestion, unless that was taken back meanwhile."""
    suggestions.tell_suggestion(suggestion_pk=suggestion_pk, decided_at=datetime.fromisoformat(decided_at))


@task
def look_at_page(*, claim_pk: int) -> None:
    """Looks for a claim's code on the merchant's own page."""
    claims.look_at_page(claim_pk=claim_pk)


@task
def read_brought_file(*, pk: int, member_pk: str = "") -> None:
    """Tries or imports a file that a volunteer brought."""
    brought.read_brought_file(pk=pk, member_pk=member_pk)


def ask_freshness() -> None:
    """Once a day: merchants whose facts nobody confirmed for 90 days."""
    freshness.ask_freshness()


def refresh_openings() -> None:
    """Every minute: the listings that have opened or closed since."""
    opening.refresh_openings()


def recheck_openings() -> None:
    """Once a day: every listing's state, from its hours."""
    opening.recheck_openings()


def expire_facts() -> None:
    """Every hour, so soon after midnight too: what was true for a time only."""
    opening.expire_facts()


def forget_old_needs() -> None:
    """Once a day: what nobody has looked for in a year."""
    needs.forget_old_needs()


def forget_handled() -> None:
    """Once a day: what people asked of us, long after it was answered."""
    retention.forget_handled()


def forget_brought_files() -> None:
    """Once a day: the files of businesses brought a while ago."""
    brought.forget_brought_files()
