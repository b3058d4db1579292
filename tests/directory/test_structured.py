"""A listing as search engines and social networks read it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mcs.directory.categories import read_categories
from mcs.directory.models import Listing
from mcs.directory.models.listing import Closure
from mcs.directory.queries.structured import DAYS, schema_types, usual_monday
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=timezone.get_fixed_timezone(60))

# Types of schema.org that are a Place, with its hours, telephone and address: LocalBusiness and what stands below it,
# and the civic ones. DiagnosticLab, VeterinaryCare and NGO are organizations, so they come with LocalBusiness.
PLACES = set(
    re.findall(
        r"\w+",
        """
    LocalBusiness Place AccountingService AnimalShelter ArtGallery Attorney AutoDealer AutoRental AutoRepair
    AutomotiveBusiness Bakery BankOrCreditUnion BarOrPub BeautySalon BedAndBreakfast BikeStore BookStore
    CafeOrCoffeeShop ChildCare ClothingStore ComputerStore ConvenienceStore DaySpa Dentist DryCleaningOrLaundry
    EducationalOrganization Electrician ElectronicsStore EmergencyService EmploymentAgency EntertainmentBusiness
    EventVenue ExerciseGym FastFoodRestaurant Florist FoodEstablishment FurnitureStore GardenStore GasStation
    GeneralContractor GovernmentOffice GroceryStore HairSalon HardwareStore HealthAndBeautyBusiness HobbyShop
    HomeAndConstructionBusiness HomeGoodsStore Hospital Hotel HousePainter HVACBusiness IceCreamShop
    InsuranceAgency JewelryStore LegalService Library LiquorStore Locksmith MedicalBusiness MedicalClinic
    MobilePhoneStore MotorcycleDealer MovieTheater MovingCompany Museum MusicStore NailSalon Notary Optician
    PerformingArtsTheater PetStore Pharmacy Physician Physiotherapy PlaceOfWorship Plumber PoliceStation
    PostOffice ProfessionalService RealEstateAgent RecyclingCenter Restaurant RoofingContractor School ShoeStore
    ShoppingCenter SportingGoodsStore SportsActivityLocation SportsClub Store TattooParlor ToyStore TravelAgency
    WholesaleStore
    """,
    )
)
ORGANIZATIONS = {"DiagnosticLab", "VeterinaryCare", "NGO"}


def data_of(client: Client, listing: Listing) -> dict[str, Any]:
    text = client.get(listing.get_absolute_url()).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data: dict[str, Any] = json.loads(script)
    return data


def test_every_category_has_types_that_exist() -> None:
    types = schema_types()
    assert sorted(types) == sorted(category.tag for category in read_categories())
    assert {name for names in types.values() for name in names} <= PLACES | ORGANIZATIONS
    assert [tag for tag, names in types.items() if not set(names) & PLACES] == []


@time_machine.travel(NOON, tick=False)
def test_listing_tells_search_engines_where_when_and_how(client: Client, settings: Any) -> None:
    settings.NETWORK_URL = "https://mcs.example/"
    listing = make_listing(
        slug="boulangerie",
        category=make_category("shop=bakery"),
        phone="+33491000000",
        facebook="https://www.facebook.com/four",
        opening_hours="Mo-Fr 08:00-12:30; Sa 00:00-24:00; PH off",
        latitude=43.27,
        longitude=5.38,
    )
    Closure.objects.create(listing=listing, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 21))
    week = {"@type": "OpeningHoursSpecification"}
    assert data_of(client, listing) == {
        "@context": "https://schema.org",
        "@type": "Bakery",
        "@id": "https://mcs.example/annuaire/boulangerie/",
        "url": "https://mcs.example/annuaire/boulangerie/",
        "name": "Boucherie du Prado",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "214 avenue du Prado",
            "postalCode": "13008",
            "addressLocality": "Marseille",
            "addressCountry": "FR",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 43.27, "longitude": 5.38},
        "telephone": "+33491000000",
        "sameAs": ["https://www.facebook.com/four"],
        "openingHoursSpecification": [
            week | {"dayOfWeek": list(DAYS[:5]), "opens": "08:00", "closes": "12:30"},
            week | {"dayOfWeek": ["Saturday"], "opens": "00:00", "closes": "23:59"},
        ],
        "specialOpeningHoursSpecification": [
            week | {"validFrom": "2026-12-01", "validThrough": "2026-12-21", "opens": "00:00", "closes": "00:00"}
        ],
    }


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        (date(2026, 11, 3), date(2026, 11, 2)),
        (date(2026, 11, 11), date(2026, 11, 16)),  # Armistice day
        (date(2026, 5, 1), date(2026, 5, 18)),  # 1 May, 8 May, Ascension on the 14th
    ],
)
def test_usual_monday_begins_a_week_without_holiday(today: date, monday: date) -> None:
    assert usual_monday(today) == monday


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--<script>", '"\\\u2028&amp;', "كرم 🎂"])
def test_no_name_leaves_the_structured_data(client: Client, name: str) -> None:
    listing = make_listing(name, description=name)
    text = client.get(listing.get_absolute_url()).content.decode()
    assert data_of(client, listing)["name"] == name
    assert "<script>alert" not in text
    assert "<!--<script" not in text


def test_listing_has_one_address_and_a_card(client: Client, settings: Any) -> None:
    settings.NETWORK_URL = "https://mcs.example"
    listing = make_listing('Chez "Léa" & fils', slug="lea")
    text = client.get("/annuaire/lea/?utm_source=facebook").content.decode()
    assert '<link rel="canonical" href="https://mcs.example/annuaire/lea/">' in text
    assert f'<meta property="og:title" content="Chez &quot;Léa&quot; &amp; fils, {listing.category.name}">' in text
    assert re.search(r'og:image" content="https://mcs\.example/annuaire/lea/carte\.png\?v=[0-9a-f]{8}"', text)
