"""Phones, e-mails and links in running French text."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mcs.lib.contacts import clean_link, clean_phone, find_contacts, find_phones, is_facebook, mask_contacts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("appelez le 04 91 00 11 22", ["+33491001122"]),
        ("04.91.00.11.22 ou 06-12-34-56-78", ["+33491001122", "+33612345678"]),
        ("+33 4 91 00 11 22, +33(0)491001122", ["+33491001122"]),
        ("0491001122", ["+33491001122"]),
        ("zéro six trente-neuf quatre-vingt-dix-huit soixante treize", ["+33639986013"]),
        ("zéro quatre, soixante-cinq, soixante et onze, cinquante, 35", ["+33465715035"]),
        ("zéro sept double six 12 13 14", ["+33766121314"]),
        ("zéro six trente-neuf", []),
        ("depuis 1987, SIRET 401 062 153 00010", []),
        ("ouvert 9h-12h30 14h-19h au 214 avenue du Prado 13008", []),
    ],
)
def test_phones_are_found_as_written(text: str, expected: list[str]) -> None:
    assert find_phones(text) == expected


def test_name_said_to_be_of_another_network_is_no_website() -> None:
    assert find_contacts("radisnoir.marseille (insta) / Radis Noir Marseille (facebook)").website == ""


def test_former_phones_are_left_out() -> None:
    assert find_phones("06 39 98 30 36 (l'ancien 06 39 98 30 99 ne marche plus)") == ["+33639983036"]
    assert find_phones("0639983099 ne fonctionne plus, prenez le 0639983036") == ["+33639983036"]
    assert find_phones("ancien boulanger, 06 39 98 30 36") == ["+33639983036"]


def test_contacts_tell_a_website_from_a_facebook_page_and_an_address() -> None:
    found = find_contacts(
        "Mail : Contact@Fleurs-Michelet.fr, site www.fleurs-michelet.fr. Facebook : https://www.facebook.com/fleursmichelet"
    )
    assert found.emails == ["contact@fleurs-michelet.fr"]
    assert found.website == "https://www.fleurs-michelet.fr"
    assert found.facebook == "https://www.facebook.com/fleursmichelet"


def test_short_link_of_facebook_is_a_page() -> None:
    assert find_contacts("commandes sur fb.me/croustipoulet").facebook == "https://fb.me/croustipoulet"


def test_contacts_understand_an_address_hidden_from_robots() -> None:
    assert find_contacts("julie (at) atelier.fr").emails == ["julie@atelier.fr"]


def test_contacts_understand_an_address_said_to_be_at_a_provider() -> None:
    assert find_contacts("mon mail c'est lea13 chez orange.fr, je passe chez vous").emails == ["lea13@orange.fr"]


def test_facebook_name_after_an_at_sign_is_a_page() -> None:
    assert find_contacts("sur facebook @fleursmichelet").facebook == "https://www.facebook.com/fleursmichelet"


def test_website_may_end_in_a_trade_but_in_no_french_word() -> None:
    assert find_contacts("notre site: clinique-du-roy.vet, merci").website == "https://clinique-du-roy.vet"
    assert find_contacts("fermé le samedi.taxi sur demande").website == ""


def test_name_after_an_at_sign_is_no_website() -> None:
    assert find_contacts("notre insta @chezgino.marseille et @lucie.fr").website == ""


@pytest.mark.parametrize(
    "link", ["https://facebook.com.evil.example/x", "https://notfacebook.com", "https://example.com/facebook.com"]
)
def test_a_lookalike_is_not_facebook(link: str) -> None:
    assert not is_facebook(link)


@pytest.mark.parametrize("text", ["abc", "12", "🎉", "0" * 100_000, "+33"])
def test_clean_phone_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ValidationError):
        clean_phone(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "rien", "ftp://a.fr", "www." + "a" * 400 + ".fr"]
)
def test_clean_link_refuses_what_is_no_web_address(text: str) -> None:
    with pytest.raises(ValidationError):
        clean_link(text)


def test_clean_link_adds_the_scheme() -> None:
    assert clean_link(" fleurs-michelet.fr ") == "https://fleurs-michelet.fr"


@given(st.text(max_size=300))
def test_find_contacts_never_fails(text: str) -> None:
    find_contacts(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Appelez le 06 12 34 56 78.", "Appelez le ***."),
        ("06.12.34.56.78 ou +33 6 12 34 56 79", "*** ou ***"),
        ("Écrivez à nadia.b@exemple.fr, merci", "Écrivez à ***, merci"),
        ("nadia (at) exemple.fr", "***"),
    ],
)
def test_mask_contacts_hides_phones_and_emails(text: str, masked: str) -> None:
    assert mask_contacts(text, "***") == masked


@pytest.mark.parametrize(
    "text", ["Le 12/05 à 18 h 30, 12 rue Émile Zola, 13009", "SIRET 123 456 789 00012, 25 € le lot de 6", ""]
)
def test_mask_contacts_leaves_the_rest(text: str) -> None:
    assert mask_contacts(text, "***") == text


@given(st.text(max_size=300))
def test_mask_contacts_never_fails(text: str) -> None:
    assert isinstance(mask_contacts(text, "***"), str)
