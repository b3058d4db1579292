"""A post's thread, as an e-mail mutes it."""

from __future__ import annotations

from mcs.board.actions.marks import set_follow
from mcs.board.models import Post
from mcs.lib.numbers import key as pk_of
from mcs.members.models import Member
from mcs.notices.threads import Thread


def find_thread(key: str) -> Thread | None:
    """The thread of a published post; None for one that was removed."""
    post = Post.objects.published().filter(pk=pk_of(key)).first()
    if post is None:
        return None

    def mute(member: Member) -> None:
        set_follow(member=member, post=post, follows=False)

    return Thread(post.title, post.get_absolute_url(), mute)
