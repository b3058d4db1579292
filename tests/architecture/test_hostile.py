"""Every address × what nobody should send: whatever comes back, it is an answer and not a fault."""

from __future__ import annotations

from copy import deepcopy
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from tests.architecture.test_access import TABLE, Line
from tests.architecture.world import make_people, make_places

pytestmark = pytest.mark.django_db

# The names of every query parameter and form field of the site; each gets each of the values below.
_NAMES = """
    q arrondissement categorie ouvert livre tri page apres zone vue zoom suite genre texte fiche voir depuis vu
    merci suivre decision retirer montrer publication reponse seen format version kind text district submission
    listing listing_name listing_choice kept_photos entry more rating experienced_on ends_on name email code
    language message hours phone website facebook reason credential sizes class quand jour heure
    details avant archiver geste
    answered digest quiet_from quiet_until
    adresse address good_faith subject ground rule facts answer annee
    genre genre-vers wanted_on wanted_at people recipient card_text note vers vu o0-nom o0-prix o0-minimum o0-texte
"""
NAMES = _NAMES.split()
# What is only odd as a text stands together in one; what is also odd as a number, a date or a choice stands alone.
VALUES = {
    "empty": "",
    "nul": "a\x00b",
    "text": "<script>alert(1)</script>\"'&') OR 1=1 --%s %(x)s {0} %n🙂🙂🙂\u202eabc\u2066\r\nBcc: b@example.org\r\n",
    "long": "a" * 100_000,
    "huge number": "9" * 40,
    "negative": "-1",
    "not a number": "NaN",
    "surrogate": "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
}
LINES = [line for line in TABLE if not line.address.startswith("/media/")]


def answer(line: Line, places: dict[str, object], value: str, client: Client) -> int:
    """The status that client gets; whatever it changed is undone, a signing out too."""
    data, address, cookies = dict.fromkeys(NAMES, value), line.address.format(**places), deepcopy(client.cookies)
    with transaction.atomic():
        if line.method == "GET":
            # The longest addresses are refused by the server itself, before the site.
            data = {name: text[:2_000] for name, text in data.items()}
            status = client.get(f"{address}?{urlencode(data, errors='surrogatepass')}").status_code
        else:
            status = client.post(address, data).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


# A volunteer reaches nearly everything; a visitor what is only a visitor's.
CASES = [("volunteer", name) for name in VALUES] + [("visitor", name) for name in ("nul", "text", "long", "surrogate")]


@pytest.mark.parametrize(("role", "name"), CASES)
def test_no_address_breaks_on_hostile_values(role: str, name: str) -> None:
    people = make_people()
    places = make_places(people)
    client = Client(raise_request_exception=False)
    if member := people[role]:
        client.force_login(member)
    asked = {str(line): answer(line, places, VALUES[name], client) for line in LINES}
    assert {address: status for address, status in asked.items() if status >= 500} == {}
