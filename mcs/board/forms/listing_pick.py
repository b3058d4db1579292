"""Naming a listing: by a suggestion, or by a typed name that is matched here when there is no JavaScript."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mcs.board.queries.listing import listings_named
from mcs.board.rules import may_recommend
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.lib.fields import LineField
from mcs.lib.french import fold
from mcs.members.models import Member

WITHOUT = "-"  # the choice of naming none after all


class ListingPickMixin(forms.Form):
    """Gives `cleaned_data["picked"]`, a Listing or None.

    The typed name decides: the listing called so, or the only one whose name holds it. When several may be meant, the
    form comes back with `choices` as radio buttons; when none is found, the only choice is to go without.
    """

    listing_name = LineField(
        label=_("Recommended business"),
        help_text=_("Three letters of its name are enough."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    listing = LineField(required=False, max_length=None, widget=forms.HiddenInput)  # the slug that a suggestion gave
    listing_choice = LineField(required=False, max_length=None)  # the slug of a radio button, or WITHOUT

    choices: list[Listing] = []
    offers_without = False  # whether the choices end with "publish without"

    def pick_listing(self, member: Member | None, *, is_required: bool, vouches: bool = True) -> None:
        """Fills `picked`, or adds the error that says what to do.

        Nobody vouches for their own business; telling its news is another thing.
        """
        self.choices = []
        self.cleaned_data["picked"] = None
        name = self.cleaned_data.get("listing_name", "")[:120]
        choice = self.cleaned_data.get("listing_choice")
        try:
            listing = self._chosen(choice) or self._named(name) if name and choice != WITHOUT else None
            self._check(listing, member if vouches else None, is_required=is_required)
        except ValidationError as error:
            self.add_error("listing_name", error)
            return
        self.cleaned_data["picked"] = listing

    def _chosen(self, choice: str | None) -> Listing | None:
        slug = choice or self.cleaned_data.get("listing")
        found = Listing.objects.filter(slug=slug).exclude(status=ListingStatus.DRAFT).first() if slug else None
        if found is None or found.is_published:
            return found
        self.offers_without = True
        gone = gettext("“%(name)s” is no longer in the directory. Name another business, or publish without it.")
        raise ValidationError(gone % {"name": found.name}, code="gone")

    def _named(self, name: str) -> Listing:
        found = listings_named(name)
        # Somebody who typed a trade is shown who is meant before she vouches for them.
        if len(found) == 1 and fold(name) in fold(found[0].name):
            return found[0]
        self.choices, self.offers_without = found, True
        if found:
            raise ValidationError(_("Which business do you mean?"), code="several")
        none = gettext("We found no “%(name)s” in the directory. Correct the name, or publish without it.")
        raise ValidationError(none % {"name": name}, code="unknown")

    def _check(self, listing: Listing | None, member: Member | None, *, is_required: bool) -> None:
        self.offers_without = self.offers_without and not is_required
        if listing is None and is_required:
            raise ValidationError(_("Say which business it is about."), code="required")
        if listing and member and not may_recommend(member, listing):
            own = _("This is your own business: your neighbours may recommend it, not you.")
            raise ValidationError(own, code="own")
