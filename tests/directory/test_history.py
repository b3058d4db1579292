"""A listing's history in words, and taking back any of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.history import ChangedSince, NotUndoable, undo_change
from mcs.directory.actions.leaving import leave_directory
from mcs.directory.actions.merge import merge_listings
from mcs.directory.enums import ChangeSource
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.wording import Words
from mcs.members.models import Member
from tests.factories import make_category, make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Member:
    return make_member("Sophie T.")


@pytest.fixture
def listing(manager: Member) -> Listing:
    return make_listing(manager=manager, phone="+33491000001")


@pytest.fixture
def volunteer() -> Member:
    return make_volunteer()


def change(listing: Listing, member: Member | None = None, **values: object) -> ListingChange:
    made = update_facts(listing=listing, values=values, source=ChangeSource.VOLUNTEER, member=member)
    assert made
    return made


def test_history_says_who_when_what_and_from_where(client: Client, listing: Listing, volunteer: Member) -> None:
    make_category("shop=deli", name_fr="Traiteur")
    change(listing, volunteer, phone="+33491000002", opening_hours="Mo-Fr 09:00-12:00", delivers=True)
    leave_directory(listing=listing)
    client.force_login(volunteer)
    page = client.get(reverse("directory:listing_history", args=[listing.slug]))
    left, corrected = page.context["entries"]
    assert (left.change.get_source_display(), left.change.member) == ("sortie de l’annuaire", None)
    assert [(line.label, line.before, line.after) for line in left.lines] == [
        ("Dans l’annuaire", "publiée", "retirée"),
        ("Pourquoi elle a été retirée", "—", "le commerce a demandé à partir"),
    ]
    assert [(line.label, line.before, line.after) for line in corrected.lines] == [
        ("Téléphone", "04 91 00 00 01", "04 91 00 00 02"),
        ("Horaires", "—", "lundi au vendredi 9 h – 12 h"),
        ("Livre chez les clients", "non", "oui"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_at_any_length(
    client: Client, listing: Listing, manager: Member, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        change(listing, manager, phone=f"+3349100010{number}", category=make_category(f"shop={number}"))
    client.force_login(manager)
    with django_assert_num_queries(6):
        client.get(reverse("directory:listing_history", args=[listing.slug]))


def test_a_long_history_is_read_page_by_page(client: Client, listing: Listing, manager: Member) -> None:
    for number in range(31):
        change(listing, phone=f"+33491000{number + 100}")
    client.force_login(manager)
    url = reverse("directory:listing_history", args=[listing.slug])
    first = client.get(url)
    rest = client.get(url, {"apres": first.context["page"].next_cursor}, headers={"HX-Request": "true"})
    assert [len(page.context["entries"]) for page in (first, rest)] == [30, 1]


def test_a_change_is_taken_back_and_that_too(client: Client, listing: Listing, manager: Member) -> None:
    made = change(listing, phone="+33491000002", description="Nouveau")
    client.force_login(manager)
    page = client.post(reverse("directory:undo_change", args=[listing.slug, made.pk]), follow=True).content.decode()
    assert "C’est annulé" in page
    listing.refresh_from_db()
    assert (listing.phone, listing.description) == ("+33491000001", "")
    undone = listing.changes.get(source=ChangeSource.UNDO)
    assert (undone.undoes, undone.member) == (made, manager)
    undo_change(change=undone, member=manager)
    listing.refresh_from_db()
    assert (listing.phone, listing.description) == ("+33491000002", "Nouveau")


def test_taking_back_says_nothing_of_freshness(listing: Listing, manager: Member) -> None:
    made = change(listing, phone="+33491000002")
    Listing.objects.filter(pk=listing.pk).update(checked_on="2026-01-02")
    undo_change(change=made, member=manager)
    listing.refresh_from_db()
    assert str(listing.checked_on) == "2026-01-02"


def test_a_change_is_taken_back_once(listing: Listing, manager: Member) -> None:
    made = change(listing, phone="+33491000002")
    undo_change(change=made, member=manager)
    with pytest.raises(NotUndoable):
        undo_change(change=made, member=manager, force=True)


def test_a_later_change_of_the_same_is_named_first_and_may_be_overridden(
    client: Client, listing: Listing, manager: Member
) -> None:
    first = change(listing, phone="+33491000002")
    later = change(listing, phone="+33491000003", description="Autre")
    with pytest.raises(ChangedSince) as since:
        undo_change(change=first, member=manager)
    assert since.value.later == later
    client.force_login(manager)
    url = reverse("directory:undo_change", args=[listing.slug, first.pk])
    assert "Changé à nouveau depuis" in client.post(url).content.decode()
    client.post(url, {"quand-meme": "1"})
    listing.refresh_from_db()
    assert (listing.phone, listing.description) == ("+33491000001", "Autre")


def test_a_category_comes_back_with_its_count(listing: Listing, manager: Member) -> None:
    before = listing.category
    made = change(listing, category=make_category("shop=deli", name_fr="Traiteur"))
    undo_change(change=made, member=manager)
    listing.refresh_from_db()
    assert (listing.category, listing.category.listing_count) == (before, 1)


def test_what_a_merge_brought_is_taken_back_with_the_merge_only(listing: Listing, volunteer: Member) -> None:
    drop = make_listing()
    brought = change(drop, phone="+33491000009")
    merge_listings(keep=listing, drop=drop, member=volunteer)
    brought.refresh_from_db()
    assert brought.listing == listing
    with pytest.raises(NotUndoable):
        undo_change(change=brought, member=volunteer, force=True)


def test_a_manager_takes_back_facts_only(client: Client, listing: Listing, manager: Member, volunteer: Member) -> None:
    merged = merge_listings(keep=listing, drop=make_listing(), member=volunteer)
    client.force_login(manager)
    assert client.post(reverse("directory:undo_change", args=[listing.slug, merged.pk])).status_code == 404
    (entry,) = client.get(reverse("directory:listing_history", args=[listing.slug])).context["entries"]
    assert not entry.may_undo


def test_another_listings_change_is_out_of_reach(client: Client, listing: Listing, manager: Member) -> None:
    other = change(make_listing(), phone="+33491000009")
    client.force_login(manager)
    assert client.post(reverse("directory:undo_change", args=[listing.slug, other.pk])).status_code == 404


def test_days_are_told_as_people_say_them() -> None:
    words = Words.of([])
    closed = [["2030-08-01", "2030-08-21", "congés"], ["2030-12-25", "2030-12-25", ""]]
    said = "Fermé du 1er au 21\u00a0août 2030 (congés); Fermé le 25\u00a0décembre 2030"
    assert words.say("closures", closed) == said
    assert words.say("delivery_ends_on", "2030-01-31") == "31\u00a0janvier 2030"
