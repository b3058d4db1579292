"""What is held of measures about an account, of what is recognised of it, and of what volunteers read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member
from mcs.moderation.actions.sanctions import forget_sanctions
from mcs.moderation.models import Likeness, PrivateRead, Sanction


def _measures(member: Member) -> Iterable[Records]:
    said = {"kind": _("Measure"), "starts_at": _("From"), "ends_at": _("Until"), "ended_at": _("Ended on")}
    yield records("measures", _("Measures about my account"), Sanction.objects.filter(member=member), said)
    alike = {"by": _("By"), "created_at": _("On"), "settled_at": _("Settled on")}
    found = Likeness.objects.filter(member=member)
    yield records("likenesses", _("Whether my account resembled a suspended one"), found, alike)


def _erase_measures(member: Member, words: bool) -> None:
    forget_sanctions(member=member)


def _reads(member: Member) -> Iterable[Records]:
    read = {"what": _("What"), "why": _("From where"), "read_at": _("On")}
    mine = PrivateRead.objects.filter(member=member)
    yield records("reads_of_mine", _("What volunteers opened of what is private to me"), mine, read)
    by_me = PrivateRead.objects.filter(reader=member)
    yield records("reads_by_me", _("What I opened as a volunteer"), by_me, read)


def _erase_reads(member: Member, words: bool) -> None:
    PrivateRead.objects.filter(member=member).update(member=None)
    PrivateRead.objects.filter(reader=member).update(reader=None)


MEASURES_HELD = Holding(
    name="measures",
    title=_("Warnings, silences and suspensions"),
    data=_(
        "Which measure was taken about an account, from when until when; during a suspension, keyed hashes of its "
        "e-mail and of the addresses it came from; whether a new account resembles it."
    ),
    purpose=_("Keeping the place safe by steps, each with an end, and making a suspension hard to go around."),
    basis=LawfulBasis.INTEREST,
    recipients=_("The volunteers, and delegates for the queues chosen for them."),
    retention=_("A year after the decision. The hashes go with the suspension, those of addresses after two weeks."),
    fields=("moderation.Sanction.member", "moderation.Likeness.member"),
    jobs=("end_due_sanctions", "forget_old_traces", "forget_decided"),
    export=_measures,
    erase=_erase_measures,
)
READS = Holding(
    name="reads",
    title=_("What volunteers read of what is private"),
    data=_("Which volunteer opened what of whom, when, and from which page."),
    purpose=_("That private things are opened only for a reason, and that it can be checked."),
    basis=LawfulBasis.INTEREST,
    recipients=_("The volunteers; whom it concerns, in the copy of their data."),
    retention=_("One year."),
    fields=("moderation.PrivateRead.member", "moderation.PrivateRead.reader"),
    jobs=("forget_reads",),
    export=_reads,
    erase=_erase_reads,
)
