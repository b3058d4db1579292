"""What a browser sends of a page's form: every successful control (HTML standard, § 4.10.22.4)."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from mcs.directory.forms.facts import FactsForm
from mcs.directory.models import Listing


class _Controls(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: list[tuple[str, str]] = []
        self.area = self.select = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "input" and values.get("name"):
            boxed = values.get("type") in ("checkbox", "radio")
            if not boxed or "checked" in values:
                self.sent.append((values["name"], values.get("value", "on" if boxed else "")))
        elif tag == "textarea":
            self.area, self.text = values["name"], []
        elif tag == "select":
            self.select = values["name"]
        elif tag == "option" and "selected" in values:
            self.sent.append((self.select, values.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.sent.append((self.area, "".join(self.text).removeprefix("\n")))


def sent_by(page: str, **typed: Any) -> QueryDict:
    """The data of the page's controls with what was typed over them; None empties one, a list gives several values."""
    controls = _Controls()
    controls.feed(page)
    data = QueryDict(mutable=True)
    for name, value in controls.sent:
        data.appendlist(name, value)
    for name, value in typed.items():
        data.setlist(name, [] if value is None else value if isinstance(value, list) else [value])
    return data


def page_of(form: FactsForm) -> str:
    """The form as its pages draw it."""
    return render_to_string("directory/facts_fields.html", {"form": form})


def sent_back(listing: Listing, **typed: Any) -> FactsForm:
    """The form as the page shows it, sent back with what was typed over it ("horaires-0-0-de" needs `**{…}`)."""
    return FactsForm(sent_by(page_of(FactsForm(instance=listing)), **typed), instance=listing)
