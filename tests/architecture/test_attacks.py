"""What attacking the site found, each pinned so that it stays mended."""

from __future__ import annotations

import base64

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from mcs.directory.actions.requests import publish_listing_request
from mcs.directory.models import ListingRequest
from mcs.lib import contacts
from mcs.lib.text import clean_text, has_words
from mcs.members.forms import EmailForm
from tests.board.conftest import errors, words
from tests.factories import make_category, make_member, make_volunteer

pytestmark = pytest.mark.django_db
MESSAGE = "Bonjour, je suis fleuriste rue Paradis, au 12. Écrivez-moi : zoe@fleurs.example"


def test_text_of_a_published_page_sent_again_opens_nothing() -> None:
    """The words are public by then: whoever repeats them is no merchant."""
    make_category()
    form = {"message": MESSAGE, "email": ""}
    Client().post("/referencement/", form)
    asked = ListingRequest.objects.get()
    assert Client().post("/referencement/", form).status_code == 302  # a second press, before anything is public
    publish_listing_request(request=asked, member=make_volunteer())
    mail.outbox.clear()
    response = Client().post("/referencement/", form)
    assert (response.status_code, "Nous avons déjà ce message" in words(response)) == (200, True)
    assert [sent.to for sent in mail.outbox] == [["zoe@fleurs.example"]]
    assert "/referencement/" not in response.headers.get("Location", "")


def test_one_mailbox_is_told_of_three_requests_a_day_at_most() -> None:
    make_category()
    for number in range(5):
        Client().post("/referencement/", {"message": f"{MESSAGE} Numéro {number}.", "email": "victim@network.example"})
    assert len(mail.outbox) == 3


def test_thousands_of_combining_marks_are_cut_before_they_are_sorted() -> None:
    hostile = "ab" + "\u0315\u0300" * 500_000
    assert len(clean_text(hostile)) <= 2 + 30
    assert clean_text("e\u0301 a\u0302\u0301 नि") == "é ấ नि"


@pytest.mark.parametrize("text", ["ㅤㅤ", "\u00ad\u00ad", "\u061c", "\U000e0041\U000e0042", "\u2028", "\ud800"])
def test_letters_that_show_nothing_are_no_words(text: str) -> None:
    assert (clean_text(text), has_words(clean_text(text))) == ("", False)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
@pytest.mark.parametrize("address", ["/fil/", "/album/"])
def test_cursor_at_the_ends_of_time_is_the_first_page(address: str, moment: str) -> None:
    cursor = base64.urlsafe_b64encode(f"{moment} 1".encode()).decode()
    assert Client().get(address, {"apres": cursor}).status_code == 200


@pytest.mark.parametrize("header", ["Origin", "Referer"])
@pytest.mark.parametrize("value", ["http://[", "https://testserver", "null", "http://testserver@evil.example"])
def test_odd_origin_is_refused_and_breaks_nothing(header: str, value: str) -> None:
    response = Client(enforce_csrf_checks=True).post("/langue/", {"language": "en"}, headers={header: value})
    assert response.status_code == 403


def test_name_longer_than_a_file_s_is_not_found() -> None:
    assert Client().get(f"/media/photos/{'a' * 300}/x.webp").status_code == 404
    assert Client().get(f"/media/photos/{'a' * 64}/{'b' * 64}.webp").status_code == 404


@pytest.mark.parametrize("address", ["/connexion/cle/", "/rejoindre/cle/"])
def test_form_sent_to_a_passkey_address_is_refused_in_json(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.generic("POST", address, b"", content_type="application/json").json()["token"]
    response = client.post(address, {"csrfmiddlewaretoken": token}, headers={"Origin": "http://testserver"})
    assert (response.status_code, "error" in response.json()) == (400, True)


@pytest.mark.parametrize("typed", ["victim@ｂomb.example", "Victim@BOMB.example", "victim@bｏmb.example"])
def test_one_mailbox_has_one_spelling(typed: str) -> None:
    form = EmailForm({"email": typed})
    assert form.is_valid()
    assert form.cleaned_data["email"] == "victim@bomb.example"


def test_domain_that_no_mail_reaches_is_refused_in_the_form() -> None:
    response = Client().post("/connexion/", {"email": "a@\u202ex.fr"})
    assert (response.status_code, len(errors(response)) > 0, mail.outbox) == (200, True, [])


def test_stranger_spends_his_own_share_of_a_mailbox_s_codes() -> None:
    for number in range(7):
        response = Client().post("/connexion/", {"email": "nadia@network.example"}, REMOTE_ADDR="203.0.113.1")
        assert (number, response.status_code) == (number, 302 if number < 5 else 429)
    response = Client().post("/connexion/", {"email": "nadia@network.example"}, REMOTE_ADDR="203.0.113.2")
    assert response.status_code == 302


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example\\@facebook.com/",
        "https://evil.example%5c@facebook.com/",
        "https://facebook.com@evil.example/",
        "https://facebook.com%2f.evil.example/",
    ],
)
def test_link_that_shows_one_site_and_leads_to_another_is_refused(link: str) -> None:
    assert contacts.find_contacts(link).facebook == ""
    with pytest.raises(Exception, match="adresse"):
        contacts.clean_link(link)


def test_signing_out_this_very_device_from_the_list_signs_out() -> None:
    member = make_member(email="nadia@network.example")
    client = Client()
    client.force_login(member)
    session = UserSession.objects.create(
        user=member, session_key=client.session.session_key, ip="127.0.0.1", user_agent="Phone"
    )
    assert client.post(f"/moi/appareils/{session.pk}/deconnecter/").headers["Location"] == "/"
    assert client.get("/moi/").status_code == 302


@pytest.mark.parametrize(
    "name", ["Bénévole de l’association", "Marseille Connection Sud – l’équipe", "Admin", "Modératrice"]
)
def test_nobody_takes_a_name_that_speaks_for_the_volunteers(name: str) -> None:
    member, client = make_member("Nadia B."), Client()
    client.force_login(member)
    response = client.post("/moi/", {"name": name, "district": ""})
    assert errors(response) == ["Ce nom ferait croire aux voisins que vous parlez au nom des bénévoles."]
    member.refresh_from_db()
    assert member.name == "Nadia B."


def test_page_of_a_member_is_kept_by_nobody_between() -> None:
    client = Client()
    client.force_login(make_member())
    assert client.get("/fil/").headers["Cache-Control"] == "private, no-cache"
    assert "Cache-Control" not in Client().get("/fil/").headers


def test_line_without_end_is_refused_and_not_kept() -> None:
    response = Client().post("/fil/publier/", {"kind": "news", "text": "Bonjour", "listing_name": "a" * 200_000})
    assert (response.status_code, response.cookies.output()) == (200, "")
