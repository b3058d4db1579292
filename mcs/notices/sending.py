"""The door through which the apps above tell members, and send e-mails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mcs.members.models import Member
from mcs.notices import tasks
from mcs.notices.actions.email import write_email
from mcs.notices.notice import MemberNotice, Notice


def send_email(
    *,
    notice: type[Notice],
    to: str,
    context: dict[str, Any],
    language: str = "fr",
    sender: str = "",
    reply_to: str = "",
    unsubscribe: str = "",
) -> None:
    """Writes the notice now and queues it: the page never waits for a mail server, and a rollback takes it back.

    The context also gets network_name, network_url (no slash at the end) and volunteers_email. `sender` is a name to
    show before the network's address, `reply_to` the address that answers go to, `unsubscribe` the absolute address of
    the one press that stops such e-mails.
    Raises ValidationError for what is not one e-mail address.
    """
    email = write_email(
        notice=notice,
        to=to,
        context=context,
        language=language,
        sender=sender,
        reply_to=reply_to,
        unsubscribe=unsubscribe,
    )
    tasks.deliver.using(priority=tasks.PRIORITY[notice.lane]).enqueue(email=email)


def tell(
    *,
    members: Iterable[Member],
    kind: type[MemberNotice],
    key: str,
    url: str,
    context: dict[str, Any],
    actor: Member | None = None,
    counts: str = "",
) -> None:
    """Tells members in a job, so that who writes never waits for however many follow; a rollback takes it back.

    `key` says what it is about ("post-12"), `url` is a path of the site, `context` holds strings and numbers for the
    kind's words, and `mute_url` if the thread can be muted; `counts` is what the line counts, the actor unless said.
    """
    keys = [str(member.pk) for member in members]
    if not keys:
        return
    told: tasks.Told = {
        "members": keys,
        "kind": kind.name,
        "key": key,
        "url": url,
        "context": context,
        "actor": str(actor.pk) if actor else "",
        "counts": counts,
    }
    tasks.tell.enqueue(told=told)
