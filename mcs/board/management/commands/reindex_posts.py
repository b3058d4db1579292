"""manage.py reindex_posts"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from mcs.board.actions.index import reindex_posts


class Command(BaseCommand):
    help = "Makes the search index of posts again from the database."

    def handle(self, *args: Any, **options: Any) -> None:
        count = reindex_posts()
        text = ngettext("%(count)s post is in the index.", "%(count)s posts are in the index.", count)
        self.stdout.write(text % {"count": count})
