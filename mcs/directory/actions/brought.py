"""A file a volunteer brought: tried, imported and forgotten, by the worker."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_lazy, override

from mcs.directory.actions.import_listings import BATCH, REJECTED, UNCHANGED, Outcome, import_listings
from mcs.directory.actions.import_told import told, told_in_all
from mcs.directory.actions.unbringing import note_made, take_back_made
from mcs.directory.enums import BroughtState
from mcs.directory.models import BroughtFile, Category
from mcs.directory.models.brought import MADE
from mcs.directory.sources.files import read_bytes
from mcs.members.models import Member

KEPT_FOR = timedelta(days=7)
SHOWN = 200  # rows told one by one
NO_TRADES = gettext_lazy("There are no trades yet: run “manage.py load_categories” first.")
STOPPED = gettext_lazy("Something broke on our side. What was done is kept, and trying again does the rest.")


@transaction.atomic
def bring_file(*, name: str, source: str, content: bytes, rows: int) -> BroughtFile:
    """Keeps the file and has the worker try it."""
    language = get_language() or "fr"
    longest = BroughtFile._meta.get_field("name").max_length
    brought = BroughtFile.objects.create(
        name=name[:longest], source=source, content=content, rows=rows, language=language
    )
    _have_read(brought)
    return brought


@transaction.atomic
def import_brought_file(*, pk: int, member: Member) -> bool:
    """Has the worker import what was tried, in the member's name; False when it isn't at that point (pressed twice)."""
    waiting = BroughtFile.objects.select_for_update().filter(pk=pk, state__in=(BroughtState.TRIED, BroughtState.FAILED))
    brought = waiting.exclude(content=b"").first()
    if not brought:
        return False
    brought.state, brought.done, brought.report = BroughtState.IMPORTING, 0, {}
    brought.save(update_fields=["state", "done", "report"])
    _have_read(brought, member)
    return True


@transaction.atomic
def undo_brought_file(*, pk: int, member: Member) -> bool:
    """Has the worker take back what the import made, in the member's name; False when there is nothing to."""
    brought = BroughtFile.objects.select_for_update().filter(pk=pk).first()
    if not brought or not brought.may_be_undone:
        return False
    brought.state, brought.done, brought.report = BroughtState.UNDOING, 0, {}
    brought.rows = sum(len(brought.made.get(name, ())) for name in MADE)
    brought.save(update_fields=["state", "done", "report", "rows"])
    _have_read(brought, member)
    return True


def read_brought_file(*, pk: int, member_pk: str = "") -> None:
    """Tries the file, imports it or takes that back, and keeps what came of it; nothing when that is done already.

    `member_pk` is who asked for it, for the history.
    """
    brought = BroughtFile.objects.filter(pk=pk).first()
    if not brought or not brought.is_working:
        return
    with override(brought.language):
        try:
            after, report = _read(brought, member_pk)
        except Category.DoesNotExist:
            _end(brought, BroughtState.FAILED, {"totals": [str(NO_TRADES)]})
        except Exception:
            # An import that was taken back in part stays one: what is left of it can be taken back, not its file read.
            undoing = brought.state == BroughtState.UNDOING
            _end(brought, BroughtState.IMPORTED if undoing else BroughtState.FAILED, {"totals": [str(STOPPED)]})
            raise
        else:
            _end(brought, after, report)


def forget_brought_files(*, now: datetime | None = None) -> int:
    """Deletes the files brought a week ago; returns how many."""
    return BroughtFile.objects.filter(at__lt=(now or timezone.now()) - KEPT_FOR).delete()[0]


def _have_read(brought: BroughtFile, member: Member | None = None) -> None:
    who = str(member.pk) if member else ""
    import_string("mcs.directory.tasks.read_brought_file").enqueue(pk=brought.pk, member_pk=who)


def _read(brought: BroughtFile, member_pk: str) -> tuple[str, dict[str, Any]]:
    member = Member.objects.filter(pk=member_pk).first() if member_pk else None
    if brought.state == BroughtState.UNDOING:
        return BroughtState.UNDONE, take_back_made(pk=brought.pk, member=member)
    trying = brought.state == BroughtState.TRYING
    outcomes: list[Outcome] = []

    def report(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if len(outcomes) % BATCH == 0:
            BroughtFile.objects.filter(pk=brought.pk).update(done=len(outcomes))

    rows = read_bytes(bytes(brought.content), PurePath(brought.name).stem).rows
    keep = None if trying else partial(note_made, brought.pk)
    import_listings(rows=rows, source=brought.source, dry_run=trying, report=report, member=member, keep=keep)
    worth = [outcome for outcome in outcomes if outcome.state != UNCHANGED or outcome.left_out]
    # What somebody may have to do something about first: two thousand "created" would hide it.
    lines = [told(outcome) for outcome in sorted(worth, key=lambda each: (each.state != REJECTED, not each.left_out))]
    totals = told_in_all(outcomes, brought.source)
    after = BroughtState.TRIED if trying else BroughtState.IMPORTED
    return after, {"totals": totals, "lines": lines[:SHOWN], "more": len(lines[SHOWN:])}


def _end(brought: BroughtFile, state: str, report: dict[str, Any]) -> None:
    brought.state, brought.report = state, report
    fields = ["state", "report"]
    if state in (BroughtState.IMPORTED, BroughtState.UNDONE):
        brought.content = b""
        fields.append("content")
    brought.save(update_fields=fields)
