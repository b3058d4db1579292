"""What the desk holds about people: who keeps it, what they decided and noted, and whom it concerned."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member
from mcs.moderation.models import CannedAnswer, Delegation, DeskDecision, DeskInvitation, DeskNote, InHand, Pause


def _desk(member: Member) -> Iterable[Records]:
    decided = {"said": _("Decision"), "decided_at": _("On"), "undone_at": _("Taken back on")}
    about = DeskDecision.objects.filter(about=member)
    yield records("decisions_about_me", _("What volunteers decided about what I sent"), about, decided)
    mine = DeskDecision.objects.filter(decided_by=member)
    yield records("desk_decisions", _("What I decided at the desk"), mine, decided)
    undone = DeskDecision.objects.filter(undone_by=member)
    yield records("desk_decisions_undone", _("What I took back at the desk"), undone, decided)
    notes = {"text": _("Text"), "created_at": _("On")}
    yield records("desk_notes", _("My notes at the desk"), DeskNote.objects.filter(author=member), notes)
    canned = {"title": _("Title"), "text": _("Text"), "written_at": _("On")}
    answers = CannedAnswer.objects.filter(written_by=member)
    yield records("canned_answers", _("Answers I wrote for all"), answers, canned)
    kept = {"queue": _("Queue"), "created_at": _("On")}
    yield records("delegations", _("Queues I keep"), Delegation.objects.filter(member=member), kept)
    named = Delegation.objects.filter(named_by=member)
    yield records("delegations_named", _("Delegates I named"), named, kept)
    asked = {"email": _("E-mail"), "created_at": _("On")}
    invited = DeskInvitation.objects.filter(invited_by=member)
    yield records("desk_invitations", _("Whom I invited to the desk"), invited, asked)
    held = {"queue": _("Queue"), "until": _("Until")}
    yield records("in_hand", _("What I have in hand"), InHand.objects.filter(member=member), held)
    yield records("pauses", _("Pauses I began"), Pause.objects.filter(set_by=member), held)


def _erase(member: Member, words: bool) -> None:
    """What was decided stands, unsigned and about nobody."""
    DeskDecision.objects.filter(about=member).update(about=None)
    DeskDecision.objects.filter(decided_by=member).update(decided_by=None)
    DeskDecision.objects.filter(undone_by=member).update(undone_by=None)
    DeskNote.objects.filter(author=member).update(author=None)
    CannedAnswer.objects.filter(written_by=member).update(written_by=None)
    Delegation.objects.filter(member=member).delete()
    Delegation.objects.filter(named_by=member).update(named_by=None)
    DeskInvitation.objects.filter(invited_by=member).delete()
    InHand.objects.filter(member=member).delete()
    Pause.objects.filter(set_by=member).update(set_by=None)


DESK = Holding(
    name="desk",
    title=_("The volunteers’ desk"),
    data=_(
        "What volunteers decided, noted and have in hand, whom it concerned, which queues a delegate keeps, and the "
        "e-mail of who was invited to the desk."
    ),
    purpose=_("Deciding once, alike and traceably, and being able to take a decision back."),
    basis=LawfulBasis.INTEREST,
    recipients=_("The volunteers, and delegates for the queues chosen for them."),
    retention=_(
        "Two years after the decision; ten minutes for what somebody has in hand; two weeks for an invitation."
    ),
    fields=(
        "moderation.DeskDecision.about",
        "moderation.DeskDecision.decided_by",
        "moderation.DeskDecision.undone_by",
        "moderation.DeskNote.author",
        "moderation.CannedAnswer.written_by",
        "moderation.Delegation.member",
        "moderation.Delegation.named_by",
        "moderation.DeskInvitation.email",
        "moderation.DeskInvitation.invited_by",
        "moderation.InHand.member",
        "moderation.Pause.set_by",
    ),
    jobs=("forget_desk_decisions", "forget_invitations"),
    export=_desk,
    erase=_erase,
    after=_("What you decided as a volunteer stands, without your name."),
)
