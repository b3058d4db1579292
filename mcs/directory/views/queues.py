"""The directory's queues at the desk, with what one press decides in each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mcs.directory.actions.requests import publish_listing_request
from mcs.directory.actions.suggestions import take_suggestion
from mcs.directory.actions.take_back import reopen_claim, reopen_proposal, reopen_request
from mcs.directory.queries.desk import (
    CLAIMS,
    REQUESTS,
    SUGGESTIONS,
    claim_rows,
    request_rows,
    request_whole,
    suggestion_rows,
    suggestion_whole,
)
from mcs.directory.rules import get_listing_request, get_suggestion
from mcs.members.models import Member
from mcs.moderation.queues import Press, Queue


def _publish(key: str, member: Member) -> bool:
    return publish_listing_request(request=get_listing_request(member, int(key)), member=member)


def _take(key: str, member: Member) -> bool:
    return take_suggestion(suggestion=get_suggestion(member, int(key)), member=member)


def _one(press: Press, key: str) -> Iterable[Press]:
    return (press,)


def _url(name: str, key: str) -> str:
    return reverse(f"directory:{name}", args=[key])


QUEUES = (
    Queue(
        name=REQUESTS,
        label=_("Listing request"),
        icon="store",
        waiting=request_rows,
        url=partial(_url, "listing_review"),
        undo=reopen_request,
        presses=partial(_one, Press("publier", _("Publish"), _publish)),
        whole=request_whole,
        paused=_("listing requests"),
    ),
    Queue(
        name=SUGGESTIONS,
        label=_("Suggestion"),
        icon="lightbulb",
        waiting=suggestion_rows,
        url=partial(_url, "suggestion_review"),
        undo=reopen_proposal,
        presses=partial(_one, Press("prendre", _("Take it"), _take)),
        whole=suggestion_whole,
        paused=_("suggestions and corrections"),
    ),
    Queue(
        name=CLAIMS,
        label=_("Claim"),
        icon="badge-check",
        waiting=claim_rows,
        url=partial(_url, "claim_review"),
        undo=reopen_claim,
        paused=_("claims of a page"),
    ),
)
