"""Back where she was, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from mcs.members.destination import along, destination


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/fil/12-plombier/?page=2", "/fil/12-plombier/?page=2"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/\t/evil.example/", "/"),
        ("\x00/fil/", "/"),
        ("/fil/\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///evil.example", "/"),
        ("fil/", "/"),
        ("/" + "x" * 3000, "/"),
        ("/rejoindre/", "/"),
        ("/rejoindre/?suite=/fil/", "/fil/"),
        ("/connexion/?next=/moi/", "/moi/"),
        ("/rejoindre/?suite=//evil.example/", "/"),
        ("/rejoindre/code/?suite=%2Frejoindre%2F%3Fsuite%3D%252Ffil%252F", "/fil/"),
    ],
)
def test_destination_stays_on_this_site(rf: RequestFactory, asked: str, given: str) -> None:
    assert destination(rf.get("/rejoindre/", {"suite": asked})) == given


def test_destination_knows_the_name_django_gives_it(rf: RequestFactory) -> None:
    assert destination(rf.get("/connexion/", {"next": "/moi/"})) == "/moi/"


def test_along_carries_the_destination(rf: RequestFactory) -> None:
    assert (
        along("members:code", rf.get("/", {"suite": "/fil/?a=1&b=2"}))
        == "/rejoindre/code/?suite=%2Ffil%2F%3Fa%3D1%26b%3D2"
    )


@pytest.mark.django_db
def test_door_says_what_one_came_to_do(client: Client) -> None:
    answer = client.get("/proposer-un-commerce/", follow=True)
    assert "Pour proposer un commerce ou corriger une fiche, soyez des nôtres" in answer.content.decode()
    joining = client.get("/rejoindre/?suite=/proposer-un-commerce/").content.decode()
    assert "Pour proposer un commerce ou corriger une fiche, soyez des nôtres" in joining
    assert "soyez des nôtres" not in client.get("/connexion/?suite=/nulle/part/").content.decode()
