"""A merchant hears of requests in the trade of a business, or no longer."""

from __future__ import annotations

from django.db import transaction

from mcs.board.models import TradeFollow
from mcs.directory.models import Listing
from mcs.members.models import Member


@transaction.atomic
def set_trade_follow(*, member: Member, listing: Listing, follows: bool) -> None:
    """Follows each trade of the listing for its sake, or none of them; said twice it is as said once.

    Trades the listing has lost since are let go.
    """
    mine = TradeFollow.objects.filter(member=member, listing=listing)
    if not follows:
        mine.delete()
        return
    trades = {listing.category_id, *listing.other_categories.order_by().values_list("pk", flat=True)}
    mine.exclude(category__in=trades).delete()
    rows = [TradeFollow(member=member, listing=listing, category_id=trade) for trade in sorted(trades)]
    TradeFollow.objects.bulk_create(rows, ignore_conflicts=True)
