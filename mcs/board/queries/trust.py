"""How far a member is known here, and what is held by itself; /confiance/ tells all of it with these very numbers."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from mcs.board.enums import ContentStatus, HoldReason, TrustLevel
from mcs.board.models import Comment, Post, Recommendation
from mcs.directory.fair_order import NEW_ACCOUNT_DAYS
from mcs.directory.models import Listing
from mcs.lib.contacts import find_all
from mcs.lib.contacts.finding import EMAIL, LINK, PHONE
from mcs.lib.text import split_title
from mcs.members.enums import Role
from mcs.members.models import Member

KNOWN_AFTER = timedelta(days=NEW_ACCOUNT_DAYS)  # and with something that stands, or a business of one's own
REPEATED_WITHIN, REPEATED_FROM = timedelta(days=1), 40  # the same text again; characters, so that "Merci !" is free
# "t.me/gains": the finder of contacts knows the endings of shops, spam has others.
_BARE_LINK = re.compile(r"(?<![\w@./-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}/\w", re.IGNORECASE)
FLOOD, FLOOD_WITHIN = 4, timedelta(minutes=10)  # posts and answers of a new account before the next is held


def level_of(member: Member) -> TrustLevel:
    """At most four queries; none for who keeps the desk."""
    if member.role != Role.MEMBER:
        return TrustLevel(member.role)
    if Listing.objects.published().filter(manager=member).exists():
        return TrustLevel.KNOWN
    if member.joined_at > timezone.now() - KNOWN_AFTER:
        return TrustLevel.NEW
    stands = (
        Post.objects.published().filter(author=member).exists()
        or Comment.objects.published().filter(author=member).exists()
        or Recommendation.objects.published().filter(member=member).exists()
    )
    return TrustLevel.KNOWN if stands else TrustLevel.NEW


def reason_to_hold(author: Member, text: str, *, by_machine: bool = False) -> str:
    """Why a volunteer must read the text before everybody does; "" when nothing speaks against it."""
    if author.hold_reason:
        return author.hold_reason
    level = level_of(author)
    if level in {TrustLevel.DELEGATE, TrustLevel.VOLUNTEER}:
        return ""
    is_new = level is TrustLevel.NEW
    if is_new and by_machine:
        return HoldReason.BY_MACHINE
    if is_new and contacts_in(text):
        return HoldReason.NEW_ACCOUNT_CONTACT
    if _times_said(text) >= (1 if is_new else 2):
        return HoldReason.REPEATED
    return HoldReason.FLOOD if is_new and _said_lately(author) >= FLOOD else ""


def standing(author: Member, text: str, *, by_machine: bool) -> dict[str, str]:
    """The columns that say whether a new text is held, and why."""
    reason = reason_to_hold(author, text, by_machine=by_machine)
    return {"status": ContentStatus.HELD if reason else ContentStatus.PUBLISHED, "hold_reason": reason}


def reason_to_hold_change(author: Member, text: str, before: str) -> str:
    """The same for a text that everybody reads and that is changed: what it said before needed no look."""
    if author.hold_reason:
        return author.hold_reason
    if contacts_in(text) <= contacts_in(before):
        return ""
    return HoldReason.CHANGED if level_of(author) is TrustLevel.NEW else ""


def contacts_in(text: str) -> set[str]:
    """Links, telephones and e-mail addresses of the text, but those that lead to this very site."""
    found = {each.value for each in find_all(text) if each.kind in {PHONE, EMAIL, LINK}}
    found |= set(_BARE_LINK.findall(text))
    own = urlsplit(settings.NETWORK_URL).netloc
    return {value for value in found if urlsplit(value).netloc != own}


def _times_said(text: str) -> int:
    """How often the same text was published lately, by whomever."""
    if len(text) < REPEATED_FROM:
        return 0
    title, body = split_title(text)
    lately = Q(created_at__gte=timezone.now() - REPEATED_WITHIN)
    posts = Post.objects.filter(lately, title=title, body=body).count()
    return posts + Comment.objects.filter(lately, text=text).count()


def _said_lately(author: Member) -> int:
    lately = Q(author=author, created_at__gte=timezone.now() - FLOOD_WITHIN)
    return Post.objects.filter(lately).count() + Comment.objects.filter(lately).count()
