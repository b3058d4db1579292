"""What the board tells people: an e-mail of its own for a request that ends, and what happens, on members' bells."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mcs.notices.enums import Frequency
from mcs.notices.notice import MemberNotice, Notice, register, register_kind


@register
class RenewalAsked(Notice):
    """Context: title of the request, link (absolute) to renew or close it, without signing in."""

    name = "request-renewal"
    subject = _("Do you still need it? “%(title)s”")
    template = "board/email/request_renewal"
    lifetime = timedelta(days=3)


@register_kind
class Answered(MemberNotice):
    name = "answered"
    label = _("Answers to what I published")
    one = _("%(actor)s answered “%(title)s”")
    many = _("%(number)s neighbours answered “%(title)s”")
    icon = "message-circle"


@register_kind
class AnsweredElsewhere(MemberNotice):
    name = "answered-elsewhere"
    label = _("Answers where I have answered, or that I follow")
    one = _("%(actor)s also answered “%(title)s”")
    many = _("%(number)s neighbours also answered “%(title)s”")
    icon = "messages-square"
    usually = Frequency.DAILY


@register_kind
class Solved(MemberNotice):
    name = "solved"
    label = _("My answer solved a request")
    one = _("Your answer solved the request of %(actor)s: “%(title)s”")
    many = _("Your answer solved the request of %(actor)s: “%(title)s”")
    icon = "circle-check"


@register_kind
class Thanked(MemberNotice):
    name = "thanked"
    label = _("Thanks")
    one = _("%(actor)s thanks you: “%(title)s”")
    many = _("%(number)s neighbours thank you: “%(title)s”")
    icon = "heart"
    usually = Frequency.WEEKLY


@register_kind
class AskedInTrade(MemberNotice):
    """Only for merchants who asked for it (TradeFollow). Context: title, the request's."""

    name = "asked-in-trade"
    label = _("Requests in my trade, which I asked to hear of")
    one = _("%(actor)s looks for what you do: “%(title)s”")
    many = one
    icon = "store"


@register_kind
class CouldHelp(MemberNotice):
    """Context: title, the last request's. Counts requests."""

    name = "could-help"
    label = _("Unanswered requests I may know about")
    one = _("Nobody has answered yet: “%(title)s”. Perhaps you know")
    many = _("%(number)s requests still wait for an answer. Perhaps you know")
    icon = "circle-question-mark"
    usually = Frequency.WEEKLY


@register_kind
class Recommended(MemberNotice):
    """Context: title, the listing's name."""

    name = "recommended"
    label = _("My business is recommended")
    one = _("%(actor)s recommends %(title)s")
    many = _("%(number)s neighbours recommend %(title)s")
    icon = "thumbs-up"
    usually = Frequency.DAILY


@register_kind
class Reviewed(MemberNotice):
    """Context: title, the listing's name."""

    name = "reviewed"
    label = _("Reviews of my business")
    one = _("%(actor)s wrote a review of %(title)s")
    many = _("%(number)s neighbours wrote a review of %(title)s")
    icon = "star"


@register_kind
class Replied(MemberNotice):
    """Context: title, the listing's name."""

    name = "replied"
    label = _("A merchant replies to what I said")
    one = _("%(title)s replied to what you said")
    many = _("%(title)s replied to what you said")
    icon = "store"
    usually = Frequency.DAILY


@register_kind
class Decided(MemberNotice):
    """Context: title, the beginning of what was held."""

    name = "published-after-all"
    label = _("A volunteer publishes what was held")
    one = _("It is published: “%(title)s”")
    many = _("It is published: “%(title)s”")
    icon = "circle-check"


@register_kind
class Refused(MemberNotice):
    """Context: title, the beginning of what was held."""

    name = "not-published"
    label = _("A volunteer doesn’t publish what was held")
    one = _("A volunteer did not publish: “%(title)s”. Write to them if you think it is a mistake")
    many = _("A volunteer did not publish: “%(title)s”. Write to them if you think it is a mistake")
    icon = "circle-alert"


@register_kind
class RequestEnds(MemberNotice):
    """On the bell only: RenewalAsked says it by e-mail."""

    name = "request-ends"
    label = _("My request is about to close")
    one = _("Your request closes in three days: “%(title)s”. You may keep it open")
    many = _("Your request closes in three days: “%(title)s”. You may keep it open")
    icon = "clock"
    usually = Frequency.NEVER
    is_chosen = False
