"""Two listings made one, losing nothing, and two again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mcs.board.actions.recommend import recommend_listing
from mcs.board.models import Comment, Post, Recommendation, Reply, TradeFollow
from mcs.directory.actions.history import undo_change
from mcs.directory.actions.merge import NotMergeable, merge_listings, unmerge
from mcs.directory.actions.requests import send_listing_request
from mcs.directory.enums import ChangeSource, ClaimProof, ClaimStatus, ListingStatus, SuggestionKind
from mcs.directory.models import Claim, Listing, ListingChange, ListingPhoto, Suggestion
from mcs.members.models import Member
from mcs.orders.actions.offers import OfferValues, set_offers
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from tests.factories import (
    make_category,
    make_comment,
    make_district,
    make_listing,
    make_member,
    make_order,
    make_post,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer() -> Member:
    return make_volunteer()


@pytest.fixture
def keep() -> Listing:
    return make_listing("Boucherie du Prado", phone="+33491000001", email="", description="Viande d’ici.")


@pytest.fixture
def drop() -> Listing:
    return make_listing(
        "Boucherie Prado",
        category=make_category("shop=deli", name_fr="Traiteur"),
        phone="+33491000002",
        email="prado@boucherie.example",
        website="https://boucherie.example",
        description="Bouchers depuis 1950.",
        delivers=True,
        links=["https://instagram.example/prado"],
    )


def everything(listing: Listing) -> dict[str, object]:
    """All a listing says and holds, but what any save touches."""
    fresh = Listing.objects.get(pk=listing.pk)
    fields = {field.name: getattr(fresh, field.attname) for field in Listing._meta.concrete_fields}
    fields.pop("recommended_at")
    relations = {
        relation.related_model._meta.label: sorted(
            relation.related_model._base_manager.filter(listing=listing).values_list("pk", flat=True)
        )
        for relation in Listing._meta.related_objects
        if relation.field.name == "listing" and relation.related_model is not ListingChange
    }
    return fields | relations | {"trades": sorted(category.tag for category in fresh.other_categories.all())}


def hold_everything(listing: Listing, member: Member) -> None:
    """A row of each kind that may name a listing."""
    photo = Photo.objects.create(status=PhotoStatus.READY, width=640, height=480, widths=[640])
    ListingPhoto.objects.create(listing=listing, photo=photo)
    post = make_post(listing=listing, author=member)
    make_comment(post, listing=listing, author=member)
    voice = recommend_listing(listing=listing, member=member, text="Très bien.")
    Reply.objects.create(recommendation=voice, listing=listing, text="Merci à vous.")
    TradeFollow.objects.create(member=member, category=listing.category, listing=listing)
    expires = timezone.now() + timedelta(days=1)
    Claim.objects.create(listing=listing, member=member, proof=ClaimProof.NEIGHBOURS, expires_at=expires)
    Suggestion.objects.create(listing=listing, member=member, kind=SuggestionKind.CLOSED, text="Fermé ?")
    ListingChange.objects.create(listing=listing, source=ChangeSource.IMPORT, values={"phone": ["", listing.phone]})
    basket: OfferValues = {"name": f"Panier {listing.pk}", "price": None, "lead_hours": 0, "minimum": 1, "text": ""}
    set_offers(listing=listing, offers=[basket])
    make_order(listing, member=member)


def test_missing_facts_come_from_the_other_and_differing_ones_stay(
    keep: Listing, drop: Listing, volunteer: Member
) -> None:
    change = merge_listings(keep=keep, drop=drop, member=volunteer)
    keep.refresh_from_db()
    assert (keep.name, keep.description, keep.phone) == ("Boucherie du Prado", "Viande d’ici.", "+33491000001")
    assert (keep.other_phone, keep.email, keep.website) == (
        "+33491000002",
        "prado@boucherie.example",
        "https://boucherie.example",
    )
    assert (keep.delivers, keep.links) == (True, ["https://instagram.example/prado"])
    assert [category.tag for category in keep.other_categories.all()] == ["shop=deli"]
    assert change.values["email"] == ["", "prado@boucherie.example"]
    assert change.values["other_categories"] == [[], ["shop=deli"]]


def test_a_differing_fact_may_be_chosen_from_the_other(keep: Listing, drop: Listing, volunteer: Member) -> None:
    merge_listings(keep=keep, drop=drop, member=volunteer, chosen={"name", "phone"})
    keep.refresh_from_db()
    assert (keep.name, keep.phone, keep.other_phone) == ("Boucherie Prado", "+33491000002", "+33491000001")


def test_an_address_comes_with_its_point(volunteer: Member) -> None:
    keep = make_listing(address="", postcode="", city="")
    place = {"district": make_district(8), "latitude": 43.27, "longitude": 5.38}
    drop = make_listing(address="12 rue sans nom", **place)  # type: ignore[arg-type]
    merge_listings(keep=keep, drop=drop, member=volunteer)
    keep.refresh_from_db()
    assert (keep.address, keep.latitude, keep.longitude, keep.district) == (
        "12 rue sans nom",
        43.27,
        5.38,
        place["district"],
    )


def test_all_that_names_the_other_moves_and_its_address_leads_here(
    keep: Listing, drop: Listing, volunteer: Member
) -> None:
    hold_everything(drop, make_member("Karim L."))
    merge_listings(keep=keep, drop=drop, member=volunteer)
    drop.refresh_from_db()
    keep.refresh_from_db()
    assert (drop.status, drop.removal_reason, drop.merged_into) == ("removed", "merged", keep)
    held = {name: len(rows) for name, rows in everything(keep).items() if isinstance(rows, list) and "." in name}
    assert {name: count for name, count in held.items() if not count} == {
        "directory.Closure": 0,
        "directory.ListingRequest": 0,
    }
    left = {name: rows for name, rows in everything(drop).items() if isinstance(rows, list) and "." in name and rows}
    assert left == {}
    assert (keep.recommendation_count, keep.quote) == (1, "Très bien.")
    assert keep.cover == keep.photos.get()
    assert keep.photos.get().link == keep.get_absolute_url()


def test_every_row_that_may_name_a_listing_is_thought_of() -> None:
    """A new model that names a listing belongs in its app's merger."""
    known = {"directory", "board", "orders"}
    apart = {
        relation.related_model._meta.label
        for relation in Listing._meta.related_objects
        if relation.related_model._meta.app_label not in known
    }
    assert apart == set()
    assert known <= {config.label for config in apps.get_app_configs()}


