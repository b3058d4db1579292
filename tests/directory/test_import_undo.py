"""An import taken back in one go: counted, recorded, once, and never over what people did since."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mcs.directory.actions.brought import read_brought_file, undo_brought_file
from mcs.directory.actions.facts import update_facts
from mcs.directory.enums import BroughtState, ChangeSource
from mcs.directory.models import BroughtFile, Category, Listing, ListingChange
from mcs.directory.queries.finding import find
from mcs.members.models import Member
from tests.directory.test_import_page import bring
from tests.factories import make_category, make_comment, make_post, make_volunteer

pytestmark = pytest.mark.django_db
HEAD = "nom;type;adresse;tel\n"
ROUET, PRADO, SICARD = (f"Boucherie du {name};Boucherie;{number} rue du Rouet" for number, name in enumerate("ABC", 1))


@pytest.fixture
def volunteer() -> Member:
    make_category(listing_count=0)
    return make_volunteer()


def brought(client: Client, member: Member, *rows: str) -> BroughtFile:
    bring(client, member, (HEAD + "\n".join(rows)).encode(), do="import")
    return BroughtFile.objects.latest("pk")


def undo(client: Client, file: BroughtFile) -> str:
    return client.post(reverse("directory:brought_undo", args=[file.pk]), follow=True).content.decode()


def phones() -> dict[str, str]:
    return dict(Listing.objects.published().order_by("name").values_list("name", "phone"))


def test_what_an_import_created_leaves_and_what_it_changed_comes_back(client: Client, volunteer: Member) -> None:
    brought(client, volunteer, f"{ROUET};0491000001")
    before = phones()
    file = brought(client, volunteer, f"{ROUET};0491000002", f"{PRADO};0491000003", f"{SICARD};0491000004")
    asked = client.get(reverse("directory:brought_undo", args=[file.pk])).content.decode()
    assert "2 fiches créées sortent de l’annuaire." in asked
    assert "1 fiche modifiée dit à nouveau ce qu’elle disait avant." in asked
    page = undo(client, file)
    assert "L’import est annulé" in page
    assert "2 fiches sont sorties de l’annuaire." in page
    assert "1 fiche dit à nouveau ce qu’elle disait avant." in page
    assert (phones(), find("boucherie").total(), Category.objects.get().listing_count) == (before, 1, 1)
    told = ListingChange.objects.filter(source=ChangeSource.UNBROUGHT)
    assert [change.member for change in told] == [volunteer] * 3


def test_what_people_changed_or_use_since_is_listed_and_left_alone(client: Client, volunteer: Member) -> None:
    brought(client, volunteer, f"{ROUET};0491000001")
    file = brought(client, volunteer, f"{ROUET};0491000002", f"{PRADO};0491000003", f"{SICARD};0491000004")
    changed = {"phone": "+33491000009"}
    for name in ("Boucherie du A", "Boucherie du B"):
        update_facts(listing=Listing.objects.get(name=name), values=changed, source=ChangeSource.MERCHANT)
    Listing.objects.filter(name="Boucherie du C").update(manager=volunteer)
    before = phones()
    page = undo(client, file)
    assert phones() == before
    assert "laissées telles quelles\u00a0: 3." in page
    assert all(f"<li>{name}</li>" in page for name in before)


def test_what_neighbours_speak_of_since_is_left_alone(client: Client, volunteer: Member) -> None:
    file = brought(client, volunteer, f"{ROUET};0491000001", f"{PRADO};0491000002", f"{SICARD};0491000003")
    about = {listing.name: listing for listing in Listing.objects.all()}
    make_post(listing=about["Boucherie du A"])
    make_comment(make_post(), listing=about["Boucherie du B"])
    assert "laissées telles quelles\u00a0: 2." in undo(client, file)
    assert list(phones()) == ["Boucherie du A", "Boucherie du B"]


def test_an_import_is_taken_back_once(client: Client, volunteer: Member) -> None:
    file = brought(client, volunteer, f"{ROUET};0491000001")
    said = [undo(client, file), undo(client, file)]
    assert ["1 fiche est sortie de l’annuaire." in page for page in said] == [True, True]
    assert not undo_brought_file(pk=file.pk, member=volunteer)
    BroughtFile.objects.filter(pk=file.pk).update(state=BroughtState.UNDOING)  # the job runs again
    read_brought_file(pk=file.pk, member_pk=str(volunteer.pk))
    assert ListingChange.objects.count() == 1
    assert client.get(reverse("directory:brought_undo", args=[file.pk])).status_code == 302


def test_a_file_put_right_is_brought_again_after_that(client: Client, volunteer: Member) -> None:
    brought(client, volunteer, f"{ROUET};0491000001")
    file = brought(client, volunteer, f"{ROUET};0491000002", f"{PRADO};0491000003")
    undo(client, file)
    again = brought(client, volunteer, f"{ROUET};0491000005", f"{PRADO};0491000006")
    assert phones() == {"Boucherie du A": "+33491000005", "Boucherie du B": "+33491000006"}
    assert (find("boucherie").total(), Category.objects.get().listing_count) == (2, 2)
    undo(client, again)
    assert phones() == {"Boucherie du A": "+33491000001"}


def test_a_broken_job_goes_on_where_it_stopped(
    client: Client, volunteer: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mcs.directory.actions import unbringing

    file = brought(client, volunteer, f"{ROUET};0491000001", f"{PRADO};0491000003", f"{SICARD};0491000004")
    BroughtFile.objects.filter(pk=file.pk).update(state=BroughtState.UNDOING)
    monkeypatch.setattr(unbringing, "BATCH", 1)
    real, calls = unbringing._leave, []

    def break_second(*args: Any) -> bool:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return real(*args)

    monkeypatch.setattr(unbringing, "_leave", break_second)
    with pytest.raises(RuntimeError):
        read_brought_file(pk=file.pk, member_pk=str(volunteer.pk))
    assert len(phones()) == 2
    shown = client.get(reverse("directory:brought_file", args=[file.pk])).content.decode()
    assert "Annuler cet import" in shown
    assert "Importer</button>" not in shown  # of its file, which is gone by now
    page = undo(client, file)
    assert "3 fiches sont sorties de l’annuaire." in page
    assert phones() == {}


def test_only_volunteers_take_an_import_back(client: Client, volunteer: Member) -> None:
    file = brought(client, volunteer, f"{ROUET};0491000001")
    visitor = Client()
    url = reverse("directory:brought_undo", args=[file.pk])
    assert (visitor.get(url).status_code, visitor.post(url).status_code) == (302, 302)
    assert len(phones()) == 1
