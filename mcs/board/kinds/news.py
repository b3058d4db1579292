"""Nouveauté: usually by a merchant, so it may name the business."""

from django.utils.translation import gettext_lazy as _

from mcs.board.enums import PostKind
from mcs.board.kinds.definition import KindDefinition, ListingPick

NEWS = KindDefinition(
    kind=PostKind.NEWS,
    icon="sparkles",
    plural=_("News items"),
    prompt=_("What is new in the neighbourhood…"),
    listing=ListingPick.OPTIONAL,
)
