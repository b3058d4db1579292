"""What reports and decisions tell people: on the bell, and by an e-mail of its own where the law asks for one."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mcs.notices.enums import Frequency, Lane
from mcs.notices.notice import MemberNotice, Notice, register, register_kind


@register
class ReportReceived(Notice):
    """To a visitor. Context: link (absolute). Nothing reported is quoted: the address may be somebody else's."""

    name = "report-received"
    subject = _("We have received your report")
    template = "moderation/email/report_received"


@register
class ReportAnswered(Notice):
    """To a visitor. Context: title, outcome, link (absolute)."""

    name = "report-answered"
    subject = _("What was decided about your report")
    template = "moderation/email/report_answered"
    lifetime = timedelta(days=7)


@register
class StatementOfReasons(Notice):
    """To the author. Context: title, label, is_stopped, facts, ground, rule, link and appeal_link (absolute)."""

    name = "statement-of-reasons"
    subject = _("The volunteers decided about what you wrote: why, and what you can do")
    template = "moderation/email/statement_of_reasons"
    lifetime = timedelta(days=7)


@register
class AppealAnswered(Notice):
    """To the author. Context: title, is_granted, answer, link (absolute)."""

    name = "appeal-answered"
    subject = _("Your appeal has been answered")
    template = "moderation/email/appeal_answered"
    lifetime = timedelta(days=7)


@register
class MeasureTaken(Notice):
    """To the member. Context: kind, measure, until, facts, ground, rule, link and appeal_link (absolute)."""

    name = "measure-taken"
    subject = _("The volunteers took a measure about your account: why, and what you can do")
    template = "moderation/email/measure_taken"
    lifetime = timedelta(days=7)


@register
class MeasureEnded(Notice):
    """To the member. Context: kind, measure, until, lifted, link (absolute)."""

    name = "measure-ended"
    subject = _("The measure about your account is over")
    template = "moderation/email/measure_ended"
    lifetime = timedelta(days=7)


@register
class DeskInvited(Notice):
    """To who is no member yet. Context: who invites, is_volunteer, until, link (absolute)."""

    name = "desk-invited"
    subject = _("Would you help to keep %(network_name)s?")
    template = "moderation/email/desk_invited"
    lifetime = timedelta(days=3)


@register
class DeskMorning(Notice):
    """To who keeps the desk. Context: number, items (queue, title, text, url, presses of label and url), desk_url,
    unsubscribe and settings_url; addresses are absolute.
    """

    name = "desk-morning"
    subject = _("At the desk this morning: %(number)s waiting")
    template = "moderation/email/desk_morning"
    lane = Lane.NOTICE
    lifetime = timedelta(hours=12)


@register_kind
class DeskWaiting(MemberNotice):
    """The e-mail of the morning; nothing on the bell, which the desk would fill."""

    name = "desk-waiting"
    label = _("In the morning, what waits at the desk")
    one = many = _("What waits at the desk")
    icon = "inbox"
    usually = Frequency.DAILY
    for_keepers = True
    at_its_hour = True


@register_kind
class ReportHandled(MemberNotice):
    """Context: title, of what was reported."""

    name = "report-handled"
    label = _("What was decided about my reports")
    one = _("Your report was decided: “%(title)s”")
    many = _("Your report was decided: “%(title)s”")
    icon = "flag"


@register_kind
class ReportReversed(MemberNotice):
    """Context: title, of what was reported."""

    name = "report-reversed"
    label = _("What I reported is shown again after an appeal")
    one = _("“%(title)s” is shown again: its author appealed, and another look was taken")
    many = one
    icon = "scale"


class _ByMailToo(MemberNotice):
    """An e-mail of its own says it already."""

    usually = Frequency.NEVER
    is_chosen = False


@register_kind
class DecisionTaken(_ByMailToo):
    name = "decision-taken"
    label = _("What I published was removed")
    one = _("The volunteers no longer show “%(title)s”: read why, and how to appeal")
    many = _("The volunteers no longer show “%(title)s”: read why, and how to appeal")
    icon = "circle-alert"


@register_kind
class ConversationStopped(_ByMailToo):
    name = "conversation-stopped"
    label = _("A conversation of mine was stopped")
    one = _("The volunteers stopped one of your conversations: read why, and how to appeal")
    many = _("The volunteers stopped conversations of yours: read why, and how to appeal")
    icon = "circle-stop"


@register_kind
class DecisionWithdrawn(_ByMailToo):
    name = "decision-withdrawn"
    label = _("What was removed is shown again")
    one = _("It is shown again: “%(title)s”. The volunteers took their decision back")
    many = _("It is shown again: “%(title)s”. The volunteers took their decision back")
    icon = "circle-check"


@register_kind
class AppealHeard(_ByMailToo):
    name = "appeal-heard"
    label = _("The answer to my appeal")
    one = _("Your appeal was answered: “%(title)s”")
    many = _("Your appeal was answered: “%(title)s”")
    icon = "scale"


@register_kind
class MeasureTold(_ByMailToo):
    name = "measure-told"
    label = _("A measure about my account")
    one = _("The volunteers took a measure about your account: %(title)s. Read why, and how to appeal")
    many = _("The volunteers took a measure about your account: %(title)s. Read why, and how to appeal")
    icon = "circle-alert"


@register_kind
class MeasureOver(_ByMailToo):
    name = "measure-over"
    label = _("The end of a measure about my account")
    one = _("It is over: %(title)s")
    many = _("It is over: %(title)s")
    icon = "circle-check"


@register_kind
class LikenessFound(MemberNotice):
    name = "likeness-found"
    label = _("My account resembles a suspended one")
    one = _("A volunteer reads what you publish before the others, for a while: here is why")
    many = _("A volunteer reads what you publish before the others, for a while: here is why")
    icon = "hourglass"
    usually = Frequency.NEVER
    is_chosen = False


@register_kind
class DeskRole(MemberNotice):
    """Context: what, the member is now at the desk."""

    name = "desk-role"
    label = _("My part at the volunteers’ desk")
    one = _("The volunteers’ desk: %(what)s")
    many = _("The volunteers’ desk: %(what)s")
    icon = "users"
    is_chosen = False
