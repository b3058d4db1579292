"""What the picture that stands for a post says where its page is shared."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.directory.cards import cover_file
from mcs.lib.cards import Card
from mcs.lib.drawing import HEADING, drawable
from mcs.lib.text import has_words
from mcs.photos.models import Photo

HUES = {PostKind.REQUEST: "sea", PostKind.REVIEW: "pine", PostKind.TIP: "sun", PostKind.NEWS: "plum"}


def post_card(post: Post, photos: Sequence[Photo]) -> Card:
    """In the network's own language; its author is not named, because copies of a picture can't be called back."""
    with translation.override(settings.LANGUAGE_CODE):
        kind = PostKind(post.kind)
        return Card(
            title=post.title if has_words(drawable(post.title, HEADING)) else str(kind.label),
            above=f"{kind.label} · {post.listing.name}" if post.listing else str(kind.label),
            below=post.district.name if post.district else "",
            pill=_told(post),
            hue=HUES[kind],
            cover=cover_file(photos[0]) if photos else "",
            network=settings.NETWORK_NAME,
        )


def post_card_path(post: Post, photos: Sequence[Photo]) -> str:
    """The picture's address; it changes with what is shown, so that those who keep copies ask again."""
    return f"{reverse('board:post_image', args=[post.pk])}?v={post_card(post, photos).digest[:8]}"


def _told(post: Post) -> str:
    if post.rating:
        return _("%(rating)s out of 5") % {"rating": post.rating}
    if post.is_solved:
        return _("Solved")
    if not post.comment_count:
        return ""
    return ngettext("%(count)s answer", "%(count)s answers", post.comment_count) % {"count": post.comment_count}
