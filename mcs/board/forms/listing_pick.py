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
from mcs.lib.fields import LineField, WordsField
from mcs.lib.french import fold
from mcs.members.models import Member

WITHOUT = "-"  # the choice of naming none after all
PROPOSED = "+"  # the choice of proposing the one named to the volunteers


class ListingPickMixin(forms.Form):
    """Gives `cleaned_data["picked"]`, a Listing or None, and `cleaned_data["named"]`, the name of one to be proposed.

    The typed name decides: the listing called so, or the only one whose name holds it. When several may be meant, the
    form comes back with `choices` as radio buttons; when none is found, the choices are to propose it to the volunteers
    or to go without. Whoever fills `listing_about` says that it isn't in the directory.
    """

    listing_name = LineField(
        label=_("Recommended business"),
        help_text=_("Three letters of its name are enough."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    listing = LineField(required=False, max_length=None, widget=forms.HiddenInput)  # the slug that a suggestion gave
    listing_choice = LineField(required=False, max_length=None)  # the slug of a radio button, PROPOSED or WITHOUT
    listing_about = WordsField(
        longest=600,
        rows=3,
        required=False,
        label=_("What you know of it"),
        help_text=_(
            "Write its name above, and here what it does, where, its telephone. The volunteers check it and add it: "
            "what you say of it then stands on its page."
        ),
    )

    choices: list[Listing] = []
    offers_proposal = False  # whether the choices end with "propose it"
    offers_without = False  # and with "publish without"

    def pick_listing(self, member: Member | None, *, is_required: bool, vouches: bool = True) -> None:
        """Fills `picked`, or adds the error that says what to do.

        Nobody vouches for their own business; telling its news is another thing.
        """
        self.choices = []
        self.cleaned_data |= {"picked": None, "named": ""}
        name = self.cleaned_data.get("listing_name", "")[:120]
        choice = self.cleaned_data.get("listing_choice")
        if "listing_about" in self.errors:
            return
        try:
            if self._is_proposed(name, choice):
                self.cleaned_data["named"] = name
                return
            listing = self._chosen(choice) or self._named(name) if name and choice != WITHOUT else None
            self._check(listing, member if vouches else None, is_required=is_required)
        except ValidationError as error:
            self.offers_without = self.offers_without and not is_required
            self.add_error("listing_name", error)
            return
        self.cleaned_data["picked"] = listing

    def _is_proposed(self, name: str, choice: str | None) -> bool:
        """Whether she says that the directory doesn't know it; one that is called so is asked about first."""
        about = self.cleaned_data.get("listing_about", "")
        if about and not name and not choice:
            raise ValidationError(_("Write the name of the business you tell us about."), code="unnamed")
        if choice or not about:
            return bool(name) and choice == PROPOSED
        slug = self.cleaned_data.get("listing")
        found = [each for each in listings_named(name) if each.slug == slug or fold(each.name) == fold(name)]
        if found:
            self._offer(found)
            raise ValidationError(_("A business of that name is in the directory. Is it the one?"), code="several")
        return True

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
        self._offer(found)
        if found:
            raise ValidationError(_("Which business do you mean?"), code="several")
        none = gettext("We found no “%(name)s” in the directory. Correct the name, or choose below.")
        raise ValidationError(none % {"name": name}, code="unknown")

    def _offer(self, found: list[Listing]) -> None:
        self.choices, self.offers_proposal, self.offers_without = found, True, True

    def _check(self, listing: Listing | None, member: Member | None, *, is_required: bool) -> None:
        if listing is None and is_required:
            raise ValidationError(_("Say which business it is about."), code="required")
        if listing and member and not may_recommend(member, listing):
            own = _("This is your own business: your neighbours may recommend it, not you.")
            raise ValidationError(own, code="own")
