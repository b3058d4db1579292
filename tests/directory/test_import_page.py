"""The desk's page that brings a file of businesses: tried, imported, brought again."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from mcs.directory.actions.brought import forget_brought_files, read_brought_file
from mcs.directory.enums import BroughtState
from mcs.directory.forms import listing_import
from mcs.directory.models import BroughtFile, Listing, ListingChange
from mcs.directory.sources.row import UnreadableFileError
from mcs.members.models import Member
from tests.directory.exports import correct, export
from tests.factories import make_category, make_district, make_listing, make_volunteer

pytestmark = pytest.mark.django_db

BUSINESSES = "nom;type;tel\nBoucherie du Rouet;Boucherie;0491001122\n<b>Sans métier;Rien;1\n".encode()
ROW_3 = "Ligne 3, <b>Sans métier\u00a0: rejetée, son métier n’est pas connu\u00a0: «\u00a0Rien\u00a0»."


@pytest.fixture
def volunteer() -> Member:
    return make_volunteer()


def bring(client: Client, member: Member, content: bytes = BUSINESSES, *, do: str = "try", **sent: Any) -> str:
    """What the page says of a file that was tried, or also imported."""
    client.force_login(member)
    file = SimpleUploadedFile("rouet (1).csv", content)
    page = client.post(reverse("directory:listing_import"), {"file": file, "source": "Le Rouet"} | sent, follow=True)
    if do == "import" and page.redirect_chain:
        page = client.post(page.redirect_chain[0][0], follow=True)
    return unescape(re.sub(r"<li>|</li>", "\n", page.content.decode()))


def test_file_is_tried_then_imported_then_brought_again(client: Client, volunteer: Member) -> None:
    make_category()
    tried = bring(client, volunteer, do="try")
    assert "Rien n’a changé." in tried
    assert "Ligne 2, Boucherie du Rouet\u00a0: créée." in tried
    assert tried.index(ROW_3) < tried.index("Ligne 2, ")  # what somebody may have to look at comes first
    assert not Listing.objects.exists()
    assert "Créées\u00a0: 1" in bring(client, volunteer, do="import")
    assert Listing.objects.get().source == "Le Rouet"
    again = bring(client, volunteer, do="import")
    assert "inchangées\u00a0: 1, rejetées\u00a0: 1" in again
    assert Listing.objects.count() == 1


def test_file_of_another_town_is_asked_about(client: Client, volunteer: Member) -> None:
    make_category()
    make_district(8)
    there = (
        "nom;type;latitude;longitude\nBoucherie du Nord;Boucherie;48.88;2.34\nBoucherie du Rouet;Boucherie;43.27;5.39\n"
    )
    page = bring(client, volunteer, there.encode(), do="try")
    assert (
        "1 commerce est à plus de 30\u00a0km des arrondissements de ce réseau, «\u00a0Boucherie du Nord\u00a0»" in page
    )
    assert "Boucherie du Nord\u00a0: rejetée, son point est trop loin des arrondissements de ce réseau" in page
    assert "est à plus de" not in bring(client, volunteer, there.replace("48.88;2.34", "43.28;5.39").encode(), do="try")


def test_history_names_the_volunteer_who_brought_a_correction(
    client: Client, volunteer: Member, tmp_path: Path
) -> None:
    listing = make_listing("Boucherie du Rouet")
    path = export(tmp_path / "a.csv")
    correct(path, listing.name, phone="06 11 22 33 44")
    assert "modifiées\u00a0: 1" in bring(client, volunteer, path.read_bytes(), do="import")
    change = ListingChange.objects.get()
    assert (change.member, change.values["phone"][1]) == (volunteer, "+33611223344")


def test_file_without_names_says_what_to_call_them_in_the_page(client: Client, volunteer: Member) -> None:
    page = bring(client, volunteer, b"enseigne du lieu;type\nA;Boucherie\n")
    assert "donnez à la sienne le titre «\u00a0nom\u00a0»" in page
    assert "--map" not in page


def test_what_cannot_be_brought_says_why(client: Client, volunteer: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Il n’y a pas encore de métiers" in bring(client, volunteer, do="import")
    make_category()
    assert "Choisissez un fichier." in bring(client, volunteer, file="")
    assert "Ce fichier est vide." in bring(client, volunteer, b"")
    assert "Ce JSON est abîmé" in bring(client, volunteer, b"{", do="import")
    monkeypatch.setattr(listing_import, "MOST_ROWS", 1)
    page = bring(client, volunteer, do="import")
    assert "2 lignes, c’est trop pour cette page" in page
    assert 'value="Le Rouet"' in page
    assert not Listing.objects.exists()


def test_file_is_chosen_once_kept_until_imported_and_forgotten_in_a_week(client: Client, volunteer: Member) -> None:
    make_category()
    bring(client, volunteer)
    brought = BroughtFile.objects.get()
    address = reverse("directory:brought_file", args=[brought.pk])
    assert (brought.state, bytes(brought.content), brought.rows) == (BroughtState.TRIED, BUSINESSES, 2)
    assert brought.name in client.get(reverse("directory:listing_import")).content.decode()
    for _press in range(2):  # the second finds nothing to do
        assert client.post(address).status_code == 302
    brought.refresh_from_db()
    assert (brought.state, bytes(brought.content)) == (BroughtState.IMPORTED, b"")
    assert Listing.objects.count() == 1
    assert forget_brought_files(now=brought.at + timedelta(days=8)) == 1


def test_file_being_read_shows_how_far_it_is_and_asks_again(client: Client, volunteer: Member) -> None:
    make_category()
    bring(client, volunteer)
    BroughtFile.objects.update(state=BroughtState.IMPORTING, done=250, rows=2503)
    address = reverse("directory:brought_file", args=[BroughtFile.objects.get().pk])
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{address}"' in page
    assert '<progress max="2503" value="250"' in page
    assert "<h1>" not in page


def test_file_that_breaks_on_the_way_says_so_and_can_be_tried_again(client: Client, volunteer: Member) -> None:
    make_category()
    bring(client, volunteer)
    BroughtFile.objects.update(content=b"{", state=BroughtState.IMPORTING)
    with pytest.raises(UnreadableFileError):
        read_brought_file(pk=BroughtFile.objects.get().pk)
    address = reverse("directory:brought_file", args=[BroughtFile.objects.get().pk])
    assert "Quelque chose s’est cassé de notre côté." in client.get(address).content.decode()
    BroughtFile.objects.update(content=BUSINESSES)
    client.post(address)
    assert Listing.objects.get().name == "Boucherie du Rouet"


def test_workbook_that_unpacks_to_much_is_not_read_in_a_page(client: Client, volunteer: Member) -> None:
    """40 kB that hold a million cells kept a page busy for minutes."""
    hostile, book = BytesIO(), BytesIO()
    Workbook().save(book)
    with ZipFile(book) as known, ZipFile(hostile, "w", ZIP_DEFLATED) as archive:
        for part in known.infolist():
            archive.writestr(part.filename, known.read(part))
        archive.writestr("xl/worksheets/sheet9.xml", b" " * listing_import.UNPACKED)
    file = SimpleUploadedFile("commerces.xlsx", hostile.getvalue())
    client.force_login(volunteer)
    response = client.post("/bureau/importer/", {"file": file, "source": "x"})
    assert response.context["form"].errors == {"file": ["Ce fichier est trop lourd."]}
