"""An answer by e-mail becomes a message, or is refused with the reason."""

from __future__ import annotations

from enum import StrEnum
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mcs.lib.images import ImageRefused
from mcs.lib.ratelimit.limits import Limit
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.actions.send import send_message
from mcs.messaging.actions.unread import mark_read
from mcs.messaging.addresses import read_address
from mcs.messaging.enums import Channel
from mcs.messaging.incoming import Incoming, read_mail
from mcs.messaging.masking import masked
from mcs.messaging.models import Participant
from mcs.messaging.notices import ReplyRefused
from mcs.messaging.rules import TOO_MANY, check_may_send, may_send_now
from mcs.notices.sending import send_email
from mcs.photos.actions import store_photo
from mcs.photos.models import Photo
from mcs.photos.rules import MAX_PHOTOS, UPLOADS

EXPLANATIONS = Limit("message.explain", 1, 86_400)  # to one address


class Outcome(StrEnum):
    PASSED_ON = "passed on"
    UNKNOWN = "unknown address"
    UNREADABLE = "unreadable"
    DROPPED = "dropped"
    REFUSED = "refused"


def receive_mail(*, raw: bytes, recipient: str, envelope_sender: str | None = None) -> Outcome:
    """Passes an e-mail on to the conversation its recipient stands for; says what became of it.

    The same e-mail received twice is one message. Machines are dropped in silence, so that no loop begins; a person
    whose e-mail is not passed on is told why, once a day.
    """
    side_pk = read_address(recipient)
    side = Participant.objects.select_related("conversation", "member").filter(pk=side_pk).first() if side_pk else None
    if side is None:
        return Outcome.UNKNOWN
    try:
        mail = read_mail(raw, envelope_sender)
    except ValueError:
        return Outcome.UNREADABLE
    if mail.is_automatic or mail.is_forged:
        return Outcome.DROPPED
    try:
        _pass_on(side, mail)
    except Refusal as refusal:
        _explain(mail.sender, refusal.sentence)
        return Outcome.REFUSED
    return Outcome.PASSED_ON


def _pass_on(side: Participant, mail: Incoming) -> None:
    author, other = _author(side, mail.sender), side.find_other()
    if author is None:
        raise Refusal(_("Please answer from the address at which you received the message."))
    if not may_send_now(author):
        raise Refusal(TOO_MANY, 429)
    check_may_send(side)
    photos = _photos(mail, author)
    text = mail.text if other is None or side.is_volunteers or other.is_volunteers else masked(mail.text)
    if not text and not photos:
        raise Refusal(_("We found no text of yours in it. Please write above what your mail program quotes."))
    if mail.has_other_files or len(photos) < len(mail.photos):
        said = _("(A file of this e-mail was left out.)")
        text = f"{text}\n\n{said}".strip()
    submission = uuid5(NAMESPACE_URL, f"{side.pk} {mail.message_id}") if mail.message_id else None
    send_message(sender=side, author=author, text=text, photos=photos, channel=Channel.EMAIL, submission=submission)
    mark_read(side=side, upto=side.told)


def _author(side: Participant, sender: str) -> Member | None:
    """Who answers for that side from that address."""
    if not sender:
        return None
    if side.is_volunteers:
        return Member.objects.filter(email=sender, role=Role.VOLUNTEER, is_active=True).first()
    return side.member if side.member and side.member.is_active and side.member.email == sender else None


def _photos(mail: Incoming, author: Member) -> list[Photo]:
    photos: list[Photo] = []
    for name, data in mail.photos[:MAX_PHOTOS]:
        try:
            if UPLOADS.allows(str(author.pk)):
                photos.append(store_photo(file=File(BytesIO(data), name), uploader=author))
        except ImageRefused:
            continue
    return photos


def _explain(to: str, sentence: str | Promise) -> None:
    try:
        validate_email(to)
    except ValidationError:
        return
    if EXPLANATIONS.allows(to):
        send_email(notice=ReplyRefused, to=to, context={"sentence": str(sentence)})
