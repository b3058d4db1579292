"""Which queues are paused, pausing one, and opening it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mcs.moderation.actions.pauses import begin_pause, end_pause
from mcs.moderation.forms.pauses import PauseForm
from mcs.moderation.queries.pauses import current_pauses, pausable_queues, pause_of
from mcs.moderation.rules.desk import get_volunteer
from mcs.moderation.undo import say_done


@require_safe
def pauses(request: HttpRequest) -> HttpResponse:
    """Each queue that can be paused, and whether it is."""
    get_volunteer(request.user)
    return _page(request)


@require_POST
def pause(request: HttpRequest, name: str) -> HttpResponse:
    """Begins the pause of a queue or ends it; either can be taken back on the page that comes."""
    member = get_volunteer(request.user)
    queue = next((one for one in pausable_queues() if one.name == name), None)
    if queue is None:
        raise Http404
    before = pause_of(name)
    again = {"reason": before.reason, "until": f"{before.until:%Y-%m-%d}"} if before else {"geste": "reprendre"}
    if request.POST.get("geste") == "reprendre":
        if end_pause(queue=queue):
            said = _("Open again: %(what)s.") % {"what": queue.paused}
            say_done(request, said, undo_url=request.path, fields=again)
        return redirect("moderation:pauses")
    form = PauseForm(request.POST, auto_id=f"{name}-%s")
    if not form.is_valid():
        return _page(request, name, form)
    begin_pause(queue=queue, member=member, **form.cleaned_data)
    say_done(request, str(pause_of(name)), undo_url=request.path, fields=again)
    return redirect("moderation:pauses")


def _page(request: HttpRequest, name: str = "", posted: PauseForm | None = None) -> HttpResponse:
    queues = pausable_queues()
    now = current_pauses([queue.name for queue in queues])
    rows = []
    for queue in queues:
        current = now.get(queue.name)
        said = {"reason": current.reason, "until": current.until} if current else None
        form = posted if queue.name == name else PauseForm(initial=said, auto_id=f"{queue.name}-%s")
        rows.append({"queue": queue, "pause": current, "form": form})
    return render(request, "moderation/pauses.html", {"rows": rows})
