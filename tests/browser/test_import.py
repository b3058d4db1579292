"""A volunteer brings a file of businesses: chosen once, tried, imported by a press, found in the directory."""

from __future__ import annotations

from playwright.sync_api import expect

from mcs.directory.actions.brought import read_brought_file
from mcs.directory.enums import BroughtState
from mcs.directory.models import BroughtFile
from tests.browser.conftest import Browse
from tests.browser.pages import assert_accessible
from tests.factories import make_category, make_district, make_volunteer

FILE = "nom;type;tel;cp\nBoucherie du Rouet;Boucherie;0491001122;13008\nSans métier;Rien;1;13008\n".encode()


def test_file_is_tried_imported_and_found(browse: Browse) -> None:
    make_category()
    make_district(8)
    page = browse(make_volunteer())
    page.goto("/bureau/importer/")
    assert_accessible(page)
    page.get_by_label("Le fichier").set_input_files({"name": "rouet.csv", "mimeType": "text/csv", "buffer": FILE})
    page.get_by_role("button", name="Essayer").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Ce que ferait ce fichier")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text("Sans métier\u00a0: rejetée")
    assert_accessible(page)
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Le fichier est importé")
    page.get_by_role("link", name="Voir l’annuaire").click()
    expect(page.get_by_role("link", name="Boucherie du Rouet")).to_be_visible()
    page.goto("/bureau/importer/")
    expect(page.get_by_role("link", name="rouet.csv")).to_be_visible()
    assert_accessible(page)


def test_page_of_a_file_being_read_tells_the_end_by_itself(browse: Browse) -> None:
    make_category()
    page = browse(make_volunteer())
    state = BroughtState.IMPORTING
    kept = {"name": "rouet.csv", "source": "Rouet", "content": FILE, "language": "fr", "rows": 2}
    file = BroughtFile.objects.create(**kept, state=state)
    page.goto(f"/bureau/importer/{file.pk}/")
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert_accessible(page)
    read_brought_file(pk=file.pk)
    expect(page.get_by_role("heading", level=2)).to_have_text("Le fichier est importé")
    expect(page.get_by_role("progressbar")).to_be_hidden()
