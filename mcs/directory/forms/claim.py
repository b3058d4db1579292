"""What is typed to claim a listing, to vouch, and to hand a listing over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.directory.queries.claims import Proof
from mcs.lib.fields import WordsField


class ProofForm(forms.Form):
    """One way among those the listing allows."""

    proof = forms.ChoiceField(label=_("How would you like to prove it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, proofs: list[Proof], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proofs = {proof.key: proof for proof in proofs}
        field = self.fields["proof"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(proof.key, proof.label) for proof in proofs]
        field.initial = proofs[0].key

    @property
    def chosen(self) -> Proof:
        """The way chosen in a valid form."""
        return self.proofs[self.cleaned_data["proof"]]


class CodeForm(forms.Form):
    """The six digits, however they are spaced."""

    code = forms.CharField(
        label=_("The six digits of the code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class ReasonForm(forms.Form):
    """Why a claim is refused or revoked, in words its member reads."""

    reason = WordsField(label=_("The reason, sent to the member"), longest=600, rows=3)


class TransferForm(forms.Form):
    """Whom the listing is handed to."""

    email = forms.EmailField(
        label=_("E-mail of the new manager"),
        help_text=_("The person joins with this address, or has given it under “Me”. Nobody else can use the link."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
