"""The album, a photo on its way, and the files themselves."""

from __future__ import annotations

import errno

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mcs.lib.caching import same_for_visitors
from mcs.lib.htmx import render_part
from mcs.photos.models import Photo
from mcs.photos.queries import album_page


@same_for_visitors
@login_not_required
@require_safe
def album(request: HttpRequest) -> HttpResponse:
    """Every published photo, newest first; asked by htmx, only those that follow."""
    return render_part(request, "photos/album.html", "photos", album_page(request.GET.get("apres", "")))


@login_not_required
@never_cache
@require_safe
def photo(request: HttpRequest, key: str) -> HttpResponse:
    """A photo that a page waits for: nothing while it is being prepared, then the picture in place of the wait."""
    shown = get_object_or_404(Photo, key=key)
    if shown.is_awaited:
        return HttpResponse(status=204)
    context = {"photo": shown, "sizes": request.GET.get("sizes", "100vw"), "class": request.GET.get("class", "")}
    return render(request, "photos/photo.html", context)


@login_not_required
@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:
    """A variant's file; its name is never given to other bytes, so browsers keep it for good (RFC 8246).

    The pattern of the URL lets nothing else through: no original, no other folder.
    """
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    except OSError as error:
        if error.errno not in (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR):
            raise  # the storage is away
        raise Http404 from error
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=f"image/{name.rpartition('.')[2]}", headers=headers)
