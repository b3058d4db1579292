"""Fields of a listing's facts that are typed otherwise than they are kept."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from mcs.lib import contacts
from mcs.lib.text import clean_text

MOST_CENTS = 1_000_000
MOST_KM = 100
MOST_LINKS = 5
_FREE = re.compile(r"gratuite?|offerte?|free|aucune?|sans|0", re.IGNORECASE)
_SHARED = re.compile(
    r"/(?:share|sharer|share\.php|sharer\.php|story\.php|permalink\.php|l\.php|photo\.php|watch)(?:/|$)"
)


class EurosField(forms.CharField):
    """An amount as people write it ("25", "25,50 €", "gratuit"), kept in cents."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=20, required=False, **options)
        self.widget.attrs.pop("maxlength", None)

    def prepare_value(self, value: Any) -> Any:
        return written_euros(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = re.sub(r"\s|€|euros?|eur", "", clean_text(super().clean(value)), flags=re.IGNORECASE)
        if not text:
            return None
        if _FREE.fullmatch(text):
            return 0
        match = re.fullmatch(r"(\d{1,5})(?:[.,](\d{1,2}))?", text, re.ASCII)
        cents = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")) if match else MOST_CENTS + 1
        if cents > MOST_CENTS:
            raise ValidationError(_("Write an amount such as 25 or 4,50, or “free”."), code="euros")
        return cents


def written_euros(cents: int) -> str:
    """2550 → "25,50"; 2500 → "25"; 0 → "gratuit" in the reader's language."""
    if cents == 0:
        return pgettext("price", "free")
    return f"{cents // 100},{cents % 100:02}" if cents % 100 else str(cents // 100)


class KilometresField(forms.CharField):
    """A distance in kilometres, with a comma or a point."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options
        )
        self.widget.attrs.pop("maxlength", None)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}".replace(".", ",") if isinstance(value, float) else value

    def clean(self, value: Any) -> float | None:
        text = re.sub(r"\s|km", "", super().clean(value), flags=re.IGNORECASE).replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", text, re.ASCII) or not 0 < float(text) <= MOST_KM:
            raise ValidationError(_("Write a distance in kilometres, such as 3 or 2,5."), code="km")
        return float(text)


class LinksField(forms.CharField):
    """Web addresses, one a line; a list of them once clean."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("Five links at most: keep the most useful ones."), code="links")
        links = []
        for line in lines:
            try:
                links.append(contacts.clean_link(line))
            except ValidationError as error:
                raise ValidationError(
                    _("“%(line)s” does not look like a web address. For example: www.my-shop.fr."),
                    code="link",
                    params={"line": line[:60]},
                ) from error
        return list(dict.fromkeys(links))


def refuse_what_is_no_page(link: str) -> None:
    """Raises ValidationError for an address of Facebook that leads neighbours to no page of a business.

    A share link expires or asks to sign in; a personal profile is not shown to everybody.
    """
    if not contacts.is_facebook(link):
        raise ValidationError(_("This address is not on Facebook: put it under “Website”."), code="facebook")
    parts = urlsplit(link)
    path = parts.path.rstrip("/").lower()
    if _SHARED.match(path) or (parts.hostname or "").startswith("l."):
        raise ValidationError(
            _("This is a link that Facebook makes for sharing: open your page, then copy the address at the top."),
            code="facebook_share",
        )
    if path == "/profile.php" or path.startswith("/people/"):
        raise ValidationError(
            _("This is a personal profile, which not everybody may see: give the address of the business’s page."),
            code="facebook_profile",
        )
    if not path and not parse_qs(parts.query):
        raise ValidationError(_("This is Facebook itself: the name of your page is missing."), code="facebook_empty")