def test_one_recommendation_a_member_stays_the_newer(keep: Listing, drop: Listing, volunteer: Member) -> None:
    nadia, karim = make_member("Nadia"), make_member("Karim")
    now = timezone.now()
    for listing, member, text, age in (
        (keep, nadia, "Ancien", 9),
        (drop, nadia, "Nouveau", 1),
        (keep, karim, "Récent", 1),
        (drop, karim, "Vieux", 9),
    ):
        voice = recommend_listing(listing=listing, member=member, text=text)
        Recommendation.objects.filter(pk=voice.pk).update(created_at=now - timedelta(days=age))
    before = everything(keep), everything(drop)
    change = merge_listings(keep=keep, drop=drop, member=volunteer)
    keep.refresh_from_db()
    assert sorted(voice.text for voice in keep.recommendations.all()) == ["Nouveau", "Récent"]
    assert (keep.recommendation_count, Recommendation.objects.count()) == (2, 4)
    unmerge(change=change, member=volunteer)
    assert (everything(keep), everything(drop)) == before


def test_nobody_recommends_their_own_business_by_a_merge(drop: Listing, volunteer: Member) -> None:
    owner = make_member("Sophie")
    keep = make_listing(manager=owner)
    recommend_listing(listing=drop, member=owner, text="C’est moi.")
    merge_listings(keep=keep, drop=drop, member=volunteer)
    keep.refresh_from_db()
    assert keep.recommendation_count == 0


def test_a_merge_taken_back_leaves_both_as_they_were(keep: Listing, drop: Listing, volunteer: Member) -> None:
    hold_everything(drop, make_member("Karim L."))
    hold_everything(keep, make_member("Nadia B."))
    for listing in (keep, drop):
        Listing.objects.filter(pk=listing.pk).update(cover=listing.photos.get())
    before = everything(keep), everything(drop)
    change = merge_listings(keep=keep, drop=drop, member=volunteer)
    undo_change(change=change, member=volunteer)
    assert (everything(keep), everything(drop)) == before
    assert drop.changes.filter(source=ChangeSource.IMPORT).count() == 1


