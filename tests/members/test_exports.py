"""A member's copy of her data: asked, made, given to her alone, deleted."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.members.exports import ask_export, expire_exports, make_export
from mcs.members.models import DataExport, Member
from mcs.members.rules import Refusal
from tests.factories import make_district, make_member

pytestmark = pytest.mark.django_db


def ask(member: Member, django_capture_on_commit_callbacks: Any) -> DataExport:
    with django_capture_on_commit_callbacks(execute=True):
        ask_export(member=member)
    return DataExport.objects.get(member=member)


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def opened(client: Client, export: DataExport) -> zipfile.ZipFile:
    response = client.get(f"/moi/donnees/{export.key}.zip")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def files() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]


def test_copy_holds_a_page_and_json(django_capture_on_commit_callbacks: Any) -> None:
    member = make_member(email="nadia@network.example", district=make_district())
    export = ask(member, django_capture_on_commit_callbacks)
    archive = opened(signed_in(member), export)
    assert sorted(archive.namelist()) == ["mes-donnees.html", "mes-donnees.json", "style.css"]
    held = json.loads(archive.read("mes-donnees.json"))
    assert held["account"][0] | {"joined_at": "", "last_login": ""} == {
        "name": "Nadia B.",
        "email": "nadia@network.example",
        "district__name": "8e arrondissement",
        "role": "member",
        "shows_recommendations": True,
        "joined_at": "",
        "last_login": "",
    }
    page = archive.read("mes-donnees.html").decode()
    assert '<html lang="fr">' in page
    assert "Ce que Marseille Connection Sud détient sur vous" in page
    assert "<td>nadia@network.example</td>" in page
    assert "<td>Membre</td>" in page


def test_copy_writes_what_was_typed_as_text(django_capture_on_commit_callbacks: Any) -> None:
    member = make_member("<script>alert(1)</script>")
    export = ask(member, django_capture_on_commit_callbacks)
    page = opened(signed_in(member), export).read("mes-donnees.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_asking_fifty_times_makes_one_copy(django_capture_on_commit_callbacks: Any) -> None:
    member = make_member()
    client = signed_in(member)
    with django_capture_on_commit_callbacks(execute=True) as jobs:
        pages = [client.post("/moi/donnees/", follow=True).content.decode() for _ in range(50)]
    assert len(jobs) == 1
    assert DataExport.objects.count() == 1
    sentence = "Vous l’avez déjà demandée il y a moins d’une heure : une copie suffit, elle est ci-dessous."
    assert [sentence in page for page in pages] == [False, *[True] * 49]
    assert len(files()) == 1


def test_asking_a_fourth_time_in_a_day_is_refused(django_capture_on_commit_callbacks: Any) -> None:
    member = make_member()
    for _ in range(3):
        ask(member, django_capture_on_commit_callbacks)
        DataExport.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    with pytest.raises(Refusal):
        ask_export(member=member)
    page = signed_in(member).post("/moi/donnees/", follow=True).content.decode()
    assert "Vous avez demandé trois copies aujourd’hui." in page
    assert len(files()) == 1  # the last one, still there


def test_a_new_copy_replaces_the_former(django_capture_on_commit_callbacks: Any) -> None:
    member = make_member()
    former = ask(member, django_capture_on_commit_callbacks)
    DataExport.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    assert ask(member, django_capture_on_commit_callbacks).key != former.key
    assert signed_in(member).get(f"/moi/donnees/{former.key}.zip").status_code == 404
    assert len(files()) == 1


def test_copy_is_its_owners_alone(django_capture_on_commit_callbacks: Any) -> None:
    export = ask(make_member(), django_capture_on_commit_callbacks)
    assert signed_in(make_member("Karim L.")).get(f"/moi/donnees/{export.key}.zip").status_code == 404
    assert Client().get(f"/moi/donnees/{export.key}.zip").status_code == 302
    assert Client().get(f"/media/exports/{export.key}.zip").status_code == 404
    (path,) = files()
    assert oct(path.stat().st_mode & 0o777) == "0o600"


def test_copy_expires(django_capture_on_commit_callbacks: Any) -> None:
    member = make_member()
    export = ask(member, django_capture_on_commit_callbacks)
    DataExport.objects.update(expires_at=timezone.now())
    assert signed_in(member).get(f"/moi/donnees/{export.key}.zip").status_code == 404
    assert "Préparer ma copie" in signed_in(member).get("/moi/donnees/").content.decode()
    assert expire_exports(now=timezone.now() + timedelta(days=4)) == 1
    assert files() == []
    assert expire_exports() == 0


def test_making_it_twice_changes_nothing(django_capture_on_commit_callbacks: Any) -> None:
    export = ask(make_member(email="nadia@network.example"), django_capture_on_commit_callbacks)
    assert make_export(key=export.key, language="fr") is False
    assert make_export(key="unknown", language="fr") is False
    assert len(files()) == 1


def test_a_copy_whose_job_was_cut_off_is_made_again() -> None:
    member = make_member()
    export = DataExport.objects.create(member=member)
    assert "Votre copie se prépare." in signed_in(member).get("/moi/donnees/").content.decode()
    DataExport.objects.update(asked_at=timezone.now() - timedelta(minutes=20))
    assert "prend plus de temps que d’habitude" in signed_in(member).get("/moi/donnees/").content.decode()
    assert make_export(key=export.key, language="fr") is True
    assert len(files()) == 1


def test_who_has_an_email_is_told(django_capture_on_commit_callbacks: Any) -> None:
    ask(make_member(email="nadia@network.example"), django_capture_on_commit_callbacks)
    assert [message.subject for message in mail.outbox] == ["Vos données sont prêtes sur Marseille Connection Sud"]
    assert "pendant 3 jours" in mail.outbox[0].body
    assert "/moi/donnees/" in mail.outbox[0].body


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(number):
        member = make_member()
        DataExport.objects.create(member=member)
    client = signed_in(member)
    with django_assert_num_queries(3):
        client.get("/moi/donnees/")


def test_htmx_gets_only_the_copy() -> None:
    member = make_member()
    DataExport.objects.create(member=member)
    page = signed_in(member).get("/moi/donnees/", headers={"HX-Request": "true"}).content.decode()
    assert page.strip().startswith('<div class="stack own-copy" role="status" hx-get="/moi/donnees/"')
