"""A volunteer brings a file of businesses: tried first, then imported."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from mcs.directory.actions.brought import bring_file, import_brought_file, undo_brought_file
from mcs.directory.forms.listing_import import ListingImportForm
from mcs.directory.models import BroughtFile
from mcs.lib.htmx import render_part
from mcs.moderation.rules.desk import get_volunteer

LATEST = 5


@require_http_methods(["GET", "HEAD", "POST"])
def listing_import(request: HttpRequest) -> HttpResponse:
    """Chooses a file, which is tried at once; those brought lately are found again."""
    get_volunteer(request.user)
    posted = request.method == "POST"
    form = ListingImportForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        return redirect("directory:brought_file", pk=bring_file(**form.brought()).pk)
    latest = BroughtFile.objects.defer("content", "report")[:LATEST]
    return render(request, "directory/listing_import.html", {"form": form, "latest": latest})


@require_http_methods(["GET", "HEAD", "POST"])
def brought_file(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file is, what it would do or did; a press imports it."""
    member = get_volunteer(request.user)
    brought = get_object_or_404(BroughtFile.objects.defer("content"), pk=pk)
    if request.method == "POST":
        import_brought_file(pk=brought.pk, member=member)
        return redirect("directory:brought_file", pk=brought.pk)
    return render_part(request, "directory/brought_file.html", "progress", {"brought": brought})


@require_http_methods(["GET", "HEAD", "POST"])
def brought_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then has all of an import taken back."""
    member = get_volunteer(request.user)
    brought = get_object_or_404(BroughtFile.objects.defer("content"), pk=pk)
    if request.method == "POST":
        undo_brought_file(pk=brought.pk, member=member)
    elif brought.may_be_undone:
        return render(request, "directory/brought_undo.html", {"brought": brought})
    return redirect("directory:brought_file", pk=brought.pk)
