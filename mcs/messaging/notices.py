"""What messages tell people by e-mail."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mcs.notices.notice import Notice, register


@register
class MessagesReceived(Notice):
    """Context: sender (a name), messages (as queries.conversation.unread_messages), link (absolute), may_reply."""

    name = "messages-received"
    subject = _("%(sender)s has written to you")
    template = "messaging/email/messages_received"


@register
class ReplyRefused(Notice):
    """Context: sentence (why it was not delivered)."""

    name = "reply-refused"
    subject = _("Your e-mail was not passed on")
    template = "messaging/email/reply_refused"
    lifetime = timedelta(days=1)
