"""Taking back all that a file brought: what it created leaves, what it changed says again what it said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.actions.restoring import apply_plain
from mcs.directory.actions.standing import remove_listing
from mcs.directory.enums import ChangeSource, ListingStatus, RemovalReason
from mcs.directory.models import BroughtFile, Closure, Listing, ListingChange
from mcs.directory.queries.history import later_change
from mcs.directory.queries.plain import FACTS
from mcs.members.models import Member

BATCH = 25  # listings in one transaction: whoever else writes waits for it
SHOWN = 200  # names of listings left alone


def note_made(pk: int, created: Sequence[Listing], changes: Sequence[ListingChange]) -> None:
    """Keeps with the file what one batch of its import made, in that batch's transaction."""
    brought = BroughtFile.objects.select_for_update().only("made").get(pk=pk)
    made = {"created": [listing.pk for listing in created], "changed": [change.pk for change in changes]}
    brought.made = {name: [*brought.made.get(name, ()), *keys] for name, keys in made.items()}
    brought.save(update_fields=["made"])


def take_back_made(*, pk: int, member: Member | None) -> dict[str, Any]:
    """Takes back what the file made, as far as nobody touched it since; returns the report.

    Goes on where it stopped: each batch leaves the list of what is still to do in its own transaction.
    """
    while _take_back_some(pk, member):
        pass
    made = BroughtFile.objects.values_list("made", flat=True).get(pk=pk)
    left = made.get("left", [])
    return {"totals": _told(made, len(left)), "lines": left[:SHOWN], "more": len(left[SHOWN:])}


@transaction.atomic
def _take_back_some(pk: int, member: Member | None) -> bool:
    """One batch, changes before creations; whether there was anything to do."""
    brought = BroughtFile.objects.select_for_update().only("made", "done").get(pk=pk)
    made = brought.made
    name = "changed" if made.get("changed") else "created"
    batch = made.get(name, [])[:BATCH]
    used = _used(batch) if name == "created" else set()
    for key in batch:
        found = _restore(key, member) if name == "changed" else _remove(key, member, is_used=key in used)
        if isinstance(found, str):
            made["left"] = [*made.get("left", ()), found]
        elif found:
            made[f"{name}_back"] = made.get(f"{name}_back", 0) + 1
    made[name] = made.get(name, [])[BATCH:]
    brought.done += len(batch)
    brought.save(update_fields=["made", "done"])
    return bool(batch)


def _restore(key: int, member: Member | None) -> bool | str:
    """Whether the change was taken back; the listing's name when something of it was changed since."""
    listing = Listing.objects.select_for_update(of=("self",)).filter(changes=key).first()
    change = ListingChange.objects.filter(pk=key, undone_by=None).first()
    if listing is None or change is None:
        return False
    if listing.status != change.values.get("status", ["", ListingStatus.PUBLISHED])[1] or later_change(listing, change):
        return listing.name
    before = {name: pair[0] for name, pair in change.values.items() if name in FACTS}
    apply_plain(listing=listing, plain=before, source=ChangeSource.UNBROUGHT, member=member, undoes=change)
    if "status" in change.values:  # it had left with another import taken back
        _leave(listing, member)
    return True


def _used(keys: Sequence[int]) -> set[int]:
    """Those that something else speaks of since: a change, a photo, a claim, a post, an order, of whatever app."""
    used: set[int] = set()
    for relation in Listing._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if model is not Closure:
            used.update(model._base_manager.filter(**{f"{name}__in": keys}).values_list(name, flat=True))
    return used


def _remove(key: int, member: Member | None, *, is_used: bool) -> bool | str:
    """Whether the listing left; its name when somebody has made it more than what the file said."""
    listing = Listing.objects.select_for_update().filter(pk=key).first()
    if listing is None or not listing.is_published:
        return False
    if is_used or listing.manager_id:
        return listing.name
    return _leave(listing, member)


def _leave(listing: Listing, member: Member | None) -> bool:
    reason, source = RemovalReason.UNBROUGHT, ChangeSource.UNBROUGHT
    return remove_listing(listing=listing, reason=reason, source=source, member=member) is not None


def _told(made: dict[str, Any], left: int) -> list[str]:
    removed, restored = made.get("created_back", 0), made.get("changed_back", 0)
    lines = []
    if removed or not restored:
        gone = ngettext("%(count)s page left the directory.", "%(count)s pages left the directory.", removed)
        lines.append(gone % {"count": removed})
    if restored:
        again = ngettext(
            "%(count)s page says again what it said before.",
            "%(count)s pages say again what they said before.",
            restored,
        )
        lines.append(again % {"count": restored})
    if left:
        lines.append(_("Changed or in use since, and left as they are: %(count)s.") % {"count": left})
    return lines
