"""The browsers a member is told on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mcs.lib.ratelimit.limits import Limit
from mcs.members.devices import device_name
from mcs.notices.actions.push import add_device, remove_device
from mcs.notices.forms import DeviceForm
from mcs.notices.rules import get_device
from mcs.notices.views.bell import MemberRequest

ADDED = Limit("push_device", times=20, seconds=3600)  # a member


@require_POST
def device_add(request: MemberRequest) -> JsonResponse:
    """Asked by js/push.js once the browser has agreed."""
    if not ADDED.allows(str(request.user.pk)):
        return JsonResponse({"error": _("Many changes in a short time. Please try again in an hour.")}, status=429)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _("This browser’s push service can’t be reached from here.")}, status=400)
    name = device_name(request.headers.get("User-Agent", ""))
    add_device(member=request.user, name=name, **form.cleaned_data)
    messages.success(request, _("This device tells you from now on."))
    return JsonResponse({})


@require_POST
def device_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Works from any device: the lost telephone too."""
    remove_device(device=get_device(request.user, pk))
    messages.success(request, _("That device tells you nothing more."))
    return redirect("notices:preferences")
