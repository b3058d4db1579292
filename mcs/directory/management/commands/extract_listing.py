"""`extract_listing < message.txt`: the draft listing that a merchant's private message comes to, as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from mcs.directory.models import Category
from mcs.directory.queries.draft import LONGEST_MESSAGE, draft_from
from mcs.directory.queries.draft_json import draft_as_json
from mcs.lib.text import clean_text, has_words

MOST_BYTES = 4 * LONGEST_MESSAGE  # of UTF-8; what comes after is not read


class Command(BaseCommand):
    help = (
        "Reads a merchant's private message in French on standard input and prints the draft listing as JSON: name,"
        " description, phones (E.164), email, website, facebook, address, district, hours (OSM syntax), categories (OSM"
        " tags), delivery. What the message doesn't tell is empty."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        message = clean_text(_decoded(sys.stdin.buffer.read(MOST_BYTES)))
        if not has_words(message):
            raise CommandError(_("There is no message on standard input."))
        try:
            draft = draft_from(message)
        except (Category.DoesNotExist, DatabaseError) as error:
            raise CommandError(
                _("Run prepare, load_places and load_categories first: no trade is known yet.")
            ) from error
        self.stdout.write(json.dumps(draft_as_json(draft), ensure_ascii=False, indent=2))


def _decoded(message: bytes) -> str:
    """UTF-8, or what older programs on Windows write; whatever is neither is left out."""
    try:
        return message.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(message) - 4 and error.reason == "unexpected end of data":  # cut where reading stopped
            return message[: error.start].decode("utf-8-sig")
        return message.decode("cp1252", errors="ignore")
