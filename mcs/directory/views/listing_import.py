"""A volunteer brings a file of businesses: tried first, then imported."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mcs.directory.actions.import_listings import UNCHANGED, Outcome, import_listings
from mcs.directory.actions.import_told import told, told_in_all
from mcs.directory.forms.listing_import import ListingImportForm
from mcs.directory.models import Category
from mcs.moderation.rules.desk import get_volunteer

SHOWN = 200  # rows told one by one
NO_TRADES = gettext_lazy("There are no trades yet: run “manage.py load_categories” first.")


@require_http_methods(["GET", "HEAD", "POST"])
def listing_import(request: HttpRequest) -> HttpResponse:
    """What a file would change, or did."""
    get_volunteer(request.user)
    posted = request.method == "POST"
    form = ListingImportForm(request.POST if posted else None, request.FILES if posted else None)
    context: dict[str, Any] = {"form": form}
    if posted and form.is_valid():
        trying = request.POST.get("do") != "import"
        try:
            context |= _imported(form, trying=trying)
        except Category.DoesNotExist:
            form.add_error("file", str(NO_TRADES))
    return render(request, "directory/listing_import.html", context)


def _imported(form: ListingImportForm, *, trying: bool) -> dict[str, Any]:
    outcomes: list[Outcome] = []
    source = form.cleaned_data["source"]
    import_listings(rows=form.cleaned_data["file"].rows, source=source, dry_run=trying, report=outcomes.append)
    rows = [told(outcome) for outcome in outcomes if outcome.state != UNCHANGED or outcome.left_out]
    return {"trying": trying, "totals": told_in_all(outcomes, source), "rows": rows[:SHOWN], "more": len(rows[SHOWN:])}
