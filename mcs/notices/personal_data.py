"""What the notices app holds about people: what they are told and how, and e-mails on their way."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from mcs.lib.periodic.tidying import DONE_KEPT_FOR, FAILED_KEPT_FOR
from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member
from mcs.notices.actions.tell import KEPT_FOR, forget_told
from mcs.notices.models import NoticeEntry, Preference, PushDevice, Rhythm


def _emails(member: Member) -> Iterable[Records]:
    sent = DBTaskResult.objects.filter(args_kwargs__kwargs__email__to=member.email) if member.email else ()
    found = sorted(sent, key=lambda job: job.enqueued_at)
    rows = [{"sent_at": job.enqueued_at, "subject": job.args_kwargs["kwargs"]["email"]["subject"]} for job in found]
    columns = {"sent_at": _("Written on"), "subject": _("Subject")}
    yield Records("emails", _("E-mails sent to me lately"), columns, rows)


def _erase(member: Member, words: bool) -> None:
    if member.email:
        DBTaskResult.objects.filter(args_kwargs__kwargs__email__to=member.email).delete()


EMAILS = Holding(
    name="emails",
    title=_("E-mails we send"),
    data=_("Address, subject and text of each e-mail."),
    purpose=_("Carrying it to the mail server, again when that is away, and finding out what went wrong."),
    basis=LawfulBasis.SERVICE,
    recipients=_("The mail server of the network and that of the receiver."),
    retention=format_lazy(
        _("{done} days; {failed} days for one that could not be sent."),
        done=DONE_KEPT_FOR.days,
        failed=FAILED_KEPT_FOR.days,
    ),
    jobs=("prune_db_task_results",),
    export=_emails,
    erase=_erase,
)


def _told(member: Member) -> Iterable[Records]:
    lines = {"kind": _("Kind"), "url": _("Page"), "updated_at": _("On"), "read_at": _("Read on")}
    yield records("notices", _("What I was told"), NoticeEntry.objects.filter(member=member), lines)
    caused = {"kind": _("Kind"), "updated_at": _("On")}
    yield records("notices_caused", _("What others were told of me"), NoticeEntry.objects.filter(actor=member), caused)
    wishes = {"kind": _("Kind"), "channel": _("By"), "frequency": _("How often")}
    yield records("notice_preferences", _("How I like to be told"), Preference.objects.filter(member=member), wishes)
    rhythm = {"quiet_from": _("Quiet from"), "quiet_until": _("Quiet until"), "next_digest_at": _("Next digest")}
    devices = {"name": _("Device"), "endpoint": _("Address at its push service"), "added_at": _("On")}
    yield records("push_devices", _("Devices I am told on"), PushDevice.objects.filter(member=member), devices)
    yield records("notice_rhythm", _("When I like to be told"), Rhythm.objects.filter(member=member), rhythm)


NOTICES = Holding(
    name="notices",
    title=_("Notifications"),
    data=_(
        "What happened to what you wrote, follow or run, who did it, what you read, how you like to be told, and the "
        "browsers that tell you."
    ),
    purpose=_("Telling you what you asked to hear of, no more often than you chose."),
    basis=LawfulBasis.SERVICE,
    recipients=_("You alone; for a browser that tells you, its maker’s push service carries it, encrypted."),
    retention=format_lazy(_("{days} days after the last thing that happened to a line."), days=KEPT_FOR.days),
    fields=(
        "notices.NoticeEntry.member",
        "notices.NoticeEntry.actor",
        "notices.Preference.member",
        "notices.Rhythm.member",
        "notices.PushDevice.member",
    ),
    jobs=("purge_notices",),
    export=_told,
    erase=lambda member, words: forget_told(member=member),
)
HOLDINGS = (EMAILS, NOTICES)
