"""How a member chooses, and what the volunteers see of the mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.members.models import Member
from mcs.notices.budget import Sent, allowance, record_sent
from mcs.notices.enums import Lane
from mcs.notices.forecast import forecast
from mcs.notices.models import MailCount, Preference, Rhythm
from mcs.notices.notice import all_kinds
from tests.factories import make_member, make_volunteer

pytestmark = pytest.mark.django_db
PAGE = "/moi/notifications/reglages/"


@pytest.fixture
def member() -> Member:
    return make_member(email="nadia@network.example")


@pytest.fixture
def member_client(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def choices(**changed: str) -> dict[str, str]:
    kinds = {kind.name: str(kind.usually) for kind in all_kinds() if kind.is_chosen}
    return {"digest": "weekly", "quiet_from": "", "quiet_until": ""} | kinds | changed


def test_choices_are_kept_and_shown_again(member: Member, member_client: Client) -> None:
    data = choices(answered="daily", digest="never", quiet_from="22:00", quiet_until="07:30")
    assert "C’est enregistré." in member_client.post(PAGE, data, follow=True).content.decode()
    rhythm = Rhythm.objects.get()
    assert (str(rhythm.quiet_from), str(rhythm.quiet_until)) == ("22:00:00", "07:30:00")
    assert rhythm.next_digest_at is None
    form = member_client.get(PAGE).context["form"]
    assert (form["answered"].value(), form["digest"].value()) == ("daily", "never")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"quiet_from": "22:00"}, "quiet_until", "Donnez les deux heures, ou aucune."),
        ({"quiet_until": "07:00"}, "quiet_from", "Donnez les deux heures, ou aucune."),
    ],
)
def test_half_an_hour_of_quiet_is_said_beside_the_field(
    member_client: Client, changed: dict[str, str], field: str, said: str
) -> None:
    response = member_client.post(PAGE, choices(**changed))
    assert response.context["form"].errors == {field: [said]}
    assert f'<a href="#id_{field}">' in response.content.decode()  # the fields are far below


def test_choices_nobody_offers_are_refused(member_client: Client) -> None:
    form = member_client.post(PAGE, choices(answered="hourly", quiet_from="\x00", quiet_until="25:99")).context["form"]
    assert sorted(form.errors) == ["answered", "quiet_from", "quiet_until"]
    assert Preference.objects.count() == 0


def test_one_press_stops_all(member_client: Client) -> None:
    member_client.post(PAGE, {"none": "1"})
    assert set(Preference.objects.values_list("frequency", flat=True)) == {"never"}


def test_page_costs_six_queries(member_client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(6):  # session, member, rhythm, choices, digest, devices
        member_client.get(PAGE)


def test_codes_always_leave_and_digests_are_spread_over_the_day() -> None:
    morning, evening = datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 21, tzinfo=UTC)
    assert allowance(Lane.TRANSACTIONAL, Sent(transactional=500), morning, 300) > 300
    assert allowance(Lane.DIGEST, Sent(), morning, 300) == 60  # a quarter of the day, of 240
    assert allowance(Lane.DIGEST, Sent(), evening, 300) == 240
    assert allowance(Lane.NOTICE, Sent(notice=180), evening, 300) == 0
    assert allowance(Lane.DIGEST, Sent(notice=180), evening, 300) == 60  # notices never starve digests
    assert allowance(Lane.DIGEST, Sent(transactional=300), evening, 300) == 0


def test_mail_is_counted_by_day_and_lane() -> None:
    record_sent(Lane.DIGEST)
    record_sent(Lane.DIGEST, 4)
    assert MailCount.objects.get().count == 5


def test_forecast_carries_over_what_does_not_fit(settings: LazySettings) -> None:
    settings.MAIL_DAILY_QUOTA = 10
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        for number in range(10):
            member = make_member(email=f"m{number}@network.example")
            Rhythm.objects.create(member=member, next_digest_at=timezone.now() + timedelta(days=1))
        days = forecast(timezone.now()).days
    assert [(day.digests, day.left_over) for day in days[:4]] == [(0, 0), (8, 2), (2, 0), (0, 0)]


def test_forecast_is_shown_to_volunteers(
    settings: LazySettings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.MAIL_DAILY_QUOTA = 300
    client = Client()
    client.force_login(make_volunteer())
    with django_assert_num_queries(8):  # session, member, and the forecast's six
        page = client.get("/bureau/courrier/").content.decode()
    assert "0 e-mail sur 300 est parti aujourd’hui." in page
    assert "Tout ce qui est prévu pour les sept prochains jours part le jour dit." in page
