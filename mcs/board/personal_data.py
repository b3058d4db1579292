"""What the board holds about people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mcs.board.actions.erase import erase_marks, erase_voices, erase_words
from mcs.board.actions.remove import UNDO_FOR
from mcs.board.models import (
    Comment,
    CommentRevision,
    FeedVisit,
    Follow,
    Post,
    PostRevision,
    Recommendation,
    Reply,
    Thanks,
    TradeFollow,
)
from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member


def _words(member: Member) -> Iterable[Records]:
    written = {"created_at": _("Written on"), "edited_at": _("Changed on"), "status": _("State")}
    posts = {
        "kind": _("Kind"),
        "title": _("Title"),
        "body": _("Text"),
        "listing__name": _("About"),
        "named": _("Named"),
    }
    posts |= {"rating": _("Mark"), "experienced_on": _("Lived on"), "district__name": _("District")}
    yield records("posts", _("My posts"), Post.objects.filter(author=member), posts | written)
    before = {"title": _("Title"), "body": _("Text"), "rating": _("Mark"), "experienced_on": _("Lived on")}
    before |= {"written_at": _("Written on")}
    old = PostRevision.objects.filter(post__author=member)
    yield records("post_revisions", _("What my posts said before"), old, before)
    answers = {"post__title": _("Under"), "text": _("Text"), "listing__name": _("Business named"), "named": _("Named")}
    yield records("comments", _("My answers"), Comment.objects.filter(author=member), answers | written)
    old_answers = CommentRevision.objects.filter(comment__author=member)
    columns = {"text": _("Text"), "written_at": _("Written on")}
    yield records("comment_revisions", _("What my answers said before"), old_answers, columns)
    replies = {"listing__name": _("Business"), "text": _("Text")}
    yield records("replies", _("My replies as a merchant"), Reply.objects.filter(author=member), replies | written)


def _voices(member: Member) -> Iterable[Records]:
    columns = {"listing__name": _("Business"), "need": _("For"), "text": _("Text"), "created_at": _("Written on")}
    columns |= {"experienced_on": _("Lived on"), "status": _("State")}
    yield records("recommendations", _("What I recommend"), Recommendation.objects.filter(member=member), columns)


def _marks(member: Member) -> Iterable[Records]:
    thanks = {
        "post__title": _("Post"),
        "comment__text": pgettext_lazy("what somebody said", "Answer"),
        "created_at": _("On"),
    }
    yield records("thanks", _("My thanks"), Thanks.objects.filter(member=member), thanks)
    follows = {"post__title": _("Post"), "is_muted": _("Muted"), "created_at": _("On")}
    yield records("follows", _("What I follow"), Follow.objects.filter(member=member), follows)
    trades = {"category__name_fr": _("Trade"), "listing__name": _("For my business"), "created_at": _("On")}
    yield records("trades", _("Trades I follow"), TradeFollow.objects.filter(member=member), trades)
    visits = {"seen_at": _("Last seen on"), "before_at": _("The time before")}
    yield records("feed_visit", _("When I looked at the board"), FeedVisit.objects.filter(member=member), visits)


WORDS = Holding(
    name="words",
    title=_("Posts and answers"),
    data=_("What you write on the board, its dates, its district, what it said before you changed it."),
    purpose=_("Asking, answering, and finding an answer again."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Everybody; the volunteers for what is held."),
    retention=format_lazy(
        _("As long as it stands. What you remove is deleted for good after {days} days."), days=UNDO_FOR.days
    ),
    fields=("board.Post.author", "board.Comment.author", "board.Reply.author"),
    jobs=("purge_removed",),
    export=_words,
    erase=lambda member, words: erase_words(member=member, words=words),
    after=_(
        "Your posts and answers stay, without your name, so that the threads can be read — unless you ask that they go"
        " too: then a sentence stands in their place where neighbours answered."
    ),
)
VOICES = Holding(
    name="voices",
    title=_("Recommendations"),
    data=_("Which businesses you recommend, for what, since when, in which words."),
    purpose=_("Telling neighbours whom to turn to, and ordering the directory fairly."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Everybody."),
    retention=format_lazy(
        _("Until {days} days after you take it back, or with the account; with it alone if a volunteer refused it."),
        days=UNDO_FOR.days,
    ),
    fields=("board.Recommendation.member",),
    jobs=("purge_removed", "erase_dormant_members"),
    export=_voices,
    erase=lambda member, words: erase_voices(member=member),
)
MARKS = Holding(
    name="marks",
    title=_("Thanks, follows and visits to the board"),
    data=_("What you thanked for, the posts and trades you follow, your last two visits."),
    purpose=_("Thanking, telling you of answers, and showing you what is new."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Nobody; thanks are shown as a number."),
    retention=_("Until you take them back, or with the account."),
    fields=("board.Thanks.member", "board.Follow.member", "board.TradeFollow.member", "board.FeedVisit.member"),
    jobs=("erase_dormant_members",),
    export=_marks,
    erase=lambda member, words: erase_marks(member=member),
)
HOLDINGS = (WORDS, VOICES, MARKS)