def test_a_fact_corrected_after_the_merge_survives_its_undoing(keep: Listing, drop: Listing, volunteer: Member) -> None:
    change = merge_listings(keep=keep, drop=drop, member=volunteer)
    Listing.objects.filter(pk=keep.pk).update(email="nouveau@boucherie.example")
    unmerge(change=change, member=volunteer)
    keep.refresh_from_db()
    assert (keep.email, keep.website) == ("nouveau@boucherie.example", "")


def test_what_is_one_already_can_not_be_made_one(keep: Listing, drop: Listing, volunteer: Member) -> None:
    change = merge_listings(keep=keep, drop=drop, member=volunteer)
    for pair in ((keep, drop), (drop, keep), (keep, keep)):
        with pytest.raises(NotMergeable):
            merge_listings(keep=pair[0], drop=pair[1], member=volunteer)
    unmerge(change=change, member=volunteer)
    with pytest.raises(NotMergeable):
        unmerge(change=change, member=volunteer)


def test_a_request_joins_the_page_that_was_there_and_its_merchant_is_told(client: Client, volunteer: Member) -> None:
    make_category()
    keep = make_listing("Boucherie Vidal", phone="+33491112233")
    message = "Boucherie Vidal, tel 04 91 11 22 33, livraison, vidal@boucherie.example"
    asked = send_listing_request(message=message, email="vidal@boucherie.example", photos=[])
    mail.outbox.clear()
    client.force_login(volunteer)
    url = reverse("directory:listing_join", args=[asked.pk, keep.slug])
    page = client.post(url, follow=True).content.decode()
    assert "Réuni avec : Boucherie Vidal" in page
    asked.refresh_from_db()
    keep.refresh_from_db()
    assert (asked.status, asked.listing, keep.email) == ("published", keep, "vidal@boucherie.example")
    assert [sent.subject for sent in mail.outbox] == ["Boucherie Vidal était déjà dans l’annuaire"]
    undo_change(change=keep.changes.get(source=ChangeSource.MERGE), member=volunteer)
    asked.refresh_from_db()
    assert (asked.status, asked.listing.status) == ("waiting", ListingStatus.DRAFT)


def test_a_request_gets_no_power_over_a_managed_page(volunteer: Member) -> None:
    make_category()
    keep = make_listing("Boucherie Vidal", manager=make_member("Sophie"))
    asked = send_listing_request(message="Boucherie Vidal x@y.example", email="x@y.example", photos=[])
    merge_listings(keep=keep, drop=asked.listing, member=volunteer)
    asked.refresh_from_db()
    assert asked.listing != keep
    link = str(mail.outbox[-1].body).split("/referencement/")[1].split()[0]
    assert Client().post(f"/referencement/{link}", {"name": "Pirate"}).status_code == 200
    keep.refresh_from_db()
    assert keep.name == "Boucherie Vidal"


def test_the_manager_of_the_other_page_manages_the_kept_one(keep: Listing, volunteer: Member) -> None:
    owner = make_member("Sophie")
    drop = make_listing(manager=owner)
    change = merge_listings(keep=keep, drop=drop, member=volunteer)
    keep.refresh_from_db()
    assert (keep.manager, keep.link_version) == (owner, 1)
    unmerge(change=change, member=volunteer)
    keep.refresh_from_db()
    assert keep.manager is None


def test_an_open_claim_of_both_by_one_member_stays_once(keep: Listing, drop: Listing, volunteer: Member) -> None:
    member, expires = make_member(), timezone.now() + timedelta(days=1)
    for listing in (keep, drop):
        Claim.objects.create(listing=listing, member=member, proof=ClaimProof.NEIGHBOURS, expires_at=expires)
    merge_listings(keep=keep, drop=drop, member=volunteer)
    assert [claim.status for claim in keep.claims.all()] == [ClaimStatus.OPEN]


def test_nothing_at_all_is_deleted(keep: Listing, drop: Listing, volunteer: Member) -> None:
    for listing in (keep, drop):
        hold_everything(listing, make_member())
    models = [Listing, Post, Comment, Recommendation, Claim, Suggestion, ListingPhoto, Photo]
    before = [model._base_manager.count() for model in models]
    merge_listings(keep=keep, drop=drop, member=volunteer)
    assert [model._base_manager.count() for model in models] == before
