"""The e-mails that say what stands on the bell."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mcs.notices.enums import Lane
from mcs.notices.notice import Notice, register


@register
class News(Notice):
    """Context: headline, lines (each text, absolute url and mute_url or ""), unsubscribe, settings_url."""

    name = "news"
    subject = "%(headline)s"
    template = "notices/email/news"
    lane = Lane.NOTICE
    lifetime = timedelta(days=1)


@register
class NeighbourhoodDigest(Notice):
    """Context: headline, sections (title and items, each title, detail and absolute url), unsubscribe, settings_url."""

    name = "digest"
    subject = _("Around you: %(headline)s")
    template = "notices/email/digest"
    lane = Lane.DIGEST
    lifetime = timedelta(days=1)
