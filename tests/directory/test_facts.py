"""The facts of a listing, as a shopkeeper or a volunteer types them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.facts import free_slug, update_facts
from mcs.directory.actions.standing import set_standing
from mcs.directory.enums import ChangeSource, ListingStatus
from mcs.directory.forms.facts import FactsForm
from mcs.directory.models import Listing
from mcs.directory.queries.choices import choices_for
from mcs.directory.queries.plain import plain_values
from tests.directory.sent_form import page_of, sent_back
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db


def values_of(listing: Listing, **typed: Any) -> dict[str, Any]:
    form = sent_back(listing, **typed)
    assert (form.errors, form.hours_form.errors) == ({}, {})
    return form.values()


def test_page_sent_back_as_it_was_changes_nothing() -> None:
    listing = make_listing(
        opening_hours="Tu-Sa 09:00-12:30,14:00-19:00; PH off",
        website="https://www.prado.example",
        facebook="https://www.facebook.com/prado",
        email="prado@prado.example",
        description="Viande\n\n\n\nVolaille, 25\u00a0€ ",
        delivery_note="dès 25\u00a0€",
        delivery_days="mardi\u00a0; jeudi",
        delivers=True,
        links=["https://prado.example/carte", "https://prado.example/b"],
        delivery_km=2.5,
        delivery_minimum=2550,
        delivery_fee=0,
        delivery_ends_on=date(2020, 1, 31),
        wheelchair=False,
        other_phone="+33491000001",
    )
    listing.closures.create(starts_on=date(2020, 8, 1), ends_on=date(2020, 8, 21), note="congés")
    listing.closures.create(starts_on=date(2026, 12, 24), ends_on=date(2027, 1, 2))
    listing.other_categories.add(make_category("shop=deli", slug="deli", name_fr="Épicerie fine"))
    listing.served_districts.add(make_district(9))
    listing.delivery_districts.add(make_district(8), make_district(10))
    before = plain_values(listing)
    update_facts(listing=listing, values=values_of(listing), source=ChangeSource.MERCHANT)
    listing.refresh_from_db()
    assert plain_values(listing) == before
    assert listing.changes.count() == 0


@pytest.mark.parametrize(
    "expression", ["", "24/7", "Mo-Fr 09:00-18:00", "Apr-Sep: Mo-Fr 09:00-18:00; week 1-26 Sa off", "Mo 9:00+"]
)
def test_hours_left_alone_are_kept_whatever_they_say(expression: str) -> None:
    assert values_of(make_listing(opening_hours=expression))["opening_hours"] == expression


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("du mardi au samedi 9h-19h", "Tu-Sa 09:00-19:00"),
        ("Tu-Sa 09:00-19:00", "Tu-Sa 09:00-19:00"),
        ("", "Mo 08:00-10:00"),
        ("  ", "Mo 08:00-10:00"),
    ],
)
def test_hours_are_typed_in_words_or_in_osm_syntax(typed: str, expression: str) -> None:
    listing = make_listing(opening_hours="Mo 08:00-10:00")
    assert values_of(listing, hours=typed)["opening_hours"] == expression


def test_facts_are_stored_in_their_own_forms() -> None:
    values = values_of(
        make_listing(),
        name="  La\u202e  Cave \x07du Rouet ",
        phone="04.91.00.22.33",
        website="www.cave.example",
        facebook="facebook.com/cave",
        address="12\u200b rue\tdu Rouet",
        description="Vins\r\n\r\n\r\n\r\nBières   \r\n",
    )
    assert values["name"] == "La Cave du Rouet"
    assert values["phone"] == "+33491002233"
    assert (values["website"], values["facebook"]) == ("https://www.cave.example", "https://facebook.com/cave")
    assert values["address"] == "12 rue du Rouet"
    assert values["description"] == "Vins\n\nBières"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Ce champ est obligatoire."),
        ("name", "🎉🎉🎉", "il est difficile de répondre à des symboles seuls"),
        ("name", "a" * 100_000, "120"),
        ("category", "", "Ce champ est obligatoire."),
        ("category", "999999", "Sélectionnez un choix valide."),
        ("description", "a" * 100_000, "4000"),
        ("phone", "04 91 00 00", "Cela ne ressemble pas à un numéro de téléphone."),
        ("other_phone", "12345678", "Cela ne ressemble pas à un numéro de téléphone."),
        ("phone", "demain", "Cela ne ressemble pas à un numéro de téléphone."),
        ("email", "moi@", "adresse"),
        ("website", "javascript:alert(1)", "Cela ne ressemble pas à une adresse web."),
        ("facebook", "https://facebook.com.evil.example/x", "Cette adresse n’est pas sur Facebook"),
        ("hours", "quand il fait beau", "Nous n’avons pas su lire ces horaires."),
        ("hours", "lundi 9h-12h " * 100, "400"),
        ("delivery_note", "a" * 201, "200"),
        ("address", "12", "Il manque le nom de la rue."),
        ("address", "Marseille 13008", "Il manque le nom de la rue."),
        ("address", "13008, marseille 8e", "Il manque le nom de la rue."),
        ("postcode", "229", "Un code postal a cinq chiffres."),
        ("postcode", "BP 101", "Un code postal a cinq chiffres."),
        ("facebook", "https://www.facebook.com/share/1AbCdEf/", "C’est un lien de partage de Facebook"),
        ("facebook", "facebook.com/sharer.php?u=x", "C’est un lien de partage de Facebook"),
        ("facebook", "https://www.facebook.com/profile.php?id=100012345678901", "C’est un profil personnel"),
        ("facebook", "https://www.facebook.com/people/Jean-Martin/100012345", "C’est un profil personnel"),
        ("facebook", "www.facebook.com", "C’est Facebook lui-même"),
        ("links", "www.a.example\njavascript:alert(1)", "javascript:alert(1)\u00a0» ne ressemble pas"),
        ("links", "\n".join(f"www.a{n}.example" for n in range(6)), "Cinq liens au plus"),
        ("links", "a" * 100_000, "ne ressemble pas à une adresse web"),
        ("delivery_minimum", "beaucoup", "Écrivez un montant"),
        ("delivery_minimum", "-5", "Écrivez un montant"),
        ("delivery_fee", "99999", "Écrivez un montant"),
        ("delivery_fee", "²", "Écrivez un montant"),
        ("delivery_km", "0", "Écrivez une distance"),
        ("delivery_km", "1e9", "Écrivez une distance"),
        ("delivery_ends_on", "2020-01-01", "Ce jour est déjà passé."),
        ("delivery_ends_on", "demain", "Écrivez un jour"),
        ("delivery_days", "a" * 81, "80"),
        ("wheelchair", "peut-être", "Sélectionnez un choix valide."),
        ("address", "a\x00b", "Le caractère nul n’est pas autorisé."),
    ],
)
def test_wrong_fact_is_refused_beside_its_field_and_stays(field: str, typed: str, sentence: str) -> None:
    form = sent_back(make_listing(), **{field: typed})
    assert list(form.errors) == [field]
    assert sentence in str(form.errors[field])
    assert form[field].value() == typed


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("https://www.facebook.com/share/1AbCdEf/", "C’est un lien de partage de Facebook"),
        ("https://www.facebook.com/profile.php?id=1000123", "C’est un profil personnel"),
    ],
)
def test_a_link_that_a_message_brought_is_doubted_and_may_stay(link: str, sentence: str) -> None:
    listing = make_listing(facebook=link, latitude=43.27, longitude=5.38)
    assert [sentence in doubt for _field, doubt in FactsForm(instance=listing).doubts] == [True]
    assert sent_back(listing).errors == {}
    for known in ("", "https://www.facebook.com/prado", "https://www.facebook.example/prado"):
        assert FactsForm(instance=make_listing(facebook=known, latitude=43.27, longitude=5.38)).doubts == []


AFRICA: dict[str, Any] = {"latitude": 5.38, "longitude": 43.27}


def test_a_point_far_from_the_network_is_not_kept_and_that_is_said_beside_the_address() -> None:
    make_district(8)
    listing = make_listing(address="12 rue du Rouet", **AFRICA)
    update_facts(listing=listing, values=AFRICA | {"latitude": 5.39}, source=ChangeSource.UNDO)
    listing.refresh_from_db()
    assert (listing.address, listing.point) == ("12 rue du Rouet", None)
    ((field, sentence),) = FactsForm(instance=listing).doubts
    assert (field.name, "n’a pas été trouvée dans les arrondissements" in sentence) == ("address", True)


def test_a_draft_whose_point_is_far_is_published_without_it() -> None:
    make_district(8)
    listing = make_listing(address="12 rue du Rouet", status=ListingStatus.DRAFT, **AFRICA)
    ((field, sentence),) = FactsForm(instance=listing).doubts
    assert (field.name, "Son point est loin" in sentence) == ("address", True)
    set_standing(listing, ListingStatus.PUBLISHED)
    listing.refresh_from_db()
    assert (listing.is_published, listing.address, listing.point) == (True, "12 rue du Rouet", None)


def test_a_town_that_is_in_a_street_is_a_street() -> None:
    assert sent_back(make_listing(), address="12 rue de Marseille").errors == {}


def test_trades_are_offered_by_group_in_the_order_of_the_page() -> None:
    make_category("shop=hairdresser", name_fr="Coiffure", group="beauty")
    bakery = make_category("shop=bakery", name_fr="Boulangerie")
    butcher = make_category()
    names = [(str(group), choices) for group, choices in choices_for(make_listing()).trades]
    assert [name for name, _choices in names] == ["", "Alimentation", "Beauté et bien-être"]
    assert names[1][1] == [(butcher.pk, "Boucherie"), (bakery.pk, "Boulangerie")]


def test_trades_stand_in_the_order_of_a_dictionary_whatever_the_accents() -> None:
    for slug, name in (("zen", "Zen"), ("epicerie", "Épicerie"), ("drogue", "Droguerie")):
        make_category(f"shop={slug}", slug=slug, name_fr=name, group="else")
    group = dict(choices_for(Listing()).trades)["else"]
    assert [name for _pk, name in group] == ["Droguerie", "Épicerie", "Zen"]


@pytest.mark.parametrize("count", [1, 3])
def test_form_costs_the_same_at_any_number_of_trades_and_districts(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listing = make_listing()
    for number in range(count):
        make_category(f"shop={number}")
        make_district(8 + number)
    with django_assert_num_queries(1):  # trades, districts, closures and the three lists of this listing together
        page_of(FactsForm(instance=listing))


@pytest.mark.parametrize(
    ("typed", "cents", "shown"),
    [
        ("25", 2500, "25"),
        ("25,50 €", 2550, "25,50"),
        ("4.5 euros", 450, "4,50"),
        ("gratuit", 0, "gratuit"),
        ("Offerte", 0, "gratuit"),
        ("0", 0, "gratuit"),
        ("", None, ""),
    ],
)
def test_euros_are_typed_as_people_write_them_and_kept_in_cents(typed: str, cents: int | None, shown: str) -> None:
    listing = make_listing()
    listing.delivery_fee = values_of(listing, delivery_fee=typed)["delivery_fee"]
    assert listing.delivery_fee == cents
    assert (FactsForm(instance=listing)["delivery_fee"].value() or "") == shown


def test_lists_are_chosen_and_kept() -> None:
    listing = make_listing()
    deli = make_category("shop=deli", slug="deli", name_fr="Épicerie fine")
    chosen = [str(make_district(number).pk) for number in (8, 10)]
    values = values_of(
        listing,
        other_categories=[str(deli.pk), str(listing.category_id)],
        delivery_districts=chosen,
        links="www.prado.example/carte\n\nhttps://instagram.example/prado\nwww.prado.example/carte",
        wheelchair="true",
    )
    update_facts(listing=listing, values=values, source=ChangeSource.MERCHANT)
    assert listing.changes.get().values == {
        "other_categories": [[], ["shop=deli"]],
        "delivery_districts": [[], [8, 10]],
        "links": [[], ["https://www.prado.example/carte", "https://instagram.example/prado"]],
        "wheelchair": [None, True],
    }


def test_more_than_five_other_trades_are_refused() -> None:
    listing = make_listing()
    others = [str(make_category(f"shop={number}", slug=str(number)).pk) for number in range(6)]
    assert "Cinq autres métiers au plus" in str(sent_back(listing, other_categories=others).errors)


def test_errors_are_said_at_the_top_each_with_its_link() -> None:
    form = sent_back(make_listing(), phone="12", **{"horaires-0-0-de": "09:00", "horaires-0-0-a": ""})
    page = page_of(form)
    assert not form.is_valid()
    assert "2 choses à corriger, rien n’est perdu" in page
    assert '<a href="#id_phone">Téléphone</a>' in page
    assert '<a href="#id_horaires-0-0-a">Lundi, ferme à</a>' in page
    assert 'value="09:00"' in page


@pytest.mark.parametrize("name", ["Suggestions", "Imprimer", "Recherche", "Besoins"])
def test_no_listing_takes_the_address_of_another_page(name: str) -> None:
    found = resolve(f"/annuaire/{free_slug(name)}/")
    assert found.url_name == "listing"
