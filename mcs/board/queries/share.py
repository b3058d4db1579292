"""What stands on the page from which a post or an answer is passed on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from mcs.board.cards import post_card_path
from mcs.board.models import Comment, Post
from mcs.board.queries.post import photos_of
from mcs.lib.absolute import absolute
from mcs.lib.sharing import share_links


def share_page(post: Post, comment: Comment | None) -> dict[str, Any]:
    """The links, to the answer when there is one: one query, for the picture."""
    if comment:
        said = {"name": comment.author.display_name, "title": post.title}
        words = _("%(name)s’s answer to “%(title)s”") % said
    else:
        words = _("“%(title)s”, on %(network)s") % {"title": post.title, "network": settings.NETWORK_NAME}
    page = comment.get_absolute_url() if comment else post.get_absolute_url()
    return {
        **share_links(words, absolute(page)),
        "post": post,
        "comment": comment,
        "card": post_card_path(post, photos_of(post)),
    }
