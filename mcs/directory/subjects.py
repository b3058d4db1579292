"""What of the directory can be reported: a business's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mcs.directory.actions.standing import let_back, remove_listing
from mcs.directory.enums import ChangeSource, RemovalReason
from mcs.directory.models import Listing
from mcs.lib.numbers import key as pk_of
from mcs.moderation.reportables import Reportable, Subject


def _of(key: str) -> Listing | None:
    return Listing.objects.select_related("manager").filter(pk=pk_of(key)).first()


def _listing(key: str) -> Subject | None:
    listing = _of(key)
    if listing is None:
        return None
    url = listing.get_absolute_url()
    return Subject("fiche", key, listing.name, listing.description, url, listing.manager, listing.is_published)


def _at(args: Mapping[str, Any], anchor: str) -> str:
    return str(Listing.objects.filter(slug=args["slug"]).values_list("pk", flat=True).first() or "")


def _remove(key: str) -> bool:
    listing = _of(key)
    if listing is None:
        return False
    remove_listing(listing=listing, reason=RemovalReason.DESK, source=ChangeSource.VOLUNTEER, member=None)
    return True


def _restore(key: str) -> bool:
    listing = _of(key)
    return listing is not None and let_back(listing=listing, source=ChangeSource.VOLUNTEER, member=None) is not None


LISTING = Reportable(
    kind="fiche",
    label=_("Business’s page"),
    find=_listing,
    pages={"directory:listing": _at},
    remove=_remove,
    restore=_restore,
)
