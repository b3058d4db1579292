"""A post of any kind: the text, and what its kind adds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.board.enums import PostKind
from mcs.board.forms.fields import SubmissionField, Typed, TypedMixin
from mcs.board.forms.listing_pick import ListingPickMixin
from mcs.board.kinds import KINDS, definition_of
from mcs.board.kinds.definition import ListingPick
from mcs.board.models import Post
from mcs.board.queries.submissions import earlier_review
from mcs.lib.fields import WordsField
from mcs.members.models import Member
from mcs.photos.forms import KEPT, PhotosMixin
from mcs.places.models import District

REVIEWED = _("You have reviewed this business already. Change that review instead: what it said before stays readable.")


class PostForm(TypedMixin, ListingPickMixin, PhotosMixin, forms.Form):
    """The fields every kind has; `extras` are the kinds' own, of which the chosen kind's alone is read."""

    kind = forms.ChoiceField(
        choices=PostKind.choices,
        initial=PostKind.REQUEST,
        error_messages={"required": _("Choose what you publish."), "invalid_choice": _("Choose what you publish.")},
    )
    text = WordsField(longest=5000, rows=5, label=_("Your text"))
    district = forms.ModelChoiceField(
        District.objects.all(),
        required=False,
        label=_("District"),
        empty_label=_("The whole neighbourhood"),
        to_field_name="number",
        error_messages={"invalid_choice": _("Choose a district of the list.")},
    )
    submission = SubmissionField()
    earlier: Post | None = None  # the member's own review of the business, which she is led to

    def __init__(self, *args: Any, member: Member | None, client: str, **options: Any) -> None:
        super().__init__(*args, uploader=member, client=client, **options)
        self.member = member
        self.fields["listing_name"].label = _("Business")
        self.definition = definition_of(self["kind"].value())
        self.fields["text"].widget.attrs["placeholder"] = self.definition.prompt
        self.extras = {
            definition.kind: definition.fields(self._data_of(definition.kind), initial=self.initial)
            for definition in KINDS.values()
        }

    @property
    def asks(self) -> bool:
        """Whether it is a request."""
        return self.definition.kind == PostKind.REQUEST

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The kinds' own fields, for the template: the style sheet shows those of the chosen kind."""
        return [{"kind": kind.value, "form": extra} for kind, extra in self.extras.items() if extra.fields]

    def _data_of(self, kind: PostKind) -> Any:
        return self.data if self.is_bound and kind == self.definition.kind else None

    def clean(self) -> dict[str, Any]:
        extra = self.extras[self.definition.kind]
        if extra.is_valid():
            self.cleaned_data |= extra.cleaned_data
        else:
            self.add_error(None, _("One thing is missing below: nothing is lost."))
        if self.definition.listing is ListingPick.NONE:
            self.cleaned_data |= {"picked": None, "named": ""}
        else:
            required = self.definition.listing is ListingPick.REQUIRED
            self.pick_listing(self.member, is_required=required, vouches=self.definition.kind == PostKind.REVIEW)
        return self.cleaned_data

    def reviews_again(self) -> bool:
        """Whether a valid form reviews a business that the member has reviewed; says so beside its name then."""
        if self.member and self.definition.kind == PostKind.REVIEW:
            self.earlier = earlier_review(self.member, self.cleaned_data["picked"])
        if self.earlier:
            self.add_error("listing_name", REVIEWED)
        return self.earlier is not None

    def typed(self) -> Typed:
        extra = self.extras[self.definition.kind]
        own = {name: extra.data[name] for name in extra.fields if name in extra.data}
        return super().typed() | own | {KEPT: self.kept_tokens()}
