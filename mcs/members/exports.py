"""A member's copy of all that is held about her: asked, made by a job, given to her alone, deleted after some days."""

from __future__ import annotations

import json
import tempfile
import zipfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from mcs.lib.private_files import private_files
from mcs.members import mail
from mcs.members.holdings import Records, all_holdings
from mcs.members.models import DataExport, Member, new_export_key
from mcs.members.rules import EXPORT_FRESH_FOR, EXPORT_KEPT_FOR, EXPORTS, check_limit

STYLE = Path(__file__).with_name("export.css")


@transaction.atomic
def ask_export(*, member: Member) -> bool:
    """Queues the making of her copy; False when one asked within the hour is under way or ready.

    Raises Refusal beyond the limit of a day.
    """
    now = timezone.now()
    Member.objects.select_for_update().get(pk=member.pk)  # fifty presses at once queue here, and find the first
    known = DataExport.objects.filter(member=member).first()
    if known and known.asked_at > now - EXPORT_FRESH_FOR:
        return False
    check_limit(EXPORTS, str(member.pk))
    if known:
        transaction.on_commit(partial(private_files().delete, known.file_name))
        known.delete()
    export = DataExport.objects.create(member=member, key=new_export_key(), asked_at=now)
    task = import_string("mcs.members.tasks.make_export")  # by its name: tasks stand to the right of this
    language = translation.get_language() or "fr"
    transaction.on_commit(partial(task.enqueue, key=export.key, language=language))
    return True


def make_export(*, key: str, language: str) -> bool:
    """Writes the file of a copy that was asked; False when it is no longer wanted. Running it again does no harm."""
    export = DataExport.objects.select_related("member").filter(key=key, ready_at=None).first()
    if export is None:
        return False
    with tempfile.TemporaryFile() as file, translation.override(language):
        _write(file, export.member)
        size = file.tell()
        file.seek(0)
        private_files().delete(export.file_name)
        private_files().save(export.file_name, File(file))
        now = timezone.now()
        ready = {"ready_at": now, "expires_at": now + EXPORT_KEPT_FOR, "size": size}
        if not DataExport.objects.filter(key=key, ready_at=None).update(**ready):
            if not DataExport.objects.filter(key=key).exists():  # she erased herself, or asked again, meanwhile
                private_files().delete(export.file_name)
            return False
        if export.member.email:
            context = {"days": EXPORT_KEPT_FOR.days}
            mail.send("data_ready", to=export.member.email, context=context, language=language)
    return True


def expire_exports(*, now: datetime | None = None) -> int:
    """Deletes the copies whose time is over, and those never finished; returns how many."""
    now = now or timezone.now()
    over = DataExport.objects.filter(asked_at__lt=now - EXPORT_KEPT_FOR)
    expired = [export for export in over if export.expires_at is None or export.expires_at <= now]
    for export in expired:
        private_files().delete(export.file_name)
        export.delete()
    return len(expired)


def _write(file: IO[bytes], member: Member) -> None:
    """The ZIP: a page to read, the same as JSON, and her photos. Columns become names in the JSON."""
    parts = [(holding, list(holding.export(member))) for holding in all_holdings()]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        pictures = _add_pictures(archive, member)
        shown = [{"holding": holding, "tables": [_table(told) for told in tables]} for holding, tables in parts]
        context = {"member": member, "parts": shown, "pictures": pictures, "made_at": timezone.now()}
        context |= {"network_name": settings.NETWORK_NAME, "language": translation.get_language()}
        archive.writestr("mes-donnees.html", render_to_string("members/export.html", context))
        archive.write(STYLE, "style.css")
        held = {told.name: told.rows for _holding, tables in parts for told in tables}
        text = json.dumps(held | {"photos_files": pictures}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        archive.writestr("mes-donnees.json", text)


def _table(told: Records) -> dict[str, Any]:
    rows = [[_readable(told, name, row[name]) for name in told.columns] for row in told.rows]
    return {"title": told.title, "heads": list(told.columns.values()), "rows": rows}


def _readable(told: Records, name: str, value: Any) -> Any:
    """Codes as their words, moments in our own time, lists and structures as text; the template says the rest."""
    if isinstance(value, datetime):
        return timezone.localtime(value)
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return told.choices.get(name, {}).get(value, value)


def _add_pictures(archive: zipfile.ZipFile, member: Member) -> list[str]:
    names = []
    for picture in (picture for holding in all_holdings() for picture in holding.pictures(member)):
        try:
            with default_storage.open(picture.stored) as file:
                archive.writestr(zipfile.ZipInfo(picture.name), file.read())
        except FileNotFoundError:
            continue  # still being prepared
        names.append(picture.name)
    return names
