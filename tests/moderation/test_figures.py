"""How the desk copes, in figures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.members.enums import Role
from mcs.moderation.models import Delegation, DeskDecision
from tests.board.conftest import words
from tests.factories import make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in
from tests.moderation.test_desk import HELD

pytestmark = pytest.mark.django_db
PAGE = "/bureau/chiffres/"


def decided(queue: str, hours: float, *, weeks_ago: int = 0, undone: bool = False) -> None:
    at = timezone.now() - timedelta(weeks=weeks_ago)
    values = {"decided_at": at, "waited": int(hours * 3600), "undone_at": at if undone else None}
    DeskDecision.objects.create(queue=queue, key="1", said="Fait", **values)


@pytest.mark.parametrize("count", [1, 3])
def test_figures_by_queue_and_by_week(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(count):
        make_post(author=make_member(), created_at=timezone.now() - timedelta(days=2 + number), **HELD)
    for hours in (0.2, 3, 70):
        decided("attente", hours)
    decided("attente", 500, undone=True)
    decided("gestion", 100, weeks_ago=3)
    decided("gestion", 100, weeks_ago=30)
    desk = signed_in(make_volunteer())
    with django_assert_num_queries(4):  # the session, who it is, what waits, what was decided
        page = desk.get(PAGE)
    rows = {row.queue.name: row for row in page.context["by_queue"]}
    held, claims = rows["attente"], rows["gestion"]
    assert (held.waiting, held.median, claims.waiting, claims.median) == (count, "3 h", 0, "4 j")
    assert f"il y a {count + 1} jours" in words(page)
    assert [len(week.waits) for week in page.context["by_week"]] == [3, 0, 0, 1, 0, 0, 0, 0]
    one = desk.get(f"{PAGE}?file=gestion").context["by_week"]
    assert ([len(week.waits) for week in one][3], one[3].share, one[0].median) == (1, 100, "—")


def test_a_delegate_reads_the_figures_of_their_queues_only() -> None:
    paul = make_member("Paul R.", role=Role.DELEGATE)
    client = signed_in(paul)
    assert "Aucune file pour l’instant" in words(client.get(PAGE))
    Delegation.objects.create(member=paul, queue="gestion")
    decided("attente", 3)
    page = client.get(f"{PAGE}?file=attente")
    assert [row.queue.name for row in page.context["by_queue"]] == ["gestion"]
    assert sum(len(week.waits) for week in page.context["by_week"]) == 0
