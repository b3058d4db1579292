"""`manage.py extract_listing`, as somebody tries it from a terminal."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mcs.directory.actions.categories import load_categories
from mcs.places.actions import load_places

pytestmark = pytest.mark.django_db

NOTHING_SAID: dict[str, Any] = {
    "phones": [],
    "email": "",
    "website": "",
    "facebook": "",
    "address": "",
    "district": None,
    "hours": "",
    "delivery": {
        "delivers": False,
        "where": "",
        "minimum": "",
        "fee": "",
        "note": "",
        "comes_to_you": False,
        "by_appointment": False,
    },
}


def extract(message: bytes, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(message)))
    out = io.StringIO()
    call_command("extract_listing", stdout=out)
    draft: dict[str, Any] = json.loads(out.getvalue())
    return draft


def test_command_prints_the_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    load_categories()
    load_places()
    message = (
        "Bonjour, je tiens la boutique Les Fleurs de Lucie, fleuriste au 112 bd Michelet 13009. Bouquets et plantes. "
        "On livre dans le 8e et le 9e dès 25 €. Ouvert du mardi au samedi 9h-12h30 et 14h-19h, vendredi 18h-2h sur rdv."
        " 04 91 00 11 22 ou +33 6 39 98 00 11, lucie@fleurs.example, www.fleurs-lucie.fr, fb : fleurs.de.lucie. Merci"
    )
    draft = extract(message.encode(), monkeypatch)
    assert (draft["phones"], draft["email"]) == (["+33491001122", "+33639980011"], "lucie@fleurs.example")
    assert (draft["website"], draft["facebook"]) == (
        "https://www.fleurs-lucie.fr",
        "https://www.facebook.com/fleurs.de.lucie",
    )
    assert (draft["name"], draft["categories"][0]) == ("Les Fleurs de Lucie", "shop=florist")
    assert (draft["address"], draft["district"]) == ("112 boulevard Michelet", 9)
    assert (draft["delivery"]["delivers"], draft["delivery"]["minimum"]) == (True, "25 €")


@pytest.mark.parametrize(
    "message",
    ["🙂 ok", "\u202eabc\u2066 שלום עולם", "<script>alert(1)</script>", "zz" * 500_000, "\x00abc\x00"],
    ids=["emoji", "right to left", "html", "1 MB", "zeros"],
)
def test_command_answers_json_to_what_says_nothing(message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load_categories()
    draft = extract(message.encode(), monkeypatch)
    assert {name: draft[name] for name in NOTHING_SAID} == NOTHING_SAID
    assert draft["categories"] == ["shop=yes"]


def test_command_reads_what_is_no_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    load_categories()
    assert extract("Je suis pâtissière".encode("cp1252"), monkeypatch)["categories"] == ["shop=pastry"]
    assert extract(bytes(range(58, 256)) * 50, monkeypatch)["phones"] == []


@pytest.mark.parametrize("message", [b"", b" \n", "🎉🎉".encode()])
def test_command_says_when_there_is_no_message(message: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    load_categories()
    with pytest.raises(CommandError, match="pas de message"):
        extract(message, monkeypatch)


def test_command_says_what_to_load_first(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="load_categories"):
        extract(b"Je suis fleuriste", monkeypatch)
