"""Deciding on the desk: one press, what waits next, the way back, and two volunteers at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.requests import (
    decline_listing_request,
    publish_listing_request,
    reopen_listing_request,
    send_listing_request,
    take_in_hand,
    tell_decision,
)
from mcs.directory.enums import ListingStatus, RequestStatus
from mcs.directory.models import ListingRequest
from mcs.members.models import Member
from mcs.moderation.models import DeskDecision
from tests.factories import make_category, make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _trades() -> None:
    make_category()
    make_category("shop=florist", name_fr="Fleuriste", icon="flower", hue="rose", synonyms=["fleuriste", "fleurs"])


def ask(name: str = "Fleurs de Lucie") -> ListingRequest:
    message = f"Bonjour, je suis fleuriste, mon magasin s’appelle {name}. lucie@fleurs.example"
    return send_listing_request(message=message, email="lucie@fleurs.example", photos=[])


def form_of(client: Client, asked: ListingRequest) -> dict[str, object]:
    """What the review's form holds as it is shown."""
    page = client.get(reverse("directory:listing_review", args=[asked.pk]))
    values = {field.html_name: field.value() for field in page.context["form"]}
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.fixture
def volunteer(client: Client) -> Member:
    member = make_volunteer()
    client.force_login(member)
    return member


def test_publishing_brings_what_waits_next_with_a_way_back(client: Client, volunteer: Member) -> None:
    first, second = ask("Fleurs de Lucie"), ask("Fleurs de Marcel")
    review = reverse("directory:listing_review", args=[first.pk])
    response = client.post(review, form_of(client, first), follow=True)
    assert response.redirect_chain == [(reverse("directory:listing_review", args=[second.pk]), 302)]
    page = response.content.decode()
    assert "Fleurs de Lucie est en ligne." in page
    assert f'action="{reverse("moderation:undo_decision", args=[DeskDecision.objects.get().pk])}"' in page


def test_deciding_the_last_one_brings_the_desk(client: Client, volunteer: Member) -> None:
    asked = ask()
    url = reverse("directory:listing_decline", args=[asked.pk])
    response = client.post(url, {"reason": "Vous êtes à Toulon."})
    assert response.headers["Location"] == reverse("website:desk")


def test_undoing_a_publication_puts_the_request_back_and_the_page_out(client: Client, volunteer: Member) -> None:
    asked = ask()
    publish_listing_request(request=asked, member=volunteer)
    client.post(reverse("directory:listing_reopen", args=[asked.pk]))
    asked.refresh_from_db()
    listing = asked.listing
    assert (asked.status, asked.handled_by, listing.status, listing.published_at) == ("waiting", None, "draft", None)
    assert listing.category.listing_count == 0
    assert [(change.source, change.values) for change in listing.changes.all()] == [
        ("undo", {"status": ["published", "draft"]}),
        ("request", {"status": ["draft", "published"]}),
    ]
    assert client.get(listing.get_absolute_url()).status_code == 200
    assert Client().get(listing.get_absolute_url()).status_code == 404


def test_a_decision_may_be_taken_back_and_made_again(client: Client, volunteer: Member) -> None:
    asked = ask()
    for _turn in range(3):
        assert publish_listing_request(request=asked, member=volunteer)
        assert reopen_listing_request(request=asked, member=volunteer)
    assert decline_listing_request(request=asked, member=volunteer, reason="Non.")
    assert not publish_listing_request(request=asked, member=volunteer)
    asked.refresh_from_db()
    assert asked.listing.status == ListingStatus.DRAFT


def test_the_merchant_hears_of_it_two_minutes_later(volunteer: Member, settings: LazySettings) -> None:
    asked = ask()
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
    before = timezone.now()
    publish_listing_request(request=asked, member=volunteer)
    job = DBTaskResult.objects.get(task_path="mcs.directory.tasks.tell_decision")
    assert job.run_after is not None
    assert timedelta(seconds=115) < job.run_after - before < timedelta(seconds=125)


def test_a_decision_taken_back_in_time_is_never_mailed(volunteer: Member, settings: LazySettings) -> None:
    asked = ask()
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
    publish_listing_request(request=asked, member=volunteer)
    first = ListingRequest.objects.get(pk=asked.pk).handled_at
    assert first
    reopen_listing_request(request=asked, member=volunteer)
    assert not tell_decision(request_pk=asked.pk, decided_at=first)
    publish_listing_request(request=asked, member=volunteer)
    second = ListingRequest.objects.get(pk=asked.pk).handled_at
    assert second
    assert not tell_decision(request_pk=asked.pk, decided_at=first)
    assert tell_decision(request_pk=asked.pk, decided_at=second)


def test_a_refusal_is_mailed_with_its_reason(volunteer: Member) -> None:
    asked = ask()
    mail.outbox.clear()
    decline_listing_request(request=asked, member=volunteer, reason="Vous êtes à Toulon.")
    assert ["Vous êtes à Toulon." in str(sent.body) for sent in mail.outbox] == [True]


def test_the_second_volunteer_is_told_who_was_quicker_and_saves_nothing(client: Client, volunteer: Member) -> None:
    asked = ask()
    form = form_of(client, asked)
    publish_listing_request(request=asked, member=make_volunteer(name="Paul R."))
    asked.listing.refresh_from_db()
    url = reverse("directory:listing_decline", args=[asked.pk])
    page = client.post(url, {"reason": "Non."}, follow=True).content.decode()
    assert "Paul R. vient de la publier. Rien n’a été fait deux fois." in page
    asked.refresh_from_db()
    assert (asked.status, asked.reason) == (RequestStatus.PUBLISHED, "")
    stale = form | {"name": "Tout autre chose", "publier": "1"}
    page = client.post(reverse("directory:listing_review", args=[asked.pk]), stale, follow=True).content.decode()
    assert "Paul R. vient de la publier. Rien n’a été fait deux fois." in page
    asked.listing.refresh_from_db()
    assert form["name"] == asked.listing.name


def test_a_press_keeps_other_hands_off_for_a_minute(client: Client, volunteer: Member) -> None:
    asked, other = ask(), make_volunteer(name="Paul R.")
    form = form_of(client, asked) | {"name": "Tout autre chose"}
    assert take_in_hand(request=asked, member=other)
    assert not take_in_hand(request=asked, member=volunteer)
    page = client.post(reverse("directory:listing_review", args=[asked.pk]), form, follow=True).content.decode()
    assert "Paul R. s’en occupe en ce moment." in page
    asked.listing.refresh_from_db()
    assert (asked.listing.status, asked.listing.name) == ("draft", "Fleurs de Lucie")
    ListingRequest.objects.filter(pk=asked.pk).update(handled_at=timezone.now() - timedelta(minutes=2))
    assert take_in_hand(request=asked, member=volunteer)


def test_review_with_all_its_fields_is_light(
    client: Client, volunteer: Member, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    review = reverse("directory:listing_review", args=[ask().pk])
    client.get(review)
    # Who asks (2), the request, all that the form offers, photos, twins, decisions, notes, whose hand, answers ready.
    with django_assert_num_queries(10):
        client.get(review)
