"""Contact details in a message: they pass only by their owner's own press."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mcs.lib.contacts import mask_contacts

MASK = "\u2022\u2022\u2022"  # no word, so that it is the same in every language


def masked(text: str) -> str:
    """The text with phones and e-mail addresses hidden, and the sentence that says so where there were any."""
    hidden = mask_contacts(text, MASK)
    said = _("(Contact details were hidden.)")
    return hidden if hidden == text else f"{hidden}\n\n{said}"


def has_contacts(text: str) -> bool:
    """Whether a phone or an e-mail address stands in the text."""
    return mask_contacts(text, MASK) != text
