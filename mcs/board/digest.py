"""What the board has to say in a digest: requests that wait for an answer, and tips that end soon."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.board.queries.likely import trades_known
from mcs.lib.dates import spoken_day
from mcs.notices.digest import Item, Reader, Section

MOST_READ, MOST_KEPT = 40, 12  # of which a digest shows a few: some may have been told already
ENDS_SOON = timedelta(days=7)


def waiting_requests(reader: Reader) -> Section:
    """New requests nobody has answered, those the reader may know about first, then her district's: three queries."""
    waiting = Post.objects.published().unanswered().exclude(author=reader.member).select_related("district")
    new = waiting.filter(created_at__gt=reader.since, created_at__lte=reader.until).prefetch_related("categories")
    posts, trades = list(new.order_by("-created_at", "-pk")[:MOST_READ]), trades_known(reader.member)
    home = reader.member.district_id

    def points(post: Post) -> int:
        knows = any(category.pk in trades for category in post.categories.all())
        return 2 * knows + (home is not None and post.district_id == home)

    kept = [post for post in posts if points(post) or home is None or post.district_id is None]
    return Section(
        _("Your neighbours are looking for"),
        [_item(post, str(post.district or "")) for post in sorted(kept, key=points, reverse=True)[:MOST_KEPT]],
    )


def ending_tips(reader: Reader) -> Section:
    """Tips whose end has come near since the last digest, the first to end first: one query."""
    today, near = timezone.localdate(reader.until), reader.until + ENDS_SOON
    tips = Post.objects.published().filter(kind=PostKind.TIP, ends_on__gte=today, ends_on__lte=near.date())
    fresh = Q(created_at__gt=reader.since) | Q(ends_on__gt=(reader.since + ENDS_SOON).date())
    tips = tips.filter(fresh, created_at__lte=reader.until).exclude(author=reader.member)
    if reader.member.district_id:
        tips = tips.filter(Q(district=reader.member.district_id) | Q(district=None))
    found = tips.order_by("ends_on", "-created_at", "-pk")[:MOST_KEPT]
    return Section(_("Tips that end soon"), [_item(tip, _until(tip)) for tip in found])


def _until(tip: Post) -> str:
    if tip.ends_on is None:
        return ""
    return gettext("until %(day)s") % {"day": f"{date_format(tip.ends_on, 'l')} {spoken_day(tip.ends_on)}"}


def _item(post: Post, detail: str) -> Item:
    return Item(f"post-{post.pk}", post.title, post.get_absolute_url(), detail)
