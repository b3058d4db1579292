"""An answer under a post, and « Je recommande » on a listing's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.board.forms.fields import SubmissionField, TypedMixin
from mcs.board.forms.listing_pick import ListingPickMixin
from mcs.directory.models import Listing
from mcs.lib.fields import WordsField
from mcs.members.models import Member


class AnswerForm(TypedMixin, ListingPickMixin, forms.Form):
    """Text, and the business it recommends; or, of a merchant's, the one in whose name it is said."""

    text = WordsField(longest=3000, rows=3, label=_("Your answer"))
    merchant = forms.ChoiceField(
        required=False,
        label=_("You answer"),
        help_text=_("In your business’s name, once for this request: the answer says that a merchant gave it."),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("You can’t answer this request in this business’s name, or did already.")},
    )
    submission = SubmissionField()

    field_order = ("text", "merchant", "listing_name")

    def __init__(self, *args: Any, member: Member | None, merchants: Sequence[Listing] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.member = member
        self.merchants = {listing.slug: listing for listing in merchants}
        names = [(slug, listing.name) for slug, listing in self.merchants.items()]
        self.fields["merchant"].choices = [*names, ("", _("In my own name"))]  # type: ignore[attr-defined]
        self.fields["merchant"].initial = names[0][0] if names else ""

    def clean(self) -> dict[str, Any]:
        said_for = self.merchants.get(self.cleaned_data.get("merchant", ""))
        self.cleaned_data["said_for"] = said_for
        if said_for or "merchant" in self.errors:
            self.cleaned_data |= {"picked": None, "named": ""}  # a business recommends neither itself nor another
            if said_for and self.cleaned_data.get("listing_name") not in ("", None, said_for.name):
                other = _("A business recommends no other: answer in your own name, or clear this field.")
                self.add_error("listing_name", other)
        else:
            self.pick_listing(self.member, is_required=False)
        return self.cleaned_data


class RecommendForm(TypedMixin, forms.Form):
    """A few words on a listing, or none."""

    text = WordsField(
        longest=280,
        rows=2,
        required=False,
        label=_("In a few words"),
        help_text=_("What you liked. It is shown with your name."),
    )
